// mf-shell/template: a slice whole but for its name, in parts: what both frameworks share, and each framework's own.
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './prepare.mjs';

/** Stands in the template wherever the name of the slice will; as `Novelty` where the name begins a word of code. */
export const PLACEHOLDER = 'novelty';

/** Writes the slice into `root`/mf-NAME. */
export function copyTemplate(root, name, framework) {
  const folder = path.join(root, `mf-${name}`);
  for (const part of ['both', framework])
    cpSync(path.join(ROOT, 'mf-shell/template', part), folder, { recursive: true });
  const inCode = name.replace(/(^|-)([a-z])/g, (_, _hyphen, letter) => letter.toUpperCase());
  const named = (text) => text.replaceAll(PLACEHOLDER, name).replaceAll('Novelty', inCode);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    writeFileSync(file, named(readFileSync(file, 'utf8')));
    renameSync(file, path.join(entry.parentPath, named(entry.name)));
  }
}
