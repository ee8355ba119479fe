// Schema changes that can be repeated. A process can be killed anywhere, and MySQL commits each statement
// separately.
// A migration then runs again from its start, so each change first checks whether it is done.
import type { QueryRunner } from 'typeorm';

/** @param definition as in SQL, in words that both databases know: `varchar(16) NOT NULL DEFAULT ''` */
export async function addColumn(
  runner: QueryRunner,
  table: string,
  name: string,
  definition: string,
): Promise<void> {
  if (await runner.hasColumn(table, name)) return;
  // Plain SQL: TypeORM would rebuild the table on SQLite.
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${name} ${definition}`);
}

/** Atomic in both databases, so a table always has one of the two names. */
export async function renameTable(runner: QueryRunner, from: string, to: string): Promise<void> {
  if (await runner.hasTable(from)) await runner.query(`ALTER TABLE ${from} RENAME TO ${to}`);
}

export async function addIndex(
  runner: QueryRunner,
  table: string,
  name: string,
  columns: readonly string[],
  { isUnique = false } = {},
): Promise<void> {
  if (await hasIndex(runner, table, name)) return;
  await runner.query(`CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX ${name} ON ${table} (${columns.join(', ')})`);
}

export async function dropIndex(runner: QueryRunner, table: string, name: string): Promise<void> {
  if (await hasIndex(runner, table, name)) await runner.dropIndex(table, name);
}

async function hasIndex(runner: QueryRunner, table: string, name: string): Promise<boolean> {
  const found = await runner.getTable(table);
  return found?.indices.some((index) => index.name === name) ?? false;
}
