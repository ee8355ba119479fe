/**
 * Thread that writes a workbook: hucre is an ES module, and a million rows would keep the portal's own thread busy.
 * It asks for rows, and hands over bytes; each message waits for its answer, so a slow receiver slows it down.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { writeXlsxStream } from 'hucre/xlsx';

const waiting = new Map();
let asked = 0;
parentPort.on('message', ({ id, value }) => {
  waiting.get(id)(value);
  waiting.delete(id);
});

/** Rows are read ahead while bytes are on their way, so answers name their question. */
function ask(message) {
  const id = ++asked;
  parentPort.postMessage({ id, ...message });
  return new Promise((resolve) => void waiting.set(id, resolve));
}

/** Times are by the clock, which is what a spreadsheet shows; the offset tells doubled hours apart. */
async function* rows() {
  for (;;) {
    const part = await ask({ wants: 'rows' });
    if (!part) return;
    const { head, starts, ends, offsets, wh, quality } = part;
    for (let n = 0; n < starts.length; n++)
      yield [
        ...head,
        new Date(starts[n]),
        new Date(ends[n]),
        offsets[n],
        wh[n] === null ? null : wh[n] / 1000,
        quality[n],
      ];
  }
}

const { sheet, columns } = workerData;
for await (const bytes of writeXlsxStream(rows(), { name: sheet, columns, freezePane: { rows: 1 } }))
  await ask({ bytes });
await ask({ wants: 'end' });
parentPort.close();
