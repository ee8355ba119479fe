import mysql from 'mysql2/promise';
import { emptyDatabase, ENGINES, MYSQL_URL } from '../../testing/database';
import { upgrade } from '../../testing/migrations';
import { dropSilent } from './mysql';
import { wire } from '../../testing/wire';

const withServer = ENGINES.includes('mysql') ? it : it.skip;

withServer('gives up a connection whose server went silent, and gets on with a new one', async () => {
  const between = await wire();
  const url = new URL(MYSQL_URL);
  url.port = String(between.port);
  const pool = mysql.createPool({ uri: url.href, connectionLimit: 1 });
  dropSilent(pool.pool, () => 200);
  await pool.query('SELECT 1');
  between.silence(true);
  await expect(pool.query('SELECT 2')).rejects.toThrow();
  between.silence(false);
  await expect(pool.query('SELECT 3 AS three')).resolves.toMatchObject([[{ three: 3 }], expect.anything()]);
  // An idle one is not a silent one.
  await new Promise((resolve) => setTimeout(resolve, 400));
  await pool.query('SELECT 4');
  await pool.end();
  await between.stop();
});

withServer(
  'changes the tables of one database while those of another are being changed, and keeps no lock',
  async () => {
    const admin = await mysql.createConnection(MYSQL_URL);
    const one = await emptyDatabase('mysql');
    await upgrade(one.url);
    const name = new URL(one.url).pathname.slice(1);
    const lock = `CONCAT('ebok-', SHA1('${name}'))`;
    const [[free]] = (await admin.query(`SELECT IS_FREE_LOCK(${lock}) AS free`)) as unknown as [
      { free: number }[],
    ];
    expect(Number(free!.free)).toBe(1);
    await admin.query(`SELECT GET_LOCK(${lock}, 0)`);
    const other = await emptyDatabase('mysql');
    await upgrade(other.url);
    await other.drop();
    await one.drop();
    await admin.end();
  },
);
