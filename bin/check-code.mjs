// Runs types and lint on the parts of the project that changed since both last passed. Slices also compare their
// generated documents with their operations.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { dependencyHash } from './install.mjs';
import { contentHash } from './prepare.mjs';
import { FACE, ROOT, SLICES, keepStamp, stamp } from './project.mjs';

/** Packages whose TypeScript is checked, each with the other folders that its types come from. */
const PARTS = {
  gateway: [],
  'mf-shell': ['mf-shell/playground', 'schema.graphql'],
  'mf-shell/playground': ['mf-shell'],
  ...Object.fromEntries(SLICES.map((slice) => [slice, FACE])),
  e2e: ['gateway', 'mf-shell'],
};
const [NODE, LERNA] = [process.execPath, 'node_modules/lerna/dist/cli.js'];
/** oxlint lints TypeScript, ESLint all else. */
const LINTERS = [
  ['node_modules/oxlint/bin/oxlint', '--config=oxlint.config.mjs'],
  ['node_modules/eslint/bin/eslint.js', '--max-warnings=0'],
];

/**
 * @param command runs a program and resolves to its errors, or null
 * @returns {Promise<(string | null)[]>} faults of types, of generated documents and of lint
 */
export async function codeFaults(command) {
  const libraries = dependencyHash();
  const hashes = Object.fromEntries(Object.keys(PARTS).map((part) => [part, partHash(part, libraries)]));
  const stale = Object.keys(PARTS).filter(
    (part) => process.env.CI === 'true' || stamp(`checked.${part}`) !== hashes[part],
  );
  const slices = stale.filter((part) => SLICES.includes(part));
  const faults = await Promise.all([
    ...inEach(command, 'types', stale),
    // A stale document may still fit its types, and the page would go on to send the former operation.
    ...inEach(command, 'codegen', slices, '--', '--check'),
    ...lint(command, stale),
  ]);
  if (faults.every((fault) => fault === null))
    for (const part of stale) keepStamp(`checked.${part}`, hashes[part]);
  return faults;
}

/** Runs a script of these packages, if there are any. */
function inEach(command, script, parts, ...more) {
  if (parts.length === 0) return [];
  const scopes = parts.map((part) => `--scope=${nameOf(part)}`);
  const flags = ['--concurrency', '2', '--loglevel', 'error'];
  return [command(script, NODE, [LERNA, 'run', script, ...scopes, ...flags, ...more])];
}

/** Files outside of all parts, and new folders, are always checked. */
function lint(command, parts) {
  const unchanged = Object.keys(PARTS).filter((part) => !parts.includes(part));
  const ignored = unchanged.map((part) => `--ignore-pattern=${part}/`);
  return LINTERS.map((linter) =>
    command('lint', NODE, [...linter, '--no-error-on-unmatched-pattern', ...ignored, '.']),
  );
}

/** The list of slices decides what each slice may import. */
function partHash(part, libraries) {
  const places = [part, ...PARTS[part], 'eslint.config.mjs', 'oxlint.config.mjs', 'tsconfig.base.json'];
  return [process.version, ...SLICES, libraries, contentHash(places)].join(' ');
}

function nameOf(part) {
  return JSON.parse(readFileSync(path.join(ROOT, part, 'package.json'), 'utf8')).name;
}
