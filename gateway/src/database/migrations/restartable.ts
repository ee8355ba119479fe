// Changes of tables that can be run again. A process may be killed anywhere, MySQL commits each of these statements by itself, and the step
// is then run again from its beginning: each change first looks whether it is there.
import type { QueryRunner } from 'typeorm';

/** @param definition as in SQL, in words that both databases know: `varchar(16) NOT NULL DEFAULT ''` */
export async function addColumn(
  runner: QueryRunner,
  table: string,
  name: string,
  definition: string,
): Promise<void> {
  if (await runner.hasColumn(table, name)) return;
  // Plain SQL, because TypeORM would build the table anew on SQLite.
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
