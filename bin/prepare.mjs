// Prepares a clone for its commands: installs dependencies and builds packages. Plain Node, because nothing is
// installed yet at the first run. Fast when nothing has changed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { dependencyHash, install } from './install.mjs';
import { PACKAGES, ROOT, keepStamp, note, stamp, stop } from './project.mjs';

export { PACKAGES, ROOT, SLICES, note, stop } from './project.mjs';
export { rememberInstall } from './install.mjs';

const NEEDED_NODE = [20, 19];

/**
 * Installs where needed and builds the packages that are missing or stale.
 * @param {string[]} packages the packages to build
 * @param {'run' | 'test'} extent what is installed: with or without the packages that only checks and tests need
 */
export async function prepare(packages = Object.keys(PACKAGES), extent = 'run') {
  checkNode();
  checkWritable();
  install(extent);
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

async function build(packages) {
  const libraries = dependencyHash();
  const stale = packages.filter(
    (name) => !existsSync(path.join(ROOT, name, 'dist')) || stamp(name) !== libraries + sourceHash(name),
  );
  if (stale.length === 0) return;
  note(`Building ${stale.join(', ')}…`);
  // The shell's libraries take longest, so the other builds run in parallel with them.
  const failed = (await Promise.all(stale.map((name) => buildOne(name, libraries)))).filter(Boolean);
  if (failed.length > 0) stop(`${failed.join(', ')} could not be built: see the messages above.`);
}

function buildOne(name, libraries) {
  const before = libraries + sourceHash(name);
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
  return contentHash([name, ...PACKAGES[name], 'tsconfig.base.json']);
}

/** A hash over the contents of files and folders, without generated files. */
export function contentHash(places) {
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
      // A nested package is built separately.
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

/** Runs a command in this terminal; resolves to its exit code. Signals are forwarded. */
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
