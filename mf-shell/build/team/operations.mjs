// Every operation against the API as schema.graphql has it. The gateway holds a version against its own when it is moved.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { unregisteredOperations } from '../unregistered.mjs';

/** @returns {string[]} one sentence for each operation the schema has no answer to */
export function operationFaults(folder) {
  const schema = buildSchema(readFileSync(join(folder, '../schema.graphql'), 'utf8'));
  const operations = JSON.parse(readFileSync(join(folder, 'dist/operations.json'), 'utf8'));
  const faults = Object.values(operations).flatMap((text) => {
    const document = parse(text);
    const name = getOperationAST(document)?.name?.value ?? 'an operation without a name';
    return validate(schema, document).map(({ message }) => `operations: ${name}: ${message}`);
  });
  if (faults.length > 0) return faults;
  return [...unregisteredFaults(folder, operations), ...staleFaults(folder)];
}

/** Held against the built chunks, so that it does not matter who built them. */
function unregisteredFaults(folder, operations) {
  const dist = join(folder, 'dist');
  const files = readdirSync(dist, { recursive: true }).filter((file) => /\.m?js$/.test(file));
  const chunks = Object.fromEntries(files.map((file) => [file, readFileSync(join(dist, file), 'utf8')]));
  const slice = folder.endsWith('mf-shell')
    ? undefined
    : JSON.parse(readFileSync(join(dist, 'slice.json'), 'utf8')).name;
  return unregisteredOperations(chunks, operations, slice).map((fault) => `operations: ${fault}`);
}

/** What was generated is what runs, so it must be what the .graphql files say. */
function staleFaults(folder) {
  if (!existsSync(join(folder, 'codegen.ts'))) return [];
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['exec', '--', 'graphql-codegen', '--check', '--silent'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  if (status === 0) return [];
  const said = `${stdout}${stderr}`.trim();
  if (!/stale/i.test(said)) return [`operations: ${said}`];
  return [
    'operations: what was generated is not what the .graphql files say: npm run codegen, and commit it',
  ];
}
