// Files that documents name must exist, so that a move also updates the documents.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Matches file paths in backticks, and relative links. */
const NAMED =
  /`((?:gateway|mf-\w+|e2e|bench|bin|docs|findings)\/[\w./-]+\.[a-z]+)`|\]\((?!https?:|#)([^)#]+)/g;
/** Files that a build generates or the reader creates. */
const NOT_COMMITTED = /\/dist\/|NAME|outages/;

/** @returns {string[]} a line for each file that a document names and that does not exist */
export function documentFaults(root) {
  const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');
  return documents.flatMap((document) => {
    const folder = path.join(root, path.dirname(document));
    const isThere = (file) => [root, folder].some((from) => existsSync(path.join(from, file)));
    return [...readFileSync(path.join(root, document), 'utf8').matchAll(NAMED)]
      .map(([, file, link]) => file ?? link)
      .filter((file) => !NOT_COMMITTED.test(file) && !isThere(file))
      .map((file) => `${document} names ${file}, which is not there`);
  });
}
