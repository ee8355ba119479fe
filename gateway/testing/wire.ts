import net from 'node:net';
import { MYSQL_URL } from './database';

/** A proxy between the gateway and the database server. */
export interface Wire {
  port: number;
  /** Whether it takes everything and passes nothing on. */
  silence(isSilent: boolean): void;
  /** Simulates a stopped server: connections close, and new ones fail until it is back. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Lets a test cut and silence the connections to the tests' server. */
export async function wire(): Promise<Wire> {
  const { hostname, port: serverPort } = new URL(MYSQL_URL);
  let silent = false;
  let port = 0;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(serverPort || 3306), hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => silent || to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
    }
  });
  const start = () =>
    new Promise<void>((resolve) =>
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as net.AddressInfo).port;
        resolve();
      }),
    );
  await start();
  return {
    port,
    start,
    silence: (isSilent) => (silent = isSilent),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
        sockets.clear();
      }),
  };
}
