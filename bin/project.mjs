// The project's folders, what has been done in them so far, and how commands talk. Plain Node, since nothing may be installed yet.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const STAMPS = path.join(ROOT, 'node_modules/.cache/ebok');

/** What the build of every slice reads of the shell, and of the API. */
export const FACE = ['mf-shell/build', 'mf-shell/src', 'schema.graphql'];

/** The folders of the slices that are here: one is added or taken away without a list being changed. */
export const SLICES = readdirSync(ROOT).filter((name) => existsSync(path.join(ROOT, name, 'slice.json')));

/** Packages in the order they are built, each with the folders outside itself that its build reads. */
export const PACKAGES = {
  gateway: [],
  'mf-shell': [],
  'mf-shell/playground': ['mf-shell/build', 'mf-shell/src/session'],
  ...Object.fromEntries(SLICES.map((folder) => [folder, FACE])),
};

/** Ends the command with one sentence that says what to do. */
export function stop(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

/** Progress goes to standard error: standard output belongs to what a command reports. */
export function note(text) {
  process.stderr.write(`${text}\n`);
}

/** @returns {string | null} what `keepStamp` kept under this name: the state in which a step was last done */
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
