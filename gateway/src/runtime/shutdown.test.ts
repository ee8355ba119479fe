import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../testing/database';
import { GatewayProcesses, ready } from '../../testing/process';

const CLIENTS = process.env.EBOK_LONG ? [50, 200] : [40];
const ROUNDS = process.env.EBOK_LONG ? 5 : 1;
const BODY = JSON.stringify({ query: '{ service { name } }' });

const REQUEST = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;

/** What became of all requests that one crowd of clients sent. */
interface Tally {
  /** Clients that have been answered once. */
  connected: number;
  answered: number;
  /** Requests for which there was no connection: never sent. */
  refused: number;
  /** Requests without an answer, by the client's error. */
  lost: string[];
}

/** A built gateway that gets SIGTERM while customers are at work. */
describe('shutting down', () => {
  let processes: GatewayProcesses;
  beforeEach(() => void (processes = new GatewayProcesses()));
  afterEach(() => processes.stop());

  async function serving(env: Record<string, string> = {}) {
    const port = await freePort();
    const gateway = processes.start({ PORT: String(port), LOG_LEVEL: 'warn', ...env });
    await ready(port);
    return { port, ...gateway };
  }

  it.each(CLIENTS)(
    'answers every request that %i busy connections have sent',
    async (clients) => {
      for (let round = 0; round < ROUNDS; round++) {
        const { port, child, ended } = await serving();
        const tally: Tally = { connected: 0, answered: 0, refused: 0, lost: [] };
        const crowd = Array.from({ length: clients }, (_, n) => askUntilRefused(port, n % 4, tally));
        await until(() => tally.connected === clients && tally.answered > 3 * clients);
        const before = tally.answered;
        child.kill('SIGTERM');
        await Promise.all(crowd);
        expect(tally.lost).toEqual([]);
        expect(tally.answered).toBeGreaterThan(before);
        expect(await ended).toMatchObject({ code: 0 });
      }
    },
    120_000,
  );

  it('answers requests that were sent on one connection without waiting for answers', async () => {
    const { port, child, ended } = await serving();
    const { write, said } = await connect(port);
    write(REQUEST.slice(0, 20));
    child.kill('SIGTERM');
    await unready(port);
    write(REQUEST.slice(20) + REQUEST.repeat(3));
    await until(() => said().match(/"data":\{"service"/g)?.length === 4);
    expect(await ended).toMatchObject({ code: 0 });
  });

  it('tells who is on a connection that it ends with this answer', async () => {
    const { port, child, ended } = await serving();
    const { write, said } = await connect(port);
    write(REQUEST);
    await until(() => said().includes('"data":{"service"'));
    expect(said()).toMatch(/^connection: keep-alive/im);
    write(REQUEST.slice(0, 20));
    child.kill('SIGTERM');
    await notListening(port);
    write(REQUEST.slice(20));
    expect(await ended).toMatchObject({ code: 0 });
    await until(() => said().match(/"data":\{"service"/g)?.length === 2);
    expect(said()).toMatch(/^connection: close/im);
  });

  it('says first that it is not ready and serves as long as it was told, new connections too', async () => {
    const { port, child } = await serving({ SHUTDOWN_DELAY: '300' });
    child.kill('SIGTERM');
    expect(await unready(port)).toEqual({ status: 503, body: '{"status":"leaving"}' });
    const agent = new http.Agent({ keepAlive: true });
    for (let n = 0; n < 3; n++)
      expect(await send(agent, port)).toMatchObject({ status: 200, connection: 'keep-alive' });
    agent.destroy();
  });

  it('does not wait for connections on which nothing comes', async () => {
    const { port, child, ended } = await serving();
    const agents = Array.from({ length: 10 }, () => new http.Agent({ keepAlive: true }));
    await Promise.all(agents.map((agent) => send(agent, port)));
    // Browsers open connections before they have anything to ask.
    const unused = Array.from({ length: 10 }, () => net.connect(port, '127.0.0.1'));
    await Promise.all(unused.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
  });
});

/** One customer after another on one connection, each after a pause; ends when the server no longer listens. */
async function askUntilRefused(port: number, thinkMs: number, tally: Tally): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  for (let first = true; ; first = false) {
    try {
      const { status, retryAfter } = await send(agent, port);
      if (first) tally.connected++;
      // Overload is answered as such, before the signal too: no request stays without an answer.
      if (status === 200 || (status === 503 && Number(retryAfter) > 0)) tally.answered++;
      else tally.lost.push(`answered ${status}`);
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      if (code === 'ECONNREFUSED') tally.refused++;
      else
        tally.lost.push(
          `${code} ${message} (connection ${(error as { reused?: boolean }).reused ? 'in use' : 'new'})`,
        );
      if (code === 'ECONNREFUSED') break;
    }
    if (thinkMs > 0) await pause(thinkMs * Math.random() * 10);
  }
  agent.destroy();
}

interface Sent {
  status: number;
  connection: string | undefined;
  retryAfter: string | undefined;
  body: string;
}

function send(agent: http.Agent, port: number, path = '/graphql', body: string | null = BODY): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': body?.length ?? 0 };
    const method = body === null ? 'GET' : 'POST';
    const request = http.request({ agent, host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        const { connection, 'retry-after': retryAfter } = response.headers;
        resolve({ status: response.statusCode!, connection, retryAfter, body: text });
      });
    });
    request.on('error', (error) => reject(Object.assign(error, { reused: request.reusedSocket })));
    request.end(body ?? undefined);
  });
}

/** What `/readyz` says once the signal has arrived; a connection refused is an answer, too. */
async function unready(port: number): Promise<{ status: number; body: string } | null> {
  for (;;) {
    const answer = await send(new http.Agent(), port, '/readyz', null).catch(() => null);
    if (answer?.status !== 200) return answer && { status: answer.status, body: answer.body };
    await pause(5);
  }
}

/** From here on each connection ends with its answer. */
async function notListening(port: number): Promise<void> {
  while (await send(new http.Agent(), port, '/readyz', null).catch(() => null)) await pause(5);
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 2000) throw new Error('never came');
    await pause(5);
  }
}

/** A connection that the gateway has accepted, to write on byte by byte. */
async function connect(port: number): Promise<{ write: (text: string) => void; said: () => string }> {
  const socket = net.connect(port, '127.0.0.1').setNoDelay();
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  await once(socket, 'connect');
  // Connections are accepted in turn: this one before the next, which gets an answer.
  await ready(port);
  return { write: (more) => void socket.write(more), said: () => text };
}
