import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ENTITIES } from '../src/app/entities';
import { Link } from '../src/auth/links/link.entity';
import { SessionRow } from '../src/auth/session/session.entity';
import { Attempt } from '../src/auth/sign-in/attempt.entity';
import { Browser, TermsAcceptance } from '../src/auth/user.entity';
import { keyOf } from '../src/database/columns';
import type { Database } from '../src/database/database';
import { tableOf } from '../src/database/entity-columns';
import { FeedLockRow } from '../src/feed/feed.entity';
import { freshDatabase, type TestDatabase } from './database';
import { runImport } from '../src/commands/import.command';
import { Payment } from '../src/payments/payment.entity';
import * as slices from '../src/slices/slice.entity';
import type { Summary } from '../src/feed/import/report';

/** A feed as a test writes it: records of NDJSON files, or whole files. */
export type FeedFiles = Record<string, object[] | object | string | Buffer>;

const ROOT = mkdtempSync(path.join(tmpdir(), 'ebok-feed-'));
process.on('exit', () => rmSync(ROOT, { recursive: true, force: true }));

/** Writes a feed's folder. */
export function feedFolder(files: FeedFiles, parent = mkdtempSync(path.join(ROOT, 'feed-'))): string {
  mkdirSync(parent, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const full = path.join(parent, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, bytesOf(content));
  }
  return parent;
}

/** The same feed with a manifest that fits. */
export function withManifest(files: FeedFiles, feedId: string, asOf: string): FeedFiles {
  const list = Object.entries(files).map(([name, content]) => {
    const bytes = bytesOf(content);
    return {
      name,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      records: Array.isArray(content) ? content.length : name.endsWith('.csv') ? rowsIn(bytes) : 1,
    };
  });
  return { ...files, 'manifest.json': { feedId, asOf, files: list } };
}

/** Lines below the header. */
function rowsIn(csv: string | Buffer): number {
  return csv.toString().trimEnd().split('\n').length - 1;
}

function bytesOf(content: FeedFiles[string]): string | Buffer {
  if (typeof content === 'string' || Buffer.isBuffer(content)) return content;
  if (!Array.isArray(content)) return JSON.stringify(content);
  return content.map((record) => `${JSON.stringify(record)}\n`).join('');
}

export interface ReportLine {
  level: 'warning' | 'refused';
  file: string;
  line: number | null;
  field: string | null;
  value: string | null;
  reason: string;
}
export interface Imported {
  code: number;
  lines: ReportLine[];
  refused: ReportLine[];
  warnings: ReportLine[];
  summary: Summary | undefined;
  said: string;
}

/**
 * A thread that keeps the compiled validator of FA(3) in memory. Each import of such files starts a thread of its own,
 * which shares the compiled code: it needs a third of the processor time.
 */
let validator: Worker | undefined;
afterAll(() => validator?.terminate());

/** Runs the command as an operator does, and reads its report. */
export async function importFeed(
  test: TestDatabase,
  feed: FeedFiles | string,
  ...flags: string[]
): Promise<Imported> {
  const folder = typeof feed === 'string' ? feed : feedFolder(feed);
  if (existsSync(path.join(folder, 'ksef')))
    validator ??= new Worker(path.join(__dirname, '../src/feed/fa3/worker.mjs')).on('error', () => undefined);
  const file = path.join(mkdtempSync(path.join(ROOT, 'report-')), 'report.ndjson');
  process.env.DATABASE_URL = test.url;
  let said = '';
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  const code = await runImport([folder, '--report', file, ...flags]).finally(() => stderr.mockRestore());
  return { code, said, ...readReport(file) };
}

export function readReport(file: string): Omit<Imported, 'code' | 'said'> {
  const all = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ReportLine | { summary: Summary });
  const last = all.at(-1);
  const lines = all.filter((line): line is ReportLine => 'level' in line);
  return {
    lines,
    refused: lines.filter((line) => line.level === 'refused'),
    warnings: lines.filter((line) => line.level === 'warning'),
    summary: last && 'summary' in last ? last.summary : undefined,
  };
}

const NOT_OF_FEEDS = new Set<unknown>([
  ...[FeedLockRow, TermsAcceptance, Browser, SessionRow, Link, Attempt, Payment],
  ...Object.values(slices),
]);

/** Every table a feed writes: a new entity is one of them unless it is excepted above. */
export const TABLES = ENTITIES.filter((entity) => !NOT_OF_FEEDS.has(entity)).map(
  (entity) => tableOf(entity as new () => object).table,
);

/** One database for a suite, emptied before each test. */
export function feedDatabase(engine: 'sqlite' | 'mysql'): { current: TestDatabase } {
  const holder = {} as { current: TestDatabase };
  beforeAll(async () => {
    holder.current = await freshDatabase(engine);
  });
  afterAll(() => holder.current.drop());
  beforeEach(() => empty(holder.current.database));
  return holder;
}

async function empty(database: Database): Promise<void> {
  await database.transaction(async (manager) => {
    for (const table of TABLES) await manager.query(`DELETE FROM ${table}`);
  });
}

/** Contents of the tables, without import times and counts of one run. */
export async function contents(database: Database): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = await database.query(`SELECT * FROM ${table}`);
    all[table] = rows.map((row) => JSON.stringify(plain(table, row))).sort();
  }
  return all;
}

const VOLATILE: Record<string, string[]> = {
  feeds: ['id', 'takenAt', 'taken', 'unchanged', 'refused', 'warnings'],
  // One a day, so named by the day.
  mails: ['id', 'createdAt', 'dueAt'],
  message_mails: ['mailId'],
  messages: ['sentAt', 'recordHash'],
};

function plain(table: string, row: object): [string, string | null][] {
  return Object.entries(row)
    .filter(([column]) => !VOLATILE[table]?.includes(column))
    .map(([column, value]): [string, string | null] => {
      if (value === null) return [column, null];
      if (Buffer.isBuffer(value)) return [column, value.toString('base64')];
      return [column, value instanceof Date ? value.toISOString() : String(value)];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** One row of a table, or undefined. */
export async function row(test: TestDatabase, sql: string, ...parameters: unknown[]): Promise<any> {
  const [first] = await test.database.query<any>(sql, parameters);
  return first;
}

/** What a document of a customer still asks for, in grosze. */
export async function outstanding(test: TestDatabase, customer: string, number: string): Promise<number> {
  const found = await row(
    test,
    'SELECT outstanding FROM invoices WHERE customerId = ? AND id = ?',
    keyOf(customer),
    keyOf(number),
  );
  return Number(found?.outstanding);
}

export const customer = (number: string, more: object = {}) => ({
  number,
  kind: 'PERSON',
  name: `Klient ${number}`,
  taxId: '44051401359',
  emails: [`${number.toLowerCase()}@example.pl`],
  address: { line1: 'ul. Polna 1', line2: '00-001 Warszawa' },
  ...more,
});

export const PPE = '590000000000000006';

export const point = (customerNumber: string, ppe = PPE, more: object = {}) => ({
  ppe,
  customerNumber,
  address: { line1: 'ul. Długa 2', line2: '90-001 Łódź' },
  ...more,
});

export const invoice = (customerNumber: string, number: string, more: object = {}) => ({
  number,
  customerNumber,
  kind: 'SETTLEMENT',
  issueDate: '2026-01-10',
  dueDate: '2026-01-24',
  net: '100.00',
  vat: '23.00',
  gross: '123.00',
  points: [PPE],
  lines: [{ position: 1, name: 'Energia czynna', net: '100.00', vatRate: '23' }],
  ...more,
});
