// Validates every operation against schema.graphql. The gateway validates a version against its own schema when it is
// moved.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  concatAST,
  getOperationAST,
  NoUnusedFragmentsRule,
  parse,
  Source,
  specifiedRules,
  validate,
} from 'graphql';
import { unpersistedOperations } from '../persisted-operations.mjs';

const CODEGEN = fileURLToPath(new URL('../codegen.mjs', import.meta.url));

/** @returns {string[]} one sentence for each operation that the schema does not allow */
export function operationFaults(folder) {
  const schema = buildSchema(readFileSync(join(folder, '../schema.graphql'), 'utf8'));
  const written = writtenFaults(folder, schema);
  if (written.length > 0) return written;
  const operations = JSON.parse(readFileSync(join(folder, 'dist/operations.json'), 'utf8'));
  const faults = Object.values(operations).flatMap((text) => {
    const document = parse(text);
    const name = getOperationAST(document)?.name?.value ?? 'an operation without a name';
    return validate(schema, document).map(({ message }) => `operations: ${name}: ${message}`);
  });
  if (faults.length > 0) return faults;
  return [...unpersistedFaults(folder, operations), ...staleFaults(folder)];
}

/** The .graphql files by file and line: codegen only reports that there is a fault. */
function writtenFaults(folder, schema) {
  const files = readdirSync(join(folder, 'src'), { recursive: true })
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => join('src', file));
  const faults = [];
  const say = ({ message, source, locations }) =>
    faults.push(`operations: ${source?.name ?? 'src'}:${locations?.[0]?.line ?? 1}: ${message}`);
  // Operations of one folder are generated together, and may share fragments.
  for (const place of new Set(files.map(dirname))) {
    const documents = files
      .filter((file) => dirname(file) === place)
      .flatMap((file) => {
        try {
          return [parse(new Source(readFileSync(join(folder, file), 'utf8'), file))];
        } catch (error) {
          say(error);
          return [];
        }
      });
    const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);
    if (documents.length > 0) validate(schema, concatAST(documents), rules).forEach(say);
  }
  return faults;
}

/** Checks the built chunks themselves, whichever tool built them. */
function unpersistedFaults(folder, operations) {
  const dist = join(folder, 'dist');
  const files = readdirSync(dist, { recursive: true }).filter((file) => /\.m?js$/.test(file));
  const chunks = Object.fromEntries(files.map((file) => [file, readFileSync(join(dist, file), 'utf8')]));
  const slice = folder.endsWith('mf-shell')
    ? undefined
    : JSON.parse(readFileSync(join(dist, 'slice.json'), 'utf8')).name;
  return unpersistedOperations(chunks, operations, slice).map((fault) => `operations: ${fault}`);
}

/** Generated files are what runs, so they must match the .graphql files. */
function staleFaults(folder) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CODEGEN, '--check'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status === 0) return [];
  const said = `${stdout}${stderr}`.trim();
  if (!/stale/i.test(said)) return [`operations: ${said}`];
  return [
    'operations: what was generated is not what the .graphql files say: npm run codegen, and commit it',
  ];
}
