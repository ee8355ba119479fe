// Installs dependencies where the lockfile asks for others than are here.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PACKAGES, ROOT, keepStamp, note, stamp, stop } from './project.mjs';

/** Fields of a package.json that decide what is installed. A version or a script of ours decides nothing. */
const DEPENDENCY_FIELDS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
  'workspaces',
  'allowScripts',
];
/** How much is installed: what building and running take, or also what only checks and tests take. */
const EXTENTS = ['run', 'test'];

/** @param {'run' | 'test'} extent what the command needs. More than that may be here already, and stays. */
export function install(extent) {
  const [abi, hash, before] = (stamp('install') ?? '').split(' ');
  const wanted = EXTENTS[Math.max(EXTENTS.indexOf(extent), EXTENTS.indexOf(before))];
  const now = `${process.versions.modules} ${dependencyHash()}`;
  if (`${abi} ${hash} ${before}` === `${now} ${wanted}`) return;
  note('Installing dependencies (a minute or so, the first time)…');
  // Adds to what is here, so that a running portal keeps its files. Native modules are per version of Node: all anew.
  const command = abi === process.versions.modules ? ['install', '--prefer-offline'] : ['ci'];
  const only = wanted === 'run' ? Object.keys(PACKAGES).map((folder) => `--workspace=${folder}`) : [];
  // better-sqlite3 12 alone has something to compile; Node 22 and newer load version 13, which carries its binaries.
  const scripts = Number(process.versions.napi) >= 10 ? ['--ignore-scripts'] : [];
  const npm = spawnSync(
    'npm',
    [...command, ...only, ...scripts, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 2, 'pipe'] },
  );
  // The lockfile follows a package.json that was edited by hand.
  if (npm.status === 0)
    return keepStamp('install', `${process.versions.modules} ${dependencyHash()} ${wanted}`);
  const errors = npm.stderr ?? '';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network/i.test(errors))
    stop(
      'The dependencies could not be fetched: connect this machine to the network (or to your npm mirror) and run the command again.',
    );
  process.stderr.write(errors);
  if (/gyp|compil/i.test(errors))
    stop('SQLite could not be built: install python3, make and a C++ compiler, then run the command again.');
  stop(
    'The dependencies could not be installed: see npm’s message above, mend it and run the command again.',
  );
}

/** What is installed is what the lockfile says now: whoever changed both says so, and the next command need not install again. */
export function rememberInstall() {
  keepStamp('install', `${process.versions.modules} ${dependencyHash()} test`);
}

/** A hash over the dependencies of every package of ours, and over what the lockfile makes of them. */
export function dependencyHash() {
  // Read at every call: a slice may have been added meanwhile.
  const folders = ['.', ...readdirSync(ROOT), 'mf-shell/playground'];
  const own = folders
    .filter((folder) => existsSync(path.join(ROOT, folder, 'package.json')))
    .map((folder) => [folder, dependenciesOf(json(`${folder}/package.json`))]);
  return createHash('sha256')
    .update(JSON.stringify([own, locked()]))
    .digest('hex');
}

/** What the lockfile installs. A file that is no JSON counts as it is: npm says what is wrong with it. */
function locked() {
  const text = readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8');
  try {
    return Object.entries(JSON.parse(text).packages).map(([place, entry]) => [
      place,
      place.includes('node_modules/') ? entry : dependenciesOf(entry),
    ]);
  } catch {
    return text;
  }
}

function dependenciesOf(description) {
  return DEPENDENCY_FIELDS.map((field) => description[field] ?? null);
}

function json(relative) {
  return JSON.parse(readFileSync(path.join(ROOT, relative), 'utf8'));
}
