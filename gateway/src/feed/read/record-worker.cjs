// The thread that reads and understands a file of records: see record-thread.ts. CommonJS by hand, so that it starts
// from the sources too (in tests), which only need their types taken off.
const { once } = require('node:events');
const { parentPort, workerData } = require('node:worker_threads');

if (workerData.extension === '.ts') require('../../../testing/register.cjs');
const { readRecords } = require(`./read-records${workerData.extension}`);

void (async () => {
  let ahead = workerData.ahead;
  parentPort.on('message', () => ahead++);
  for await (const records of readRecords(workerData.name, workerData.file)) {
    while (ahead === 0) await once(parentPort, 'message');
    ahead--;
    parentPort.postMessage(records);
  }
  parentPort.postMessage(null);
  parentPort.close();
})();
