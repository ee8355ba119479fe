// `npm run test:nodes`: the gateway's tests on the other supported versions of Node. Each runs in a copy of the
// project, because native modules differ.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, note, run, stop } from './prepare.mjs';

/** Supported major versions other than the current one; npm's package `node` has their binaries. */
const NODES = ['22', '24'];

const failed = [];
for (const version of NODES) {
  const bin = path.dirname(binaryOf(version));
  const copy = mkdtempSync(path.join(tmpdir(), `ebok-node${version}-`));
  try {
    copyProject(copy);
    const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
    note(`\n— gateway on Node ${version}`);
    const prepared = `import('./bin/prepare.mjs').then(({ prepare }) => prepare(undefined, 'test'))`;
    const code =
      (await run('node', ['--eval', prepared], { cwd: copy, env })) ||
      (await run('npx', ['jest', ...process.argv.slice(2)], { cwd: path.join(copy, 'gateway'), env }));
    if (code !== 0) failed.push(version);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
if (failed.length > 0) stop(`Failed on Node ${failed.join(' and ')}.`);

function binaryOf(version) {
  const args = ['--yes', '--package', `node@${version}`, '--', 'node', '--print', 'process.execPath'];
  const { status, stdout, stderr } = spawnSync('npx', args, { cwd: tmpdir(), encoding: 'utf8' });
  if (status !== 0) stop(`Node ${version} could not be fetched: ${stderr}`);
  return stdout.trim();
}

/** Files that Git tracks or would track. */
function copyProject(target) {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { stdout } = spawnSync('git', list, { cwd: ROOT, encoding: 'utf8' });
  for (const file of stdout.split('\0').filter(Boolean))
    cpSync(path.join(ROOT, file), path.join(target, file), { recursive: true });
}
