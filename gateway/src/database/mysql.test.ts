import mysql from 'mysql2/promise';
import net from 'node:net';
import { ENGINES, freshDatabase, MYSQL_URL } from '../testing';
import { dropSilent } from './mysql';

const withServer = ENGINES.includes('mysql') ? it : it.skip;

/** Stands between us and the server; once told so it takes everything and passes nothing on. */
async function wire(): Promise<{ port: number; cut: (silent: boolean) => void; close: () => void }> {
  const { hostname, port } = new URL(MYSQL_URL);
  let silent = false;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(port || 3306), hostname);
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    cut: (now) => (silent = now),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

withServer('gives up a connection whose server went silent, and gets on with a new one', async () => {
  const between = await wire();
  const url = new URL(MYSQL_URL);
  url.port = String(between.port);
  const pool = mysql.createPool({ uri: url.href, connectionLimit: 1 });
  dropSilent(pool.pool, () => 200);
  await pool.query('SELECT 1');
  between.cut(true);
  await expect(pool.query('SELECT 2')).rejects.toThrow();
  between.cut(false);
  await expect(pool.query('SELECT 3 AS three')).resolves.toMatchObject([[{ three: 3 }], expect.anything()]);
  // An idle one is not a silent one.
  await new Promise((resolve) => setTimeout(resolve, 400));
  await pool.query('SELECT 4');
  await pool.end();
  between.close();
});

withServer(
  'changes the tables of one database while those of another are being changed, and keeps no lock',
  async () => {
    const admin = await mysql.createConnection(MYSQL_URL);
    const one = await freshDatabase('mysql');
    const name = new URL(one.url).pathname.slice(1);
    const lock = `CONCAT('ebok-', SHA1('${name}'))`;
    const [[free]] = (await admin.query(`SELECT IS_FREE_LOCK(${lock}) AS free`)) as unknown as [
      { free: number }[],
    ];
    expect(Number(free!.free)).toBe(1);
    await admin.query(`SELECT GET_LOCK(${lock}, 0)`);
    const other = await freshDatabase('mysql');
    await other.drop();
    await one.drop();
    await admin.end();
  },
);
