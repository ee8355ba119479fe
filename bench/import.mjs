// `npm run bench -- import [--memory] [--rounds N]`: the feed's import compared with a bare loop of multi-row inserts
// of the same rows. Then structured invoices a second on one core. Each measurement has its own process and fresh
// tables.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeFeed, writeKsef } from './feed.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const WORKER = path.join(HERE, 'import-worker.mjs');
const { values: options } = parseArgs({
  options: {
    memory: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    customers: { type: 'string', default: '20000' },
    invoices: { type: 'string', default: '200000' },
    files: { type: 'string', default: '3000' },
    engines: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const mysqlUrl = process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306/test';
const work = mkdtempSync(path.join(tmpdir(), 'ebok-bench-'));
const result = {
  at: new Date().toISOString(),
  node: process.version,
  cpu: `${cpus().length} × ${cpus()[0].model}`,
  memoryGb: Math.round(totalmem() / 2 ** 30),
};

try {
  const engines = options.engines?.split(',') ?? ['sqlite', ...((await mysqlAnswers()) ? ['mysql'] : [])];
  if (options.memory) result.memory = await memory();
  else {
    result.records = await records(engines);
    result.ksef = ksef(engines);
  }
  mkdirSync(path.join(HERE, 'results'), { recursive: true });
  const name = options.memory ? 'import-memory.json' : 'import.json';
  writeFileSync(path.join(HERE, 'results', name), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/**
 * Import and bare loop alternate, so that a slow moment of the machine affects both. The result is the median of the
 * ratios.
 */
async function records(engines) {
  const folder = path.join(work, 'feed');
  const [customers, invoices] = [Number(options.customers), Number(options.invoices)];
  await writeFeed(folder, { customers, invoices });
  // The rows that the bare loop inserts, in the order in which the import wrote them.
  const rows = path.join(work, 'rows.sqlite');
  worker('import', `sqlite:${rows}`, folder);
  const table = [];
  for (const engine of engines) {
    const measured = [];
    for (let round = 0; round < rounds; round++) {
      const taken = onFresh(engine, (url) => worker('import', url, folder));
      const bare = onFresh(engine, (url) => worker('bare', url, rows));
      measured.push({
        import: taken.ms,
        bare: bare.ms,
        ratio: bare.ms / taken.ms,
        rows: bare.rows,
        rss: taken.rss,
      });
    }
    const again = onFresh(engine, (url) => {
      worker('import', url, folder);
      return worker('import', url, folder);
    });
    const ms = median(measured.map((m) => m.import));
    table.push({
      engine,
      records: Math.floor(customers * 2.2) + invoices,
      rows: measured[0].rows,
      'import s': seconds(ms),
      'records/s': Math.round((customers * 2.2 + invoices) / (ms / 1000)),
      'bare s': seconds(median(measured.map((m) => m.bare))),
      'bare rows/s': Math.round(measured[0].rows / (median(measured.map((m) => m.bare)) / 1000)),
      'of bare': Number(median(measured.map((m) => m.ratio)).toFixed(2)),
      'again s': seconds(again.ms),
      'peak MB': Math.max(...measured.map((m) => m.rss)),
    });
  }
  console.table(table);
  return table;
}

/** Structured invoices with validation, on one core where the system allows pinning. */
function ksef(engines) {
  const folder = path.join(work, 'ksef-feed');
  const files = Number(options.files);
  writeKsef(folder, files);
  const pinned = existsSync('/usr/bin/taskset') ? ['taskset', '-c', '0'] : [];
  const table = engines.map((engine) => {
    const runs = Array.from({ length: rounds }, () =>
      onFresh(engine, (url) => worker('import', url, folder, pinned)),
    );
    const refused = runs[0].summary.refused;
    if (refused > 0) throw new Error(`${refused} of the generated files were refused`);
    const ms = median(runs.map((run) => run.ms));
    return {
      engine,
      files,
      'files/s': Math.round(files / (ms / 1000)),
      cores: pinned.length > 0 ? 1 : cpus().length,
    };
  });
  console.table(table);
  return table;
}

/** A million records, and the import's peak memory. */
async function memory() {
  const folder = path.join(work, 'feed');
  await writeFeed(folder, { customers: 100_000, invoices: 780_000 });
  const engines = options.engines?.split(',') ?? ['sqlite'];
  const table = engines.map((engine) => {
    const run = onFresh(engine, (url) => worker('import', url, folder));
    return { engine, records: run.summary.taken, 'import s': seconds(run.ms), 'peak MB': run.rss };
  });
  console.table(table);
  return table;
}

function onFresh(engine, work_) {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(path.join(work, 'db-'));
    try {
      return work_(`sqlite:${path.join(folder, 'bench.sqlite')}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const name = `ebok_bench_${process.pid}`;
  const url = new URL(mysqlUrl);
  url.pathname = `/${name}`;
  worker('sql', mysqlUrl, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  try {
    return work_(url.href);
  } finally {
    worker('sql', mysqlUrl, `DROP DATABASE ${name}`);
  }
}

/** Runs one measurement and returns its output. */
function worker(what, url, argument, before = []) {
  const [program, ...args] = [...before, process.execPath, WORKER, what, url, argument];
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${what} failed: ${stderr || stdout}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

async function mysqlAnswers() {
  const mysql = createRequire(import.meta.url)('mysql2/promise');
  try {
    await (await mysql.createConnection({ uri: mysqlUrl, connectTimeout: 3000 })).end();
    return true;
  } catch {
    console.log('No MySQL or MariaDB answers (TEST_DATABASE_URL): measured on SQLite only.');
    return false;
  }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
function seconds(ms) {
  return Number((ms / 1000).toFixed(1));
}
