// Sends requests at a fixed rate, whether or not earlier ones were answered (open loop): `open-load.mjs INPUT` prints
// the results.
import { Client } from 'undici';

const {
  port,
  body,
  cookies,
  rate,
  seconds,
  warmSeconds = 0,
  hog = 0,
  crowd = [],
  urgent,
} = JSON.parse(process.argv[2]);
/** A later answer counts as useless to the visitor. */
const IN_TIME_MS = 1_000;
const origin = `http://127.0.0.1:${port}`;
/**
 * As many connections as a proxy in front of a portal keeps open. Further visits open their own, which are kept as
 * well.
 */
const KEPT = 512;
/** Warms the node up before the measured load: in production it is not cold when traffic peaks. */
const WARM_RATE = 100;
const idle = [];
let [opened, counting, over] = [0, false, false];
const visits = { answered: [], shed: [], late: [] };
const firsts = { answered: [], shed: [] };
const ofHog = { answered: 0, limited: 0 };
let [failed, inTime] = [0, 0];

for (let n = 0; n < KEPT; n++) await ask('{"query":"{ service { name } }"}', '', connect());
await byTheClock(warmSeconds, Math.min(rate, WARM_RATE));
for (let n = 0; n < hog; n++) await ask(crowd[n % crowd.length], cookies.at(-1));
const script = Array.from({ length: hog }, async (_, n) => {
  // Sends the next request after each answer: a script that ignores Retry-After is not slowed down by it.
  for (let at = n; !over; at++) {
    const status = await ask(crowd[at % crowd.length], cookies.at(-1)).catch(() => 0);
    if (counting) ofHog[status === 200 ? 'answered' : 'limited']++;
  }
});
counting = true;
opened = 0;
const { sent, flying } = await byTheClock(seconds, rate);
await Promise.race([Promise.allSettled(flying), pause(15_000)]);
over = true;
await Promise.race([Promise.allSettled(script), pause(5_000)]);
process.stdout.write(
  JSON.stringify({
    'sent a second': Math.round(sent / seconds),
    'answered a second': Math.round(visits.answered.length / seconds),
    'in time a second': Math.round(inTime / seconds),
    'p50 ms': at(visits.answered, 0.5),
    'p95 ms': at(visits.answered, 0.95),
    'p99 ms': at(visits.answered, 0.99),
    'shed %': Number(((visits.shed.length * 100) / sent).toFixed(1)),
    'shed p95 ms': at(visits.shed, 0.95),
    ...(urgent && {
      'urgent p95 ms': at(firsts.answered, 0.95),
      'urgent shed': firsts.shed.length,
    }),
    ...(hog && { 'hog answered a second': Math.round(ofHog.answered / seconds) }),
    failed,
    'new connections': opened,
    // Delay within this process: a visitor who was sent late waited for the load generator, not for the portal.
    'sent late p95 ms': at(visits.late, 0.95),
  }),
);
process.exit(0);

/** Sends all requests that are due in each tick, because timers are too coarse for single ones. */
async function byTheClock(duration, rate) {
  const started = performance.now();
  const flying = [];
  let [sent, first] = [0, 0];
  while (performance.now() - started < duration * 1000) {
    const passed = (performance.now() - started) / 1000;
    for (; sent < passed * rate; sent++)
      flying.push(visit(visits, body, started + (sent * 1000) / rate, sent));
    for (; urgent && first < passed * urgent.rate; first++)
      flying.push(visit(firsts, urgent.body, started + (first * 1000) / urgent.rate, first));
    await pause(1);
  }
  return { sent, flying };
}

async function visit(into, text, due, n) {
  const isCounted = counting;
  if (isCounted) into.late?.push(performance.now() - due);
  const status = await ask(text, cookies[n % (cookies.length - 1)]).catch(() => 0);
  if (!isCounted) return;
  const ms = performance.now() - due;
  if (status === 503) into.shed.push(ms);
  // "Not found" is an answer, too.
  else if (status === 0 || status === 429 || status >= 500) failed++;
  else {
    into.answered.push(ms);
    if (into === visits && ms <= IN_TIME_MS) inTime++;
  }
}

async function ask(text, cookie, client = idle.pop() ?? connect()) {
  const headers = { 'content-type': 'application/json', cookie };
  const { statusCode, body: answer } = await client.request({
    path: '/graphql',
    method: 'POST',
    headers,
    body: text,
  });
  await answer.dump({ limit: Infinity });
  idle.push(client);
  return statusCode;
}

function connect() {
  opened++;
  return new Client(origin, { pipelining: 1 });
}

function at(values, share) {
  values.sort((a, b) => a - b);
  return Number((values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0).toFixed(1));
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
