// Stylesheets stay short and used: at most 300 lines each, no duplicate rule in a sheet, no unused class. Classes of
// the shell have no specificity, so that a slice's single class overrides them.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT, filesBelow } from './project.mjs';

const LONGEST = 300;
const SOURCE = /(?<!\.test)\.(ts|tsx|vue|html|mjs)$/;
/** The classes that slices share. */
const SHARED = path.join('mf-shell', 'src', 'styles');
/** Classes that a library sets, with the files of its packages that name them. */
const LIBRARIES = [
  [/^apexcharts-/, ['apexcharts/dist/apexcharts.esm.js']],
  [/^graphiql-/, ['@graphiql/react/dist/style.css', '@graphiql/plugin-doc-explorer/dist/style.css']],
];

/**
 * @param {string[]} folders the folders with stylesheets
 * @param {string[]} users the folders whose sources may use their classes
 * @returns {string[]} one line for each stylesheet that is too long, each duplicate rule and each unused class
 */
export function stylesheetFaults(folders, users, root = ROOT) {
  const sheets = folders.flatMap((folder) => filesBelow(path.join(root, folder), /\.css$/));
  const named = namesIn(users.flatMap((folder) => filesBelow(path.join(root, folder), SOURCE)));
  return sheets.flatMap((sheet) => {
    const text = readFileSync(sheet, 'utf8');
    const rules = rulesOf(text);
    const name = path.relative(root, sheet);
    const faults = [
      ...lengthFaults(text),
      ...doubledRules(rules),
      ...unusedClasses(rules, named),
      ...(name.startsWith(SHARED) ? specificClasses(rules) : []),
    ];
    return faults.map((fault) => `${name}: ${fault}`);
  });
}

function lengthFaults(text) {
  const lines = text.trimEnd().split('\n').length;
  return lines > LONGEST ? [`${lines} lines, at most ${LONGEST}: split it by component`] : [];
}

function doubledRules(rules) {
  const seen = new Set();
  return rules.flatMap((rule) => {
    const key = rule.join(' { ');
    if (seen.has(key)) return [`"${key}" stands there twice: make one rule of both`];
    seen.add(key);
    return [];
  });
}

function unusedClasses(rules, named) {
  const classes = rules.flatMap((rule) => [...rule.at(-1).matchAll(/\.(-?[a-z_][\w-]*)/gi)]);
  const unused = [...new Set(classes.map(([, name]) => name))].filter((name) => !isNamed(name, named));
  return unused.map((name) => `no source names the class "${name}": remove its rules`);
}

function specificClasses(rules) {
  return rules
    .map((rule) => rule.at(-1))
    .filter((selector) => withoutWhere(selector).includes('.'))
    .map((selector) => `"${selector}" has the specificity of a class: put it into :where()`);
}

/** Unwraps `:where(…)`, which may contain parentheses itself. */
function withoutWhere(selector) {
  return selector.replace(/:where\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '');
}

function isNamed(name, { words, beginnings }) {
  if (words.has(name)) return true;
  const library = LIBRARIES.find(([pattern]) => pattern.test(name))?.[1];
  if (library) return library.some((file) => libraryText(file).includes(name));
  // `badge--${tone}` counts as a use of badge--danger where a source also has the word "danger".
  return beginnings.some((start) => name.startsWith(start) && words.has(name.slice(start.length)));
}

/** All words of the sources without comments, and the static prefixes of composed names. */
function namesIn(sources) {
  const words = new Set();
  const beginnings = new Set();
  for (const file of sources) {
    // The media type image/* begins no comment.
    const code = readFileSync(file, 'utf8').replace(/(?<![\w*])\/\*[^]*?\*\/|<!--[^]*?-->|^\s*\/\/.*$/gm, '');
    for (const [word] of code.matchAll(/-?[a-z_][\w-]*/gi)) words.add(word);
    for (const [, start] of code.matchAll(/([a-z_][\w-]*(?:--|__|-))(?:\$\{|['"] \+)/gi))
      beginnings.add(start);
  }
  return { words, beginnings: [...beginnings] };
}

const libraryTexts = new Map();

function libraryText(file) {
  const known = libraryTexts.get(file);
  if (known !== undefined) return known;
  const places = ['node_modules', ...readdirSync(ROOT).map((folder) => `${folder}/node_modules`)];
  const found = places.map((place) => path.join(ROOT, place, file)).find((one) => existsSync(one));
  const text = found ? readFileSync(found, 'utf8') : '';
  libraryTexts.set(file, text);
  return text;
}

/**
 * Each rule of a sheet as a path: conditions such as `@media (…)`, then its selectors. Steps of keyframes are left
 * out.
 */
export function rulesOf(css) {
  const plain = css
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/(["'])(?:(?!\1).)*\1/g, (quoted) => quoted.replace(/[{};,()[\]]/g, ''));
  const rules = [];
  const way = [];
  let start = 0;
  for (let at = 0; at < plain.length; at += 1) {
    if (plain[at] === ';') start = at + 1;
    if (plain[at] === '{') {
      way.push(plain.slice(start, at).trim().replace(/\s+/g, ' '));
      if (!way.some((part) => /^@(-\w+-)?keyframes/.test(part)) && !way.at(-1).startsWith('@'))
        rules.push([...way]);
      start = at + 1;
    }
    if (plain[at] === '}') {
      way.pop();
      start = at + 1;
    }
  }
  return rules;
}
