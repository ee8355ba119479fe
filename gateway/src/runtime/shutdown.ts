// How the HTTP side ends: no request that a client has sent stays without an answer.
import type { FastifyInstance } from 'fastify';
import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as pollPhase, setTimeout as pause } from 'node:timers/promises';

/** Time limit for the last connections, so that busy clients cannot delay the end. */
const BACKLOG_MS = 2_000;
/** A connection that was idle for this long after the listener closed is closed as well. */
const IDLE_MS = 1_000;

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Answers 503 at `/readyz` and serves for `delayMs` more, so that load balancers remove the node first.
     * Then it accepts no connections, answers requests on open ones with `connection: close`, and returns
     * when none is left.
     */
    stopServing(delayMs: number): Promise<void>;
  }
}

/** @returns what `/readyz` asks: whether this node is leaving */
export function registerShutdown(app: FastifyInstance): () => boolean {
  const open = new Set<Socket>();
  const underWay = new WeakMap<Socket, number>();
  let isLeaving = false;
  let isDraining = false;
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('onRequest', ({ socket }, _reply, next) => {
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1);
    next();
  });
  app.addHook('onSend', ({ socket }, reply, _payload, next) => {
    // Pipelined requests behind this one would be lost with the connection.
    if (isDraining && underWay.get(socket) === 1) void reply.header('connection', 'close');
    next();
  });
  app.addHook('onResponse', ({ socket }, _reply, next) => {
    underWay.set(socket, (underWay.get(socket) ?? 1) - 1);
    next();
  });
  app.addHook('preClose', async () => {
    isLeaving = isDraining = true;
  });
  app.decorate('stopServing', async (delayMs: number) => {
    isLeaving = true;
    await pause(delayMs);
    if (!app.server.listening) return;
    await acceptBacklog(app.server);
    const closed = closeListener(app.server);
    // Not earlier: a client that reads `connection: close` would reconnect.
    isDraining = true;
    // After the poll phase: what has arrived by then has been read, and its connection is no longer idle.
    const reap = setInterval(() => setImmediate(closeIdle, app.server, open), IDLE_MS);
    await closed;
    clearInterval(reap);
  });
  return () => isLeaving;
}

/**
 * `http.Server.close` would close idle connections immediately, and lose requests that are just arriving.
 * @returns when the last connection is closed
 */
function closeListener(server: Server): Promise<void> {
  return new Promise((resolve) => void NetServer.prototype.close.call(server, () => resolve()));
}

/** Connections still in the backlog are reset together with the listener. Each turn of the event loop accepts one. */
async function acceptBacklog(server: Server): Promise<void> {
  let accepted = 0;
  const count = () => void accepted++;
  server.on('connection', count);
  const until = performance.now() + BACKLOG_MS;
  for (let before = -1; accepted !== before && performance.now() < until;) {
    before = accepted;
    await pollPhase();
  }
  server.off('connection', count);
}

/** For Node a connection is not idle before its first request: browsers open some that they never use. */
function closeIdle(server: Server, open: ReadonlySet<Socket>): void {
  server.closeIdleConnections();
  for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
}
