// Brings a clone into the state its commands need: dependencies installed, packages built. Plain Node, since
// nothing is installed yet when it first runs. Quick when there is nothing to do.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const STAMPS = path.join(ROOT, 'node_modules/.cache/ebok');
const NEEDED_NODE = [20, 19];

/** What the build of every slice reads of the shell, and of the API. */
const FACE = ['mf-shell/build', 'mf-shell/src', 'schema.graphql'];

/** The folders of the slices that are here: one is added or taken away without a list being changed. */
export const SLICES = readdirSync(ROOT).filter((name) => existsSync(path.join(ROOT, name, 'slice.json')));

/** Packages in the order they are built, each with the folders outside itself that its build reads. */
export const PACKAGES = {
  gateway: [],
  'mf-shell': [],
  'mf-shell/playground': ['mf-shell/build', 'mf-shell/src/session'],
  ...Object.fromEntries(SLICES.map((folder) => [folder, FACE])),
};

/** Ends the command with one sentence that says what to do. */
export function stop(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

/** Installs where needed and builds the packages that are missing or stale. */
export async function prepare(packages = Object.keys(PACKAGES)) {
  checkNode();
  checkWritable();
  install();
  await build(packages);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])) return;
  stop(
    `eBOK needs Node ${NEEDED_NODE.join('.')} or newer and this is ${process.versions.node}: install a newer Node and try again.`,
  );
}

function checkWritable() {
  const probe = path.join(ROOT, '.ebok-write-probe');
  try {
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    stop(
      `eBOK can't write in ${ROOT} (${error.code}): put the project in a folder that belongs to you, or make this one writable.`,
    );
  }
}

function installHash() {
  const packages = Object.keys(PACKAGES).map((name) => `${name}/package.json`);
  return hash(['package-lock.json', 'package.json', ...packages]) + process.versions.modules;
}

/** What is installed is what the lockfile says now: whoever changed both says so, and the next command need not install anew. */
export function rememberInstall() {
  keepStamp('install', installHash());
}

function install() {
  const wanted = installHash();
  if (stamp('install') === wanted) return;
  note('Installing dependencies (two minutes or so, the first time)…');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 2, 'pipe'],
  });
  if (npm.status === 0) return keepStamp('install', wanted);
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

async function build(packages) {
  const stale = packages.filter(
    (name) => !existsSync(path.join(ROOT, name, 'dist')) || stamp(name) !== sourceHash(name),
  );
  if (stale.length === 0) return;
  note(`Building ${stale.join(', ')}…`);
  // The shell's libraries take longest; the rest fits beside them.
  const failed = (await Promise.all(stale.map(buildOne))).filter(Boolean);
  if (failed.length > 0) stop(`${failed.join(', ')} could not be built: see the messages above.`);
}

function buildOne(name) {
  const before = sourceHash(name);
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', 'build'], {
      cwd: path.join(ROOT, name),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      if (code === 0) {
        keepStamp(name, before);
        return resolve(null);
      }
      process.stderr.write(output);
      resolve(name);
    });
  });
}

function sourceHash(name) {
  return hash([name, ...PACKAGES[name], 'package-lock.json', 'tsconfig.base.json']);
}

/** A hash over the contents of files and folders, what is generated left out. */
function hash(places) {
  const sum = createHash('sha256');
  const visit = (relative) => {
    const full = path.join(ROOT, relative);
    if (!existsSync(full)) return;
    for (const entry of readdirSync(full, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      if (['node_modules', 'dist', 'var', 'coverage'].includes(entry.name) || entry.name.startsWith('.'))
        continue;
      const place = path.join(relative, entry.name);
      // A package within a package is built by itself.
      if (Object.hasOwn(PACKAGES, place)) continue;
      if (entry.isDirectory()) visit(place);
      else file(place);
    }
  };
  const file = (relative) => {
    const full = path.join(ROOT, relative);
    if (existsSync(full)) sum.update(relative).update(readFileSync(full));
  };
  for (const place of places) (path.extname(place) ? file : visit)(place);
  return sum.digest('hex');
}

function stamp(name) {
  const file = stampFile(name);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
function keepStamp(name, value) {
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stampFile(name), value);
}
function stampFile(name) {
  return path.join(STAMPS, name.replaceAll('/', '.'));
}

/** Progress goes to standard error: standard output belongs to what a command reports. */
export function note(text) {
  process.stderr.write(`${text}\n`);
}

/** Runs a command with this terminal; resolves to its exit code. Signals are passed on. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass);
    process.on('SIGTERM', pass);
    child.on('error', (error) => stop(`${command} could not be started: ${error.message}`));
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
