// Installs dependencies when the installed ones differ from the lockfile.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PACKAGES, ROOT, keepStamp, note, stamp, stop } from './project.mjs';

/** Fields of a package.json that affect the installation. Versions and scripts of our packages do not. */
const DEPENDENCY_FIELDS = [
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'overrides',
  'workspaces',
  'allowScripts',
];
/** The extents of an installation: `run` is enough to build and run, `test` adds what checks and tests need. */
const EXTENTS = ['run', 'test'];

/** @param {'run' | 'test'} extent what the command needs; a larger installation is kept */
export function install(extent) {
  const [abi, hash, before] = (stamp('install') ?? '').split(' ');
  const wanted = EXTENTS[Math.max(EXTENTS.indexOf(extent), EXTENTS.indexOf(before))];
  const now = `${process.versions.modules} ${dependencyHash()}`;
  if (`${abi} ${hash} ${before}` === `${now} ${wanted}`) return;
  note('Installing dependencies (a minute or so, the first time)…');
  // `npm install` only adds, so that a running portal keeps its files. Another version of Node needs all native
  // modules again.
  const command = abi === process.versions.modules ? ['install', '--prefer-offline'] : ['ci'];
  const only = wanted === 'run' ? Object.keys(PACKAGES).map((folder) => `--workspace=${folder}`) : [];
  // Only better-sqlite3 12 may need a compiler; Node 22 and newer load version 13, which carries its binaries.
  const scripts = Number(process.versions.napi) >= 10 ? ['--ignore-scripts'] : [];
  const npm = spawnSync(
    'npm',
    [...command, ...only, ...scripts, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 2, 'pipe'] },
  );
  // Updates the lockfile after a manual edit of package.json.
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
    'The dependencies could not be installed: see npm’s message above, fix the cause and run the command again.',
  );
}

/**
 * Records the present lockfile as installed. A command that installs and edits both calls this, so that the next one
 * does not install again.
 */
export function rememberInstall() {
  keepStamp('install', `${process.versions.modules} ${dependencyHash()} test`);
}

/** A hash over the dependencies of all our packages, and over their entries in the lockfile. */
export function dependencyHash() {
  // Computed at every call, because a slice may have been added meanwhile.
  const folders = ['.', ...readdirSync(ROOT), 'mf-shell/playground'];
  const own = folders
    .filter((folder) => existsSync(path.join(ROOT, folder, 'package.json')))
    .map((folder) => [folder, dependenciesOf(json(`${folder}/package.json`))]);
  return createHash('sha256')
    .update(JSON.stringify([own, locked()]))
    .digest('hex');
}

/** The packages in the lockfile. Invalid JSON is hashed as text, because npm reports the error better. */
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
