import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from './open-database';

/** Part of `npm run check`: prints columns of entities that no migration makes, which would fail at the first query. */
async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ebok-tables-'));
  const database = await openDatabase(`sqlite:${folder}/tables.sqlite`);
  const faults: string[] = [];
  for (const { tableName, columns } of database.source.entityMetadatas) {
    const made = await database.query<{ name: string }>('SELECT name FROM pragma_table_info(?)', [tableName]);
    const names = new Set(made.map(({ name }) => name));
    for (const { databaseName } of columns)
      if (!names.has(databaseName)) faults.push(`no migration makes ${tableName}.${databaseName}`);
  }
  await database.close();
  rmSync(folder, { recursive: true });
  if (faults.length > 0) process.stdout.write(`${faults.join('\n')}\n`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

void main();
