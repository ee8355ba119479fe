import 'reflect-metadata';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getMetadataArgsStorage } from 'typeorm';
import { ENTITIES } from './entities';
import { openDatabase } from './open-database';

/**
 * Part of `npm run check`: prints columns of entities that no migration makes, which would fail at the first query,
 * and entities that `entities.ts` does not list.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ebok-tables-'));
  const database = await openDatabase(`sqlite:${folder}/tables.sqlite`);
  const faults = unlisted().map((name) => `app/entities.ts does not list ${name}`);
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

/** Entities in files that nothing else has to import. */
function unlisted(): string[] {
  const load = createRequire(__filename);
  const folder = path.join(__dirname, '..');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files) if (file.endsWith('.entity.js')) load(path.join(folder, file));
  const listed = new Set<unknown>(ENTITIES);
  return getMetadataArgsStorage()
    .tables.filter(({ target }) => !listed.has(target))
    .map(({ target }) => (target as { name: string }).name);
}

void main();
