// Twenty clients send requests without a pause (closed loop): `load.mjs INPUT` prints the figures of one round.
import { readFileSync } from 'node:fs';
import { Client } from 'undici';

const { url, pid, body, cookies, seconds, warmSeconds, connections } = JSON.parse(process.argv[2]);
let next = 0;
let counting = false;
let stopped = false;
const milliseconds = [];

const visitors = Array.from({ length: connections }, visit);
await pause(warmSeconds);
counting = true;
const [startedAt, cpuAtStart] = [performance.now(), cpuMs()];
await pause(seconds);
counting = false;
const [elapsed, cpu] = [performance.now() - startedAt, cpuMs() - cpuAtStart];
stopped = true;
await Promise.all(visitors);
milliseconds.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    perSecond: milliseconds.length / (elapsed / 1000),
    cpuMs: cpu / milliseconds.length,
    p95: milliseconds[Math.floor(milliseconds.length * 0.95)],
  }),
);

async function visit() {
  const client = new Client(url, { pipelining: 1 });
  while (!stopped) {
    const cookie = cookies[next++ % cookies.length];
    const headers = { 'content-type': 'application/json', accept: 'application/json', cookie };
    const sent = performance.now();
    const { statusCode, body: answer } = await client.request({
      path: '/graphql',
      method: 'POST',
      headers,
      body,
    });
    const bytes = (await answer.arrayBuffer()).byteLength;
    if (statusCode !== 200 || bytes < 200) throw new Error(`Answered ${statusCode} with ${bytes} bytes`);
    if (counting) milliseconds.push(performance.now() - sent);
  }
  await client.close();
}

/** CPU time of the server's process, with all its threads. */
function cpuMs() {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  // User and system time, in hundredths of a second on every Linux we support.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function pause(s) {
  return new Promise((resolve) => setTimeout(resolve, s * 1000));
}
