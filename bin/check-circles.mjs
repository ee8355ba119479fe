// Forbids import cycles between files, and between folders of the gateway; type imports count. A cycle can only be
// understood and moved as a whole.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { filesBelow } from './project.mjs';

const SOURCE = /(?<!\.test|\.d)\.(ts|tsx|vue|mjs|cjs)$/;
/** How the gateway and its demo name each other's files: `imports` of gateway/package.json. */
const SUBPATHS = { '#src/': 'gateway/src/', '#demo/': 'gateway/demo/src/' };
/** The gateway's folders are layers: each may import only those below it. */
const ROOMS = 'gateway/src';
const ENDINGS = ['', '.ts', '.tsx', '/index.ts'];

/** @returns {string[]} a line for each cycle of imports below these folders, in the order of the imports */
export function circles(root, folders) {
  // A package may be nested in another one.
  const files = [...new Set(folders.flatMap((folder) => filesBelow(path.join(root, folder), SOURCE)))];
  const imports = new Map(files.map((file) => [file, importsOf(root, file)]));
  return [...circlesOf(root, imports), ...circlesOf(root, betweenRooms(path.join(root, ROOMS), imports))];
}

/** @param graph from each file or folder to its imports */
function circlesOf(root, graph) {
  const done = new Set();
  const found = [];
  const visit = (place, way) => {
    if (done.has(place)) return;
    const began = way.indexOf(place);
    if (began >= 0) {
      found.push([...way.slice(began), place].map((one) => path.relative(root, one)).join(' → '));
      return;
    }
    for (const imported of graph.get(place) ?? []) visit(imported, [...way, place]);
    done.add(place);
  };
  for (const place of graph.keys()) visit(place, []);
  return found;
}

/** The imports between the direct subfolders of a folder, each with everything below it. */
function betweenRooms(above, imports) {
  const roomOf = (file) => path.join(above, path.relative(above, file).split(path.sep)[0]);
  const isBelow = (file) => file.startsWith(above + path.sep);
  const rooms = new Map();
  for (const [file, imported] of imports) {
    if (!isBelow(file)) continue;
    const room = roomOf(file);
    const others = imported.filter(isBelow).map(roomOf);
    rooms.set(room, new Set([...(rooms.get(room) ?? []), ...others.filter((other) => other !== room)]));
  }
  return rooms;
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
