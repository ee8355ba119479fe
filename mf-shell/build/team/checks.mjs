// Rules for a built slice, so that it harms neither the page nor its neighbours.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licenceFaults } from '../../../bin/check-licences.mjs';
import { rulesOf } from '../../../bin/check-styles.mjs';
import { textFaults } from '../../../bin/check-texts.mjs';
import { satisfies } from 'semver';
import { librariesOf } from '../shared.mjs';
import { operationFaults } from './operations.mjs';
import { smokeFaults } from './smoke.mjs';
import { lintFaults, testFaults } from './tools.mjs';

const SHELL = fileURLToPath(new URL('../..', import.meta.url));

/** The slice's own JavaScript in brotli; the chart library of usage is not counted. */
export const SLICE_BUDGET = 25_000;
const NOT_COUNTED = /^apexcharts/;

/**
 * @param {(sentence: string) => void} say receives what could not be checked here
 * @returns {Promise<string[]>} one sentence for each fault of the slice in this folder
 */
export async function sliceFaults(folder, say) {
  const isShell = folder.endsWith('mf-shell');
  const slow = [lintFaults(folder), testFaults(folder), isShell ? [] : smokeFaults(folder, say)];
  return [
    ...(isShell ? [] : [...sizeFaults(folder), ...styleFaults(folder), ...libraryFaults(folder)]),
    ...operationFaults(folder),
    ...textFaults([basename(folder)], dirname(folder)),
    ...licenceFaults(),
    ...(await Promise.all(slow)).flat(),
  ];
}

/**
 * The JavaScript of each screen of the slice, its page or its tiles on home. Pages behind it load when they are
 * opened.
 */
function sizeFaults(folder) {
  const dist = join(folder, 'dist');
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  return Object.entries(manifest.start).flatMap(([screen, files]) => {
    const scripts = [...closure(manifest, files)].filter((file) => !NOT_COUNTED.test(file));
    const sizes = scripts.map((file) => [file, readFileSync(join(dist, `${file}.br`)).length]);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    if (total <= SLICE_BUDGET) return [];
    const largest = sizes.sort(([, a], [, b]) => b - a).slice(0, 3);
    const named = largest.map(([file, size]) => `${file} ${kilobytes(size)}`).join(', ');
    const sum = `${kilobytes(total)} of JavaScript in brotli, and ${kilobytes(SLICE_BUDGET)} is the limit`;
    return [`size: ${sum} (its ${screen}: ${named})`];
  });
}

/** These files of the slice with all their static imports. */
function closure({ files, links }, wanted, seen = new Set()) {
  for (const file of wanted) {
    if (!files[file] || seen.has(file)) continue;
    seen.add(file);
    closure({ files, links }, links[file] ?? [], seen);
  }
  return seen;
}

/** The page has each shared library once: a slice built with another version would get the page's. */
function libraryFaults(folder) {
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const wanted = { ...peerDependencies, ...dependencies };
  return Object.entries(librariesOf(SHELL))
    .filter(([library, here]) => wanted[library] && !satisfies(here, wanted[library]))
    .map(
      ([library, here]) =>
        `libraries: package.json asks for ${library} ${wanted[library]}, and the page has ${here}: bring the slice to that`,
    );
}

/** A slice's styles may select only its own elements: they would change the page and other slices. */
function styleFaults(folder) {
  const { name } = JSON.parse(readFileSync(join(folder, 'slice.json'), 'utf8'));
  const dist = join(folder, 'dist');
  const sheets = readdirSync(dist).filter((file) => file.endsWith('.css'));
  return (
    sheets
      .flatMap((file) => selectors(readFileSync(join(dist, file), 'utf8')))
      // `html:has(.ebok-finance__selection-bar)` also depends on the slice.
      .filter((selector) => !new RegExp(`(^|:has\\()\\.ebok-${name}(?![a-z0-9])`).test(selector))
      .map(
        (selector) =>
          `styles: "${selector}" does not begin with .ebok-${name}, so it would reach beyond the slice`,
      )
  );
}

/** Selectors of a stylesheet; steps of keyframes are left out. */
function selectors(css) {
  return rulesOf(css).flatMap((rule) => alternatives(rule.at(-1)));
}

/** Splits "a, :is(b, c)" at the commas between selectors, not within parentheses. */
function alternatives(list) {
  const found = [''];
  let depth = 0;
  for (const letter of list) {
    depth += letter === '(' || letter === '[' ? 1 : letter === ')' || letter === ']' ? -1 : 0;
    if (letter === ',' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((one) => one.trim());
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
