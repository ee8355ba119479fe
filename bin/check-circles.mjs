// No file may be reached again from what it imports, types included: whoever wants to understand or move one file of a circle has to take all.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const SOURCE = /(?<!\.test|\.d)\.(ts|tsx|vue|mjs|cjs)$/;
const NOT_OURS = new Set(['node_modules', 'dist', 'generated']);
/** How the gateway and its demo name each other's files: `imports` of gateway/package.json. */
const SUBPATHS = { '#src/': 'gateway/src/', '#demo/': 'gateway/demo/src/' };
const ENDINGS = ['', '.ts', '.tsx', '/index.ts'];

/** @returns {string[]} a line for each circle of imports below these folders: its files in the order in which they import each other */
export function circles(root, folders) {
  // A package may stand within another one.
  const files = [...new Set(folders.flatMap((folder) => sources(path.join(root, folder))))];
  const imports = new Map(files.map((file) => [file, importsOf(root, file)]));
  const done = new Set();
  const found = [];
  const visit = (file, way) => {
    if (done.has(file)) return;
    const began = way.indexOf(file);
    if (began >= 0) {
      found.push([...way.slice(began), file].map((one) => path.relative(root, one)).join(' → '));
      return;
    }
    for (const imported of imports.get(file) ?? []) visit(imported, [...way, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

function sources(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory())
      return NOT_OURS.has(entry.name) || entry.name.startsWith('.') ? [] : sources(file);
    return SOURCE.test(entry.name) ? [file] : [];
  });
}

function importsOf(root, file) {
  const text = readFileSync(file, 'utf8');
  const code = file.endsWith('.vue') ? (/<script[^>]*>(.*?)<\/script>/s.exec(text)?.[1] ?? '') : text;
  return ts
    .preProcessFile(code, true, true)
    .importedFiles.map(({ fileName }) => fileName.replace(/^#\w+\//, (start) => `${root}/${SUBPATHS[start]}`))
    .filter((name) => name.startsWith('.') || path.isAbsolute(name))
    .map((name) => path.resolve(path.dirname(file), name))
    .map((base) => ENDINGS.map((ending) => base + ending).find((one) => SOURCE.test(one) && existsSync(one)))
    .filter(Boolean);
}
