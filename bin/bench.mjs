// `npm run bench -- NAME`: runs one of the benchmarks in bench/.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, contentHash, note, prepare, run, stop } from './prepare.mjs';
import { keepStamp, stamp } from './project.mjs';

const [name = '', ...rest] = process.argv.slice(2);
const file = path.join(ROOT, 'bench', `${name}.mjs`);
if (!/^[a-z-]+$/.test(name) || !existsSync(file))
  stop(
    'Name a benchmark: npm run bench -- import, gateway, page, itn, pdf, inbox, points, remind, upload, usage, usage-export, or overload',
  );
// Only the page benchmark needs the front ends.
await prepare(name === 'page' ? undefined : ['gateway'], 'test');
if (name === 'gateway') installPeers();
process.exit(await run(process.execPath, [file, ...rest]));

/** The peers have their own lockfile, because only this benchmark needs their libraries. */
function installPeers() {
  const folder = path.join(ROOT, 'bench/peers');
  const locked = contentHash(['bench/peers/package-lock.json']);
  if (existsSync(path.join(folder, 'node_modules')) && stamp('bench.peers') === locked) return;
  note('Installing the peers…');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) stop('The peers could not be installed: see npm’s message above.');
  keepStamp('bench.peers', locked);
}
