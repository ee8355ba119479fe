import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ENGINES } from '../testing';
import { DropFolder } from './drop-folder';
import { customer, feedDatabase, feedFolder, readReport, row, withManifest } from './testing';

const script = `require(${JSON.stringify(path.join(__dirname, 'testing.register.cjs'))}); require(${JSON.stringify(path.join(__dirname, 'import.command.ts'))}).runImport(process.argv.slice(1)).then((code) => process.exit(code))`;

describe.each(ENGINES)('the drop directory on %s', (engine) => {
  const db = feedDatabase(engine);
  const log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
  let feedDir: string;
  let watcher: DropFolder;
  let env: NodeJS.ProcessEnv;
  beforeEach(() => {
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
