// `npm test`: installs, builds, checks, then runs every package's tests. Skipped parts are listed; with CI=true they
// fail the run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findChromium } from '../mf-shell/build/team/chromium.mjs';
import { ROOT, SLICES, note, prepare, run, stop } from './prepare.mjs';

const isLong = process.argv.includes('--long');
const isCi = process.env.CI === 'true';
const started = Date.now();
const missing = [];

await prepare(undefined, 'test');
if ((await run(process.execPath, ['bin/check.mjs'])) !== 0)
  stop('The checks found faults: fix them first; `npm run check` repeats only the checks.');

const env = { ...process.env, ...(isLong && { EBOK_LONG: '1' }) };
const require = createRequire(import.meta.url);

if (!(await mysqlAnswers())) {
  missing.push('MySQL or MariaDB (TEST_DATABASE_URL): the API was tested on SQLite only');
  env.TEST_ENGINES = 'sqlite';
}
const chromium = findChromium({ whole: isLong });
// Pages are tested behind TLS, with a certificate that is created for the run.
const seesPages = chromium && !spawnSync('openssl', ['version']).error;
if (seesPages) env.CHROMIUM_PATH = chromium;
else missing.push(`${chromium ? 'openssl' : 'Chromium (CHROMIUM_PATH)'}: nothing was tested in a browser`);
if (![process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].some((p) => p && existsSync(p)))
  missing.push('Firefox (FIREFOX_PATH): what only Firefox does was not tested');
if (spawnSync('pdftotext', ['-v']).error) {
  missing.push('Poppler (pdftotext, pdfinfo, pdftoppm): PDFs were not read back');
  env.EBOK_NO_POPPLER = '1';
}
// The project is complete without this folder, in CI as well.
const absent = existsSync(path.join(ROOT, '../shared'))
  ? []
  : [
      'tests on files of others (real readings, the ministry’s invoices, signed examples): ../shared is not here',
    ];
if (isCi && missing.length > 0) stop(`Missing: ${missing.join('; ')}.`);

const packages = ['gateway', 'mf-shell', ...SLICES, ...(seesPages ? ['e2e'] : [])];
const results = path.join(ROOT, 'node_modules/.cache/ebok/results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const totals = { passed: 0, skipped: 0 };
const failures = [];
for (const name of packages) {
  const file = path.join(results, `${name}.json`);
  note(`\n— ${name}`);
  // Tests mostly wait for a disk, another process or a browser, so there are more workers than by default.
  const args = ['jest', '--maxWorkers=100%', '--json', `--outputFile=${file}`, ...(isCi ? ['--ci'] : [])];
  const code = await run('npx', args, {
    cwd: path.join(ROOT, name),
    env,
    // Jest writes its report for people to standard error; the JSON on standard output is also in the file.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  count(name, file, code);
}
// Repeats the failures at the end, where a truncated log still shows them.
for (const failure of failures) note(`Failed: ${failure}`);
note(`\nTook ${Math.round((Date.now() - started) / 1000)} s.`);
for (const what of [...missing, ...absent]) note(`Not run: ${what}.`);
process.stdout.write(`${totals.passed} passed, ${failures.length} failed, ${totals.skipped} skipped\n`);
process.exit(failures.length > 0 ? 1 : 0);

function count(name, file, code) {
  const before = failures.length;
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  totals.passed += report?.numPassedTests ?? 0;
  totals.skipped += report ? report.numPendingTests + report.numTodoTests : 0;
  for (const suite of report?.testResults ?? []) {
    const failed = suite.assertionResults.filter(({ status }) => status === 'failed');
    for (const { fullName } of failed) failures.push(`${path.relative(ROOT, suite.name)} › ${fullName}`);
    if (suite.status === 'failed' && failed.length === 0)
      failures.push(`${path.relative(ROOT, suite.name)} did not run`);
  }
  // A run without a failed test can still fail, as by a crash or an open handle.
  if (code !== 0 && failures.length === before) failures.push(`${name}: jest ended with ${code}`);
}

async function mysqlAnswers() {
  const mysql = require('mysql2/promise');
  const url = process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306/test';
  try {
    const connection = await mysql.createConnection({ uri: url, connectTimeout: 3000 });
    await connection.end();
    return true;
  } catch {
    return false;
  }
}
