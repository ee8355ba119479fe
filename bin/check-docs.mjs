// Files that documents name must exist, so that a move also updates the documents. Some lists of the code stand in a
// document, which must name each entry.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Matches file paths in backticks, and relative links. */
const NAMED =
  /`((?:gateway|mf-\w+|e2e|bench|bin|docs|findings)\/[\w./-]+\.[a-z]+)`|\]\((?!https?:|#)([^)#]+)/g;
/** Files that a build generates or the reader creates. */
const NOT_COMMITTED = /\/dist\/|NAME|outages/;

/** Sources whose entries stand in a document: settings, and files of the feed. */
const LISTS = [
  { source: 'gateway/src/config.ts', entry: /^ {2}([A-Z][A-Z_]+): z\b/gm, document: 'README.md' },
  {
    source: 'gateway/src/feed/read/record-files.ts',
    entry: /^ {2}'([\w./-]+)': \w+Records,/gm,
    document: 'gateway/README.md',
  },
];

/** @returns {string[]} a line for each file that a document names and that does not exist, and each missing entry */
export function documentFaults(root) {
  const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');
  return [
    ...documents.flatMap((document) => deadNames(root, document)),
    ...LISTS.flatMap((list) => missingEntries(root, list)),
  ];
}

function deadNames(root, document) {
  const folder = path.join(root, path.dirname(document));
  const isThere = (file) => [root, folder].some((from) => existsSync(path.join(from, file)));
  return [...readFileSync(path.join(root, document), 'utf8').matchAll(NAMED)]
    .map(([, file, link]) => file ?? link)
    .filter((file) => !NOT_COMMITTED.test(file) && !isThere(file))
    .map((file) => `${document} names ${file}, which is not there`);
}

function missingEntries(root, { source, entry, document }) {
  const [code, text] = [source, document].map((file) => readFileSync(path.join(root, file), 'utf8'));
  const entries = [...code.matchAll(entry)].map(([, name]) => name);
  if (entries.length === 0) return [`check-docs.mjs finds no entry in ${source}`];
  return entries
    .filter((name) => !text.includes(`\`${name}\``) && !text.includes(`\`${name}=`))
    .map((name) => `${document} does not name ${name} of ${source}`);
}
