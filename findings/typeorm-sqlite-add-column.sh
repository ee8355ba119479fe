#!/usr/bin/env bash
# typeorm 1.1.1 with sql.js 1.14.1 (the same code serves better-sqlite3).
#
# Expected: QueryRunner.addColumn adds a column in place, as SQLite's ALTER TABLE … ADD COLUMN does.
# Seen: it creates a new table from its own model of the schema and copies the rows. Whatever the model does not cover is lost without a
# warning: CHECK constraints of a column, COLLATE, STRICT, triggers. An index keeps its name but loses DESC. An index on an expression
# becomes an index on the text 'null', the same for every row.
# Leads to: invalid values are accepted, case-insensitive searches miss rows, and every row is copied while other statements wait.
# Instead: runner.query('ALTER TABLE … ADD COLUMN …').
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact typeorm@1.1.1 sql.js@1.14.1 reflect-metadata@0.2.2
cat > add.cjs <<'JS'
require('reflect-metadata');
const { DataSource, TableColumn } = require('typeorm');

async function main() {
  const source = await new DataSource({ type: 'sqljs' }).initialize();
  const runner = source.createQueryRunner();
  await runner.query(`CREATE TABLE bills (
    id integer PRIMARY KEY,
    number text COLLATE NOCASE NOT NULL,
    status text NOT NULL CHECK (status IN ('OPEN', 'PAID')),
    gross integer NOT NULL
  ) STRICT`);
  await runner.query(`CREATE INDEX lowered ON bills (lower(number))`);
  await runner.query(`CREATE INDEX largest ON bills (gross DESC)`);
  await runner.query(`CREATE TABLE changes (id integer)`);
  await runner.query(
    `CREATE TRIGGER noted AFTER UPDATE ON bills BEGIN INSERT INTO changes VALUES (new.id); END`,
  );
  await runner.query(`INSERT INTO bills (number, status, gross) VALUES ('FV/1', 'OPEN', 100)`);

  const defined = async (name) => {
    const [row] = await runner.query(`SELECT sql FROM sqlite_master WHERE name = ?`, [name]);
    return row?.sql.replace(/\s+/g, ' ').trim() ?? 'gone';
  };
  const names = ['bills', 'lowered', 'largest', 'noted'];
  for (const name of names) console.log(`before ${name}: ${await defined(name)}`);
  await runner.addColumn('bills', new TableColumn({ name: 'vat', type: 'integer', isNullable: true }));
  for (const name of names) console.log(`after ${name}: ${await defined(name)}`);
  const taken = await runner.query(`UPDATE bills SET status = 'LOST'`).then(
    () => 'taken',
    () => 'refused',
  );
  console.log(`a status the CHECK forbids: ${taken}`);
  const found = await runner.query(`SELECT count(*) AS n FROM bills WHERE number = 'fv/1'`);
  console.log(`found by 'fv/1': ${found[0].n}`);
}
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
JS
node add.cjs | tee seen
diff seen - <<'SEEN'
before bills: CREATE TABLE bills ( id integer PRIMARY KEY, number text COLLATE NOCASE NOT NULL, status text NOT NULL CHECK (status IN ('OPEN', 'PAID')), gross integer NOT NULL ) STRICT
before lowered: CREATE INDEX lowered ON bills (lower(number))
before largest: CREATE INDEX largest ON bills (gross DESC)
before noted: CREATE TRIGGER noted AFTER UPDATE ON bills BEGIN INSERT INTO changes VALUES (new.id); END
after bills: CREATE TABLE "bills" ("id" integer PRIMARY KEY, "number" text NOT NULL, "status" text NOT NULL, "gross" integer NOT NULL, "vat" integer)
after lowered: CREATE INDEX "lowered" ON "bills" ("null")
after largest: CREATE INDEX "largest" ON "bills" ("gross")
after noted: gone
a status the CHECK forbids: taken
found by 'fv/1': 0
SEEN
echo "As found: addColumn rebuilt the table and lost what its model does not cover."
