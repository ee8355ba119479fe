// What the values take on disk, beside a table with a row an hour: `size.mjs URL` prints bytes.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [url] = process.argv.slice(2);
const HOURS = 200_000;
const CREATE = `CREATE TABLE usage_hours (customerId varchar(22) NOT NULL, pointId varchar(22) NOT NULL,
  direction varchar(11) NOT NULL, start datetime NOT NULL, wh bigint NOT NULL, estimated smallint NOT NULL,
  PRIMARY KEY (customerId, pointId, direction, start))`;
/** Hours of the days that are there, without their values: each row takes as many bytes as with them. */
const KEYS = 'SELECT customerId, pointId, direction, day FROM usage_days ORDER BY 1, 2, 3, 4 LIMIT';

const measured = url.startsWith('sqlite:') ? sqlite() : await mysql();
console.log(JSON.stringify(measured));

function sqlite() {
  const Sqlite = require(Number(process.versions.napi) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3');
  const database = new Sqlite(url.slice('sqlite:'.length));
  database.exec(CREATE);
  const insert = database.prepare('INSERT INTO usage_hours VALUES (?,?,?,?,?,0)');
  const keys = database
    .prepare(`${KEYS} ${Math.floor(HOURS / 24)}`)
    .raw()
    .all();
  database.transaction(() => hoursOf(keys).forEach((row) => insert.run(...row)))();
  // The table without its indexes.
  const bytes = (table) =>
    database.prepare('SELECT SUM(pgsize) FROM dbstat WHERE name = ?').pluck().get(table);
  const days = database.prepare('SELECT COUNT(*) FROM usage_days').pluck().get();
  return { days, daysBytes: bytes('usage_days'), hours: keys.length * 24, hoursBytes: bytes('usage_hours') };
}

async function mysql() {
  const connection = await require('mysql2/promise').createConnection({ uri: url, dateStrings: true });
  const query = async (sql, values) => (await connection.query(sql, values))[0];
  await query(`${CREATE} CHARSET utf8mb4 COLLATE utf8mb4_bin`);
  const keys = await query({ sql: `${KEYS} ${Math.floor(HOURS / 24)}`, rowsAsArray: true });
  const rows = hoursOf(keys).map((row) => [...row, 0]);
  for (let at = 0; at < rows.length; at += 2000)
    await query('INSERT INTO usage_hours VALUES ?', [rows.slice(at, at + 2000)]);
  await query('ANALYZE TABLE usage_days, usage_hours');
  const bytes = async (table) =>
    Number(
      (
        await query(
          'SELECT DATA_LENGTH AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?',
          [table],
        )
      )[0].n,
    );
  const [{ n: days }] = await query('SELECT COUNT(*) AS n FROM usage_days');
  const sizes = { daysBytes: await bytes('usage_days'), hoursBytes: await bytes('usage_hours') };
  await connection.end();
  return { days, hours: rows.length, ...sizes };
}

function hoursOf(keys) {
  return keys.flatMap(([customerId, pointId, direction, day]) =>
    Array.from({ length: 24 }, (_, hour) => [
      ...[customerId, pointId, direction, `${day} ${String(hour).padStart(2, '0')}:00:00`],
      250 + hour,
    ]),
  );
}
