// `npm run bench -- usage [--points N] [--years N] [--import-points N] [--rounds N] [--engines sqlite,mysql] [--old FOLDER]`:
// the import of quarter-hours beside a bare loop and an older build, what they take on disk, and how fast they are read.
// Exit code 1 where a limit is passed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './home.mjs';
import { withOwnDatabase } from './own-database.mjs';
import { reads } from './usage/reads.mjs';
import { writeUsageWorld } from './usage/world.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    points: { type: 'string', default: '2000' },
    years: { type: 'string', default: '3' },
    'import-points': { type: 'string', default: '200' },
    rounds: { type: 'string', default: '3' },
    requests: { type: 'string', default: '300' },
    engines: { type: 'string', default: 'sqlite,mysql' },
    old: { type: 'string' },
  },
});
const [points, years, rounds] = [options.points, options.years, options.rounds].map(Number);
const old = options.old && path.resolve(options.old, 'gateway');
const work = mkdtempSync(path.join(tmpdir(), 'ebok-bench-usage-'));
const limits = [];

try {
  const sizes = { imported: { points: Number(options['import-points']), days: 365 } };
  sizes.small = { points: Math.max(8, Math.round(points / 10)), days: years * 365 };
  sizes.large = { points, days: years * 365 };
  const feed = (name) => path.join(work, name);
  for (const [name, size] of Object.entries(sizes)) await writeUsageWorld(feed(name), size);
  const result = { at: new Date().toISOString(), node: process.version, sizes };
  for (const engine of options.engines.split(',')) {
    result[engine] = {
      import: await imports(engine, feed('imported'), sizes.imported),
      ...(await withOwnDatabase(engine, 'few', async (small) => {
        run('import-worker.mjs', 'import', small.databaseUrl, feed('small'));
        return withOwnDatabase(engine, 'usage', (large) =>
          stored(engine, { small, large }, feed('large'), sizes),
        );
      })),
    };
  }
  console.table(limits);
  console.log(
    `${points} points × ${years} years; load of the machine ${loadavg()[0].toFixed(1)} on ${cpus().length} × ${cpus()[0].model}.`,
  );
  mkdirSync(path.join(HERE, 'results'), { recursive: true });
  writeFileSync(path.join(HERE, 'results/usage.json'), `${JSON.stringify({ ...result, limits }, null, 2)}\n`);
  if (limits.some(({ kept }) => !kept)) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Import, bare loop and the older build in turns, each on fresh tables; medians. */
async function imports(engine, folder, size) {
  const source = path.join(work, 'rows.sqlite');
  rmSync(source, { force: true });
  run('import-worker.mjs', 'import', `sqlite:${source}`, folder);
  const days = size.points * size.days;
  const onFresh = (measure) =>
    withOwnDatabase(engine, 'usage_import', ({ databaseUrl }) => measure(databaseUrl).ms);
  const took = { import: [], bare: [], ...(old && { old: [] }) };
  for (let round = 0; round < rounds; round++) {
    took.import.push(await onFresh((url) => run('import-worker.mjs', 'import', url, folder)));
    took.bare.push(await onFresh((url) => run('usage/bare.mjs', url, source)));
    if (old) took.old.push(await onFresh((url) => runOld('import-worker.mjs', 'import', url, folder)));
  }
  const ratio = (name) => median(took.import.map((ms, n) => took[name][n] / ms));
  const speed = Math.round(days / (median(took.import) / 1000));
  limit(engine, 'import, point-days a second', speed, { least: engine === 'mysql' ? 8000 : undefined });
  limit(engine, 'import, of a bare loop', ratio('bare'), { least: 0.6 });
  if (old) limit(engine, 'import, of the older build', ratio('old'), { least: 2 });
  return { days, took };
}

/** Fills the large database, weighs it, and reads from both. */
async function stored(engine, { small, large }, folder, sizes) {
  const { ms } = run('import-worker.mjs', 'import', large.databaseUrl, folder);
  const days = sizes.large.points * sizes.large.days;
  limit(engine, 'full import, point-days a second', Math.round(days / (ms / 1000)), {});
  const size = run('usage/size.mjs', large.databaseUrl);
  limit(engine, 'bytes a value on disk', size.daysBytes / (size.days * 96), { most: 3 });
  limit(engine, 'bytes a value, a row an hour', size.hoursBytes / size.hours, {});
  // Two gateways cannot share a file of SQLite.
  const beside = engine === 'mysql' ? old : undefined;
  const measured = await reads({
    small,
    large,
    old: beside,
    requests: Number(options.requests),
    days: sizes.large.days,
  });
  for (const { what, value, most } of measured.limits) limit(engine, what, value, { most });
  console.table(measured.table.map((row) => ({ database: engine, ...row })));
  return { size, reads: measured.table };
}

function limit(database, what, value, { least, most }) {
  const kept = (least === undefined || value >= least) && (most === undefined || value <= most);
  limits.push({ database, what, value: Number(value.toFixed(2)), least, most, kept });
}

/** Runs one measurement in a process of its own and returns its output. */
function run(script, ...args) {
  return runWith(process.env, script, args);
}

function runOld(script, ...args) {
  return runWith({ ...process.env, BENCH_GATEWAY: path.join(old, 'dist') }, script, args);
}

function runWith(env, script, args) {
  const file = path.join(HERE, script);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${script} failed: ${stderr || stdout}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}
