// A thread that asks for documents, all at once, as soon as it is told to; says how each was answered, and how long all took.
import http from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const { port, asked } = workerData;

parentPort.on('message', async () => {
  const began = performance.now();
  const statuses = await Promise.all(asked.map(fetchOne));
  parentPort.postMessage({ ms: performance.now() - began, statuses });
});
parentPort.postMessage('ready');

/** A connection each, as browsers have. */
function fetchOne({ path, cookie }) {
  return new Promise((resolve, reject) => {
    const request = http.get(
      { host: '127.0.0.1', port, path, agent: false, headers: { cookie } },
      (response) => {
        let start = '';
        response.on('data', (chunk) => (start ||= chunk.toString('latin1', 0, 5)));
        response.on('end', () =>
          resolve(response.statusCode === 200 && start !== '%PDF-' ? 'no PDF' : response.statusCode),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
  });
}
