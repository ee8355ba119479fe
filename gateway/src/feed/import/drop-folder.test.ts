import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { metrics } from '../../runtime/metrics';
import { ENGINES } from '../../../testing/database';
import { DropFolder } from './drop-folder';
import { customer, feedDatabase, feedFolder, readReport, row, withManifest } from '../../../testing/feed';

const script = `require(${JSON.stringify(path.join(__dirname, '../../../testing/register.cjs'))}); require(${JSON.stringify(path.join(__dirname, '../../commands/import.command.ts'))}).runImport(process.argv.slice(1)).then((code) => process.exit(code))`;

describe.each(ENGINES)('the drop directory on %s', (engine) => {
  const db = feedDatabase(engine);
  const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
  let feedDir: string;
  let watcher: DropFolder;
  let env: NodeJS.ProcessEnv;
  beforeEach(() => {
    jest.clearAllMocks();
    metrics.registry.resetMetrics();
    feedDir = mkdtempSync(path.join(tmpdir(), 'ebok-drop-'));
    env = { ...process.env, DATABASE_URL: db.current.url };
    watcher = new DropFolder({ feedDir }, log, {
      command: [process.execPath, '-e', script],
      lookMs: 20,
      env,
    });
  });
  afterEach(async () => {
    await watcher.stop();
    rmSync(feedDir, { recursive: true, force: true });
  });
  const drop = (name: string, files: Parameters<typeof feedFolder>[0]) =>
    feedFolder(files, path.join(feedDir, name));
  const there = (name: string) => existsSync(path.join(feedDir, name));

  it('a folder is taken when manifest.json appears in it, then moved to done/NAME with its report beside it', async () => {
    const files = withManifest({ 'customers.ndjson': [customer('K1'), {}] }, 'D1', '2026-01-01T00:00:00Z');
    const { 'manifest.json': manifest, ...rest } = files;
    const folder = drop('monday', rest);
    await watcher.look();
    expect(there('monday')).toBe(true);
    writeFileSync(path.join(folder, 'manifest.json'), '{"feedId": "half of');
    await watcher.look();
    expect(there('monday')).toBe(true);
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
    await watcher.look();
    expect(readdirSync(feedDir)).toEqual(['done']);
    expect(readdirSync(path.join(feedDir, 'done')).sort()).toEqual(['monday', 'monday.report.ndjson']);
    const { summary, refused } = readReport(path.join(feedDir, 'done/monday.report.ndjson'));
    expect({ summary, line: refused[0]?.line }).toMatchObject({ summary: { taken: 1, refused: 1 }, line: 2 });
    expect(await row(db.current, 'SELECT name FROM customers')).toEqual({ name: 'Klient K1' });
    const figures = await metrics.registry.metrics();
    expect(figures).toContain('ebok_feed_seconds_count{outcome="PARTLY"} 1');
    expect(figures).toContain('ebok_feed_records_total{outcome="taken"} 1');
    expect(figures).toContain('ebok_feed_records_total{outcome="refused"} 1');
  });

  it('a refused feed is moved to refused/NAME, and the next one is taken', async () => {
    drop('a', {
      ...withManifest({ 'customers.ndjson': [customer('K1')] }, 'D1', '2026-01-01T00:00:00Z'),
      'customers.ndjson': [],
    });
    drop('b', withManifest({ 'customers.ndjson': [customer('K2')] }, 'D2', '2026-01-02T00:00:00Z'));
    mkdirSync(path.join(feedDir, 'refused/a'), { recursive: true });
    await watcher.look();
    expect(readdirSync(path.join(feedDir, 'refused')).sort()).toEqual(['a', 'a-2', 'a-2.report.ndjson']);
    expect(there('done/b')).toBe(true);
  });

  it('of several feeds the oldest is taken first, whatever their names', async () => {
    drop(
      'a',
      withManifest({ 'customers.ndjson': [customer('K1', { name: 'new' })] }, 'D2', '2026-01-02T00:00:00Z'),
    );
    drop(
      'b',
      withManifest({ 'customers.ndjson': [customer('K1', { name: 'old' })] }, 'D1', '2026-01-01T00:00:00Z'),
    );
    await watcher.look();
    expect(readdirSync(path.join(feedDir, 'done'))).toHaveLength(4);
    expect(await row(db.current, 'SELECT name FROM customers')).toEqual({ name: 'new' });
  });

  it('a feed whose import broke off stays where it is and is tried again', async () => {
    const broken = new DropFolder({ feedDir }, log, { command: [process.execPath, '-e', 'process.exit(1)'] });
    drop('a', withManifest({ 'customers.ndjson': [customer('K1')] }, 'D1', '2026-01-01T00:00:00Z'));
    await broken.look();
    expect(there('a')).toBe(true);
    await watcher.look();
    expect(there('done/a')).toBe(true);
  });

  it('a feed that can never succeed is refused for good, with its report, and bars the way to none after it', async () => {
    const good = (id: string, day: string) =>
      withManifest({ 'customers.ndjson': [customer(id)] }, id, `2026-01-${day}T00:00:00Z`);
    const usage =
      'ppe,date,direction,minutes,quality,values\n590000000000000006,02.11.2026,CONSUMPTION,60,MEASURED,0.5\n';
    const long = 'ż'.repeat(127);
    drop('01-day', withManifest({ 'usage.csv': usage }, 'D1', '2026-01-01T00:00:00Z'));
    drop('02-manifest', {
      ...good('K2', '02'),
      'manifest.json': '{"feedId":"D2","asOf":"9999-01-01T00:00:00Z","files":[]}',
    });
    drop('03-again', { ...good('K3', '03'), 'manifest.json': '[]' });
    drop(long, good('K4', '04'));
    drop(
      '05-upper',
      Object.fromEntries(
        Object.entries(good('K5', '05')).map(([name, content]) => [name.toUpperCase(), content]),
      ),
    );
    await watcher.look();
    expect(log.error).not.toHaveBeenCalled();
    expect(readdirSync(feedDir).sort()).toEqual(['done', 'refused']);
    const [done, refused] = ['done', 'refused'].map((name) => readdirSync(path.join(feedDir, name)).sort());
    expect(refused).toEqual([
      '02-manifest',
      '02-manifest.report.ndjson',
      '03-again',
      '03-again.report.ndjson',
    ]);
    expect(done).toHaveLength(6);
    const { refused: lines } = readReport(path.join(feedDir, 'done/01-day.report.ndjson'));
    expect(lines).toMatchObject([{ file: 'usage.csv', line: 2, field: 'date' }]);
    const kept = await db.current.database.query<{ number: string }>(
      'SELECT number FROM customers ORDER BY number',
    );
    expect(kept.map((found) => found.number)).toEqual(['K4', 'K5']);
  });

  it('a fault of the program is met again every time, so the feed is refused; what the database says is not', async () => {
    const failing = (error: string) =>
      new DropFolder({ feedDir }, log, {
        command: [
          process.execPath,
          '-e',
          script.replace(
            ';',
            `; const { CustomerWriter } = require(${JSON.stringify(path.join(__dirname, '../writers/customer.writer.ts'))}); CustomerWriter.prototype.describe = () => { throw ${error} };`,
          ),
        ],
        env,
      });
    drop('a', withManifest({ 'customers.ndjson': [customer('K1')] }, 'D1', '2026-01-01T00:00:00Z'));
    await failing("Object.assign(new TypeError('gone'), { code: 'ECONNRESET' })").look();
    await failing("new Error('the disk is full')").look();
    expect(there('a')).toBe(true);
    await failing("new TypeError('no such thing')").look();
    expect(there('refused/a')).toBe(true);
    const { refused, summary } = readReport(path.join(feedDir, 'refused/a.report.ndjson'));
    expect(refused[0]!.reason).toContain('no such thing');
    expect(summary).toMatchObject({ taken: 0, refused: 1 });
  });

  it('what lies there and is no feed is said once, when it has been there for a while', async () => {
    const patient = new DropFolder({ feedDir }, log, { command: [process.execPath, '-e', script], env });
    const eager = new DropFolder({ feedDir }, log, {
      command: [process.execPath, '-e', script],
      env,
      forgottenMs: 0,
    });
    drop('monday', { 'customers.ndjson': [customer('K1')] });
    mkdirSync(path.join(feedDir, '.copying'));
    writeFileSync(path.join(feedDir, 'tuesday.zip'), 'x');
    symlinkSync(path.join(feedDir, 'monday'), path.join(feedDir, 'wednesday'));
    await patient.look();
    expect(log.warn).not.toHaveBeenCalled();
    await eager.look();
    await eager.look();
    expect(log.warn.mock.calls.map(([{ feed, why }]) => [feed, why]).sort()).toEqual([
      ['monday', 'it waits for its manifest.json'],
      ['tuesday.zip', 'it is no folder'],
      ['wednesday', 'it is no folder'],
    ]);
    // Another one of that name later on is something new.
    rmSync(path.join(feedDir, 'tuesday.zip'));
    await eager.look();
    writeFileSync(path.join(feedDir, 'tuesday.zip'), 'x');
    await eager.look();
    expect(log.warn).toHaveBeenCalledTimes(4);
  });

  it('looks by itself once started, and no more once stopped', async () => {
    drop('a', withManifest({ 'customers.ndjson': [customer('K1')] }, 'D1', '2026-01-01T00:00:00Z'));
    watcher.start();
    while (!there('done/a')) await new Promise((resolve) => setTimeout(resolve, 20));
    await watcher.stop();
    drop('b', withManifest({ 'customers.ndjson': [customer('K2')] }, 'D2', '2026-01-02T00:00:00Z'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(there('b')).toBe(true);
  });
});
