#!/usr/bin/env bash
# typeorm 1.1.1 with sql.js 1.14.1 (the same code serves better-sqlite3).
#
# Expected: a transaction that fails because the disk is full is rolled back, and the next ones commit as before.
# Seen: SQLite has ended the transaction before it reports the error, so TypeORM's ROLLBACK fails unseen and its
# count of open transactions stays at one. From then on each transaction is a savepoint. As long as they succeed, all looks well; one that
# fails leaves a transaction open that nobody ever commits.
# Leads to: everything that is acknowledged afterwards is gone when the process ends, and other processes find the file locked.
# Instead: after a transaction that failed, compare the count with what SQLite says, and drop the query runner if they differ.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact typeorm@1.1.1 sql.js@1.14.1 reflect-metadata@0.2.2
cat > full.cjs <<'JS'
require('reflect-metadata');
const { DataSource } = require('typeorm');

async function main() {
  const statements = [];
  const logger = {
    logQuery: (sql) => statements.push(sql.split(' ').slice(0, 2).join(' ')),
    ...{ logQueryError() {}, logQuerySlow() {}, logSchemaBuild() {}, logMigration() {}, log() {} },
  };
  const source = await new DataSource({ type: 'sqljs', logging: true, logger }).initialize();
  await source.query('CREATE TABLE payments (id integer PRIMARY KEY, note text)');
  const insert = (note) =>
    source.transaction((manager) => manager.query('INSERT INTO payments (note) VALUES (?)', [note]));
  const failing = () =>
    source.transaction(async (manager) => {
      await manager.query("INSERT INTO payments (note) VALUES ('undone')");
      throw new Error('the work failed');
    });
  const outcome = (work) => work.then(() => 'ok').catch(({ message }) => message);

  // A page limit stands for the full disk: SQLite reports the same error and rolls back in the same way.
  const [{ page_count: pages }] = await source.query('PRAGMA page_count');
  await source.query(`PRAGMA max_page_count = ${pages}`);
  console.log('full:', await outcome(insert('x'.repeat(100_000))));
  await source.query('PRAGMA max_page_count = 1000000');

  console.log('a transaction that fails:', await outcome(failing()));
  statements.length = 0;
  console.log('a payment:', await outcome(insert('paid')));
  console.log('its statements:', statements.join(', '));
  // What another process, or this one after a restart, would read. The driver's connection still has its transaction open.
  console.log('a new transaction of SQLite itself:', await outcome(source.query('BEGIN')));
}
main();
JS
seen=$(node full.cjs)
printf '%s\n' "$seen"
expected='full: database or disk is full
a transaction that fails: the work failed
a payment: ok
its statements: SAVEPOINT typeorm_1, INSERT INTO, RELEASE SAVEPOINT
a new transaction of SQLite itself: cannot start a transaction within a transaction'
[ "$seen" = "$expected" ] || { echo 'The behaviour has changed.'; exit 1; }
echo 'As found: after a full disk, transactions are savepoints that nobody commits.'
