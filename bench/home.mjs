// Home asked by the clock, as the latency that other work may disturb.
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { bodies } from './gateway/operations.mjs';

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format();
const home = bodies(today).Home;

/**
 * Sends at a fixed rate until `until` has settled: latency counts from the scheduled time, so a slow portal cannot hide
 * its delays.
 * @returns milliseconds of each answer
 */
export async function homes({ port, cookies, rate }, until) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 100 });
  let over = false;
  void until.finally(() => (over = true));
  const took = [];
  const flying = [];
  const started = performance.now();
  for (let n = 0; !over; n++) {
    const due = started + (n * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 1) await pause(wait);
    const asked = post(agent, port, home, cookies[n % cookies.length]);
    flying.push(asked.then(() => void took.push(performance.now() - Math.max(due, started))));
  }
  await Promise.all(flying);
  agent.destroy();
  return took;
}

/** Sends a GraphQL operation. */
export function post(agent, port, body, cookie = '') {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), cookie };
    const request = http.request(
      { agent, host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers },
      (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk)).on('error', reject);
        response.on('end', () =>
          response.statusCode === 200 && text.includes('"data":{')
            ? resolve({ text, headers: response.headers })
            : reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`)),
        );
      },
    );
    request.on('error', reject).end(body);
  });
}

/** Signs a person in and returns their cookie. */
export async function signIn(agent, port, { email, password }) {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { problems { code } } }';
  const body = JSON.stringify({ query, variables: { input: { email, password } } });
  const { headers } = await post(agent, port, body);
  const cookie = headers['set-cookie']?.find((one) => /^ebok=/.test(one))?.split(';')[0];
  if (!cookie) throw new Error(`${email} could not sign in`);
  return cookie;
}

export function p95(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)];
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
