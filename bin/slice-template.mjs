// mf-shell/template is a complete slice except for its name: one part for both frameworks, and one for each.
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './prepare.mjs';

/** The placeholder for the slice's name; `Novelty` where the name begins a word in code. */
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
