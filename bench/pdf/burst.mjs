// A worker thread that requests all documents at once on a message. It reports each status and the total time.
import http from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const { port, asked } = workerData;

parentPort.on('message', async () => {
  const began = performance.now();
  const statuses = await Promise.all(asked.map(fetchOne));
  parentPort.postMessage({ ms: performance.now() - began, statuses });
});
parentPort.postMessage('ready');

/** One connection per request, as from different browsers. */
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
