// The project's folders, stamps of completed steps, and the output of commands. Plain Node, because nothing may be
// installed yet.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const STAMPS = path.join(ROOT, 'node_modules/.cache/ebok');

/** The inputs that every slice's build reads from the shell, and the schema. */
export const FACE = ['mf-shell/build', 'mf-shell/src', 'schema.graphql'];

/** The slices in this clone, found by their folders, so that adding or deleting one changes no list. */
export const SLICES = readdirSync(ROOT).filter((name) => existsSync(path.join(ROOT, name, 'slice.json')));

/** Packages in build order, each with the other folders that its build reads. */
export const PACKAGES = {
  gateway: [],
  'mf-shell': [],
  'mf-shell/playground': ['mf-shell/build', 'mf-shell/src/session'],
  ...Object.fromEntries(SLICES.map((folder) => [folder, FACE])),
};

const NOT_OURS = new Set(['node_modules', 'dist', 'generated']);

/** Our files in and below a folder, an absolute path, whose names match; none where it is missing. */
export function filesBelow(folder, pattern) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory())
      return NOT_OURS.has(entry.name) || entry.name.startsWith('.') ? [] : filesBelow(file, pattern);
    return pattern.test(entry.name) ? [file] : [];
  });
}

/** Ends the command with one sentence that says what to do. */
export function stop(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

/** Progress goes to standard error, because standard output belongs to the command's result. */
export function note(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * @returns {string | null} the stamp that `keepStamp` stored under this name: the state in which a step last
 * succeeded
 */
export function stamp(name) {
  const file = stampFile(name);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

export function keepStamp(name, value) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stampFile(name), value);
}

function stampFile(name) {
  return path.join(STAMPS, name.replaceAll('/', '.'));
}
