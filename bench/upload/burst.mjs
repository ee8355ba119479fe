// A worker thread that uploads one picture of 10 MB for each cookie, all at once, on a message. It reports each status,
// the ids and the total time.
import http from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const { port } = workerData;
const BOUNDARY = 'granica-7Qk';
const HEAD = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="licznik.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
const BODY = Buffer.concat([
  Buffer.from(HEAD),
  picture(10 * 1024 * 1024 - 1024),
  Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
]);

parentPort.on('message', async (cookies) => {
  const began = performance.now();
  const answers = await Promise.all(cookies.map(upload));
  parentPort.postMessage({ ms: performance.now() - began, answers });
});
parentPort.postMessage('ready');

/** One connection per file, as from different browsers. */
function upload(cookie) {
  return new Promise((resolve, reject) => {
    const headers = {
      cookie,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      'content-length': BODY.length,
      'apollo-require-preflight': '1',
    };
    const request = http.request(
      { host: '127.0.0.1', port, path: '/files/attachments', method: 'POST', agent: false, headers },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk)).on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode, id: response.statusCode === 201 && JSON.parse(text).id }),
        );
      },
    );
    request.on('error', reject).end(BODY);
  });
}

/** A JPEG of one scan, as large as a good phone writes it. */
function picture(size) {
  const segment = (marker, ...content) => [0xff, marker, 0, content.length + 2, ...content];
  const start = [
    ...[0xff, 0xd8],
    ...segment(0xdb, ...Array(65).fill(1)),
    ...segment(0xc0, 8, 0x0f, 0xa0, 0x0b, 0xb8, 1, 1, 0x11, 0),
    ...segment(0xc4, ...Array(20).fill(0)),
    ...segment(0xda, 1, 1, 0, 0, 63, 0),
  ];
  // Entropy-coded data has a stuffed 0xFF about every 256 bytes.
  const data = Buffer.alloc(size - start.length - 2, Buffer.from([...Array(254).keys()].concat(0xff, 0)));
  data[data.length - 1] = 0;
  return Buffer.concat([Buffer.from(start), data, Buffer.from([0xff, 0xd9])]);
}
