import { on } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { warsawOffset } from '../calendar';
import { addressLabel } from '../consumption-points/point-label';
import type { LanguageCode } from '../texts/language';
import { text } from '../texts/text';
import { qualities } from './columns';
import { offsetText } from './local-time';
import type { Series } from './series';

const TIME = 'yyyy-mm-dd hh:mm';

interface Message {
  id: number;
  wants?: 'rows' | 'end';
  bytes?: Uint8Array;
}

/**
 * Writes use as a workbook: times and energy as numbers, PPE codes as text.
 * What exceeds a sheet's 1,048,576 rows goes on in the next one.
 */
export async function* xlsxOf(
  all: AsyncGenerator<Series>,
  language: LanguageCode,
): AsyncGenerator<Uint8Array> {
  const workerData = { sheet: text(language, 'usageExport.sheet'), columns: columnsOf(language) };
  // The heap stays small, because rows are gone once they are written.
  const worker = new Worker(join(__dirname, 'xlsx-worker.mjs'), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  const words = qualities(language);
  const next = async () => {
    const series = await all.next();
    return series.done ? null : rowsOf(series.value, language, words);
  };
  try {
    for await (const [{ id, bytes, wants }] of on(worker, 'message') as AsyncIterable<[Message]>) {
      if (wants === 'end') return;
      if (bytes) yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      worker.postMessage({ id, value: wants === 'rows' ? await next() : true });
    }
  } finally {
    await worker.terminate();
  }
}

function columnsOf(language: LanguageCode) {
  const header = (key: 'ppe' | 'label' | 'direction' | 'start' | 'end' | 'offset' | 'kwh' | 'quality') =>
    text(language, `usageExport.${key}`);
  return [
    { header: header('ppe'), width: 21 },
    { header: header('label'), width: 30 },
    { header: header('direction'), width: 15 },
    { header: header('start'), width: 17, numFmt: TIME },
    { header: header('end'), width: 17, numFmt: TIME },
    { header: header('offset'), width: 9 },
    { header: header('kwh'), width: 14, numFmt: '0.000' },
    { header: header('quality'), width: 14 },
  ];
}

function rowsOf(
  { point, direction, starts, ends, wh, quality }: Series,
  language: LanguageCode,
  words: string[],
) {
  const byClock = (ms: number) => ms + warsawOffset(ms) * 3_600_000;
  return {
    head: [point.ppe, point.ownLabel ?? addressLabel(point), text(language, `usageExport.${direction}`)],
    starts: starts.map(byClock),
    ends: ends.map(byClock),
    offsets: starts.map((ms) => offsetText(warsawOffset(ms))),
    wh,
    quality: quality.map((one) => words[one]!),
  };
}
