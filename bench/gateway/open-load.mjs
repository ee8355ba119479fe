// Visitors who come by the clock, whether or not those before them were answered: `open-load.mjs INPUT`, prints what became of them.
import http from 'node:http';

const { port, body, cookies, rate, seconds, hog = 0, list } = JSON.parse(process.argv[2]);
/** Later than this is of no use to anybody. */
const IN_TIME_MS = 1_000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 2_000 });
const hogs = new http.Agent({ keepAlive: true, maxSockets: hog || 1 });
const took = { answered: [], shed: [] };
let [failed, inTime, over] = [0, 0, false];

const crowd = Array.from({ length: hog }, async () => {
  // As fast as it is answered, but a script that is told to wait a second is no faster for asking anew.
  while (!over) await ask(hogs, list, cookies.at(-1)).catch(() => undefined);
});
const started = performance.now();
const flying = [];
let sent = 0;
// Several a tick, as many as are due: timers are too coarse for each by itself.
while (performance.now() - started < seconds * 1000) {
  for (; sent < ((performance.now() - started) / 1000) * rate; sent++)
    flying.push(visit(started + (sent * 1000) / rate, sent));
  await new Promise((resolve) => setTimeout(resolve, 1));
}
const counted = Promise.allSettled(flying);
await Promise.race([counted, new Promise((resolve) => setTimeout(resolve, 15_000))]);
over = true;
agent.destroy();
hogs.destroy();
await Promise.allSettled(crowd);
const at = (values, share) =>
  Number(
    (
      values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
    ).toFixed(1),
  );
process.stdout.write(
  JSON.stringify({
    'sent a second': Math.round(sent / seconds),
    'answered a second': Math.round(took.answered.length / seconds),
    'in time a second': Math.round(inTime / seconds),
    'p50 ms': at(took.answered, 0.5),
    'p95 ms': at(took.answered, 0.95),
    'p99 ms': at(took.answered, 0.99),
    'shed %': Number(((took.shed.length * 100) / sent).toFixed(1)),
    'shed p95 ms': at(took.shed, 0.95),
    failed,
  }),
);
process.exit(0);

async function visit(due, n) {
  try {
    const { status } = await ask(agent, body, cookies[n % (cookies.length - 1)]);
    const ms = performance.now() - due;
    if (status === 200) {
      took.answered.push(ms);
      if (ms <= IN_TIME_MS) inTime++;
    } else if (status === 503) took.shed.push(ms);
    else failed++;
  } catch {
    failed++;
  }
}

function ask(through, text, cookie) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), cookie };
    const request = http.request(
      { agent: through, host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers },
      (response) =>
        response
          .on('error', reject)
          .on('end', () => resolve({ status: response.statusCode }))
          .resume(),
    );
    request.on('error', reject).end(text);
  });
}
