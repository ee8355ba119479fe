import fc from 'fast-check';
import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { invoiceXml } from '../../../testing/fa3';
import {
  customer,
  feedDatabase,
  importFeed,
  invoice,
  point,
  PPE,
  row,
  withManifest,
} from '../../../testing/feed';
import type { RecordFile } from './record-files';

const ROUNDS = process.env.EBOK_LONG === '1' ? 1500 : 50;

const DAY = Array<string>(24).fill('0.5').join(' ');
const usage = (date: string) => `${PPE},${date},CONSUMPTION,60,MEASURED,${DAY}`;
const message = (id: string) => ({
  id,
  customerNumber: 'K1',
  kind: 'ANNOUNCEMENT',
  subject: 'Przerwa',
  body: 'W środę od 8:00.',
  sentAt: '2026-01-10T08:00:00+01:00',
  channel: 'EMAIL',
});
const settlement = (n: number) => ({
  invoiceNumber: `F${n}`,
  customerNumber: 'K1',
  outstanding: `${n}.00`,
  bookedPayments: [],
});
const document = (version: string) => ({
  id: 'terms',
  title: 'Regulamin',
  version,
  validFrom: '2026-01-01',
  file: 'documents/terms.txt',
});

const service = (id: string) => ({
  id,
  name: { pl: 'Serwis', en: 'Repairs', uk: 'Сервіс' },
  description: { pl: 'Elektryk.', en: 'An electrician.', uk: 'Електрик.' },
  monthlyPrice: '9.99',
  orderedBy: ['K1'],
});
const ticket = (n: number) => ({ number: `Z/${n}`, status: 'IN_PROGRESS' });

/** Good lines of every file of lines, and one more that a fault is put into. */
const FILES: Record<RecordFile, { good: (object | string)[]; spoilt: object | string }> = {
  'customers.ndjson': { good: [customer('K1'), customer('K2')], spoilt: customer('K9') },
  'consumption-points.ndjson': {
    good: [point('K1', PPE, { contractedPowerKw: 12 }), point('K2', '590000000000000020')],
    spoilt: point('K2', '590000000000000013', { contractFrom: '2026-01-01', contractTo: '2026-01-31' }),
  },
  'ksef/index.ndjson': {
    good: [{ file: 'a.xml', outstanding: '5.00' }],
    spoilt: { file: 'b.xml', customerNumber: 'K1', kind: 'FINAL', outstanding: '1.00', ksefNumber: 'x' },
  },
  'invoices.ndjson': {
    good: [invoice('K1', 'F1'), invoice('K1', 'F2')],
    spoilt: invoice('K2', 'F9', { periodFrom: '2026-01-01', periodTo: '2026-01-31', corrects: ['F1'] }),
  },
  'settlements.ndjson': { good: [settlement(1)], spoilt: settlement(2) },
  'messages.ndjson': {
    good: [message('M1'), message('M2')],
    spoilt: { ...message('M9'), invoiceNumber: 'F1' },
  },
  'tickets.ndjson': {
    good: [ticket(1), ticket(2)],
    spoilt: { ...ticket(3), resolution: 'DONE', note: 'Tak' },
  },
  'services.ndjson': { good: [service('S1')], spoilt: { ...service('S2'), available: false } },
  'usage.csv': { good: [usage('2026-01-10'), usage('2026-01-12')], spoilt: usage('2026-01-11') },
  'documents.ndjson': { good: [document('1')], spoilt: document('2') },
};
const NAMES = Object.keys(FILES) as RecordFile[];
const HEADER = 'ppe,date,direction,minutes,quality,values';
const written = (line: object | string) => (typeof line === 'string' ? line : JSON.stringify(line));

/** The good feed, with `line` put into a file. @returns the feed and the number of that line */
function feedWith(
  name: string,
  line: string | Buffer,
  at: number,
): [Record<string, string | Buffer>, number] {
  const feed: Record<string, string | Buffer> = { 'documents/terms.txt': 'Regulamin' };
  // Starting the validator takes longer than all the rest, so it is started only where it is needed.
  if (name.startsWith('ksef/')) {
    feed['ksef/a.xml'] = invoiceXml({ number: 'X1', customerNumber: 'K1' });
    feed['ksef/b.xml'] = invoiceXml({ number: 'X2', customerNumber: 'K1' });
  }
  let number = 0;
  for (const [file, { good }] of Object.entries(FILES)) {
    const lines: (string | Buffer)[] = good.map(written);
    if (file.endsWith('.csv')) lines.unshift(HEADER);
    if (file === name) {
      number = 1 + (file.endsWith('.csv') ? 1 + (at % lines.length) : at % (lines.length + 1));
      lines.splice(number - 1, 0, line);
    }
    feed[file] = Buffer.concat(lines.flatMap((one) => [Buffer.from(one), Buffer.from('\n')]));
  }
  return [feed, number];
}

/** What may stand in the place of a value, and what can be no line at all. */
const VALUES = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    ' ',
    '02.11.2026',
    '2026-02-30',
    '2026-13-01',
    '0000-00-00',
    '+012026-01-01',
    '2026-01-01T00:00:00Z',
    '99999999999999999999.00',
    '-0',
    'NaN',
    '\u0000',
    '\ud800',
    '🏠'.repeat(300),
    null,
    true,
    0,
    -1,
    1e308,
    [],
    {},
    [null],
    [[]],
    { __proto__: null, toString: 1 },
  ),
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

describe.each(ENGINES)('one bad line on %s', (engine) => {
  const db = feedDatabase(engine);
  const GOOD = NAMES.filter((n) => n !== 'ksef/index.ndjson').reduce(
    (sum, n) => sum + FILES[n].good.length,
    0,
  );

  beforeEach(() =>
    db.current.database.transaction(async (manager) => {
      for (const n of [1, 2, 3])
        await manager.query(
          `INSERT INTO tickets (customerId, id, number, userId, topic, subject, body, status, createdAt, inputHash)
           VALUES (?, ?, ?, 'u', 'OTHER', 'Pytanie', 'Kiedy?', 'RECEIVED', '2026-01-09 08:00:00.000', '')`,
          [keyOf('K1'), `t${n}`, `Z/${n}`],
        );
    }),
  );

  /** Whatever the line is: all others go in, and nothing but it is refused. */
  async function isAlone(name: string, line: string | Buffer, at: number, isRefused: boolean) {
    const [feed, number] = feedWith(name, line, at);
    const { code, refused, said, summary } = await importFeed(db.current, feed);
    expect({ code, said, at: refused.map((one) => [one.file, one.line]) }).toEqual(
      isRefused || refused.length > 0
        ? { code: 3, said: '', at: [[name, number]] }
        : { code: 0, said: '', at: [] },
    );
    expect(summary!.taken + summary!.unchanged).toBeGreaterThanOrEqual(GOOD);
  }

  it.each(['02.11.2026', '', '2026-11-02T00:00:00+01:00', '2026-02-30', 'Feb 3', '10000-01-01'])(
    'usage.csv: the day %j is refused alone, and the days around it go in',
    async (date) => {
      await isAlone('usage.csv', usage(date), 1, true);
      const { n } = await row(db.current, 'SELECT COUNT(*) AS n FROM usage_days');
      expect(Number(n)).toBe(2);
    },
  );

  it.each(['minutes', 'direction', 'quality', 'ppe'])(
    'usage.csv: so is a line without %s',
    async (column) => {
      const cells = usage('2026-01-11').split(',');
      cells[HEADER.split(',').indexOf(column)] = '';
      await isAlone('usage.csv', cells.join(), 1, true);
    },
  );

  it('whatever stands in place of a line', async () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).map((text) => text.replace(/[\n\r]/g, '')),
      fc
        .uint8Array({ minLength: 1, maxLength: 60 })
        .map((bytes) => Buffer.from(bytes.filter((b) => b !== 10))),
      fc.json().map((text) => text.replace(/\n/g, '')),
      fc.constantFrom(...NAMES).map((name) => written(FILES[name].spoilt).slice(0, -1)),
      fc.constant('['.repeat(300_000)),
      fc.constant(`{"number":${'['.repeat(200_000)}${']'.repeat(200_000)},"x":"\\u0000"}`),
      fc.constant(`${'9'.repeat(400_000)}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), garbage, fc.nat(9), async (name, line, at) => {
        // Blank lines are none; a leading mark makes the first line a record again.
        fc.pre(line.toString('utf8').trim() !== '');
        await isAlone(name, line, at, true);
      }),
      { numRuns: ROUNDS },
    );
  }, 900_000);

  it('whatever stands in place of a value', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NAMES),
        fc.nat(20),
        VALUES,
        fc.nat(9),
        async (name, n, value, at) => {
          const { spoilt } = FILES[name];
          let line: string;
          if (typeof spoilt === 'string') {
            const cells = spoilt.split(',');
            const text = typeof value === 'string' ? value : JSON.stringify(value);
            cells[n % cells.length] = text.replace(/\n/g, '');
            line = cells.join();
          } else {
            const fields = Object.keys(spoilt);
            line = JSON.stringify({ ...spoilt, [fields[n % fields.length]!]: value });
          }
          await isAlone(name, line, at, false);
        },
      ),
      { numRuns: ROUNDS * 2 },
    );
  }, 900_000);

  it('whatever stands in place of an XML file', async () => {
    const xml = invoiceXml({ number: 'X3', customerNumber: 'K1' });
    const garbage = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.nat(xml.length).map((at) => xml.slice(0, at)),
      fc
        .tuple(fc.nat(xml.length), fc.uint8Array({ minLength: 1, maxLength: 4 }))
        .map(([at, bytes]) =>
          Buffer.concat([Buffer.from(xml.slice(0, at)), Buffer.from(bytes), Buffer.from(xml.slice(at))]),
        ),
      fc.constant('<a>'.repeat(200_000)),
    );
    await fc.assert(
      fc.asyncProperty(garbage, async (bytes) => {
        const [feed] = feedWith('ksef/c.xml', '', 0);
        const { code, refused, said, summary } = await importFeed(db.current, {
          ...feed,
          'ksef/c.xml': bytes,
        });
        // A byte more in a name is still an invoice.
        expect({ code, said, files: refused.map((one) => one.file) }).toEqual(
          refused.length > 0
            ? { code: 3, said: '', files: ['ksef/c.xml'] }
            : { code: 0, said: '', files: [] },
        );
        expect(summary!.taken + summary!.unchanged).toBeGreaterThanOrEqual(GOOD);
      }),
      { numRuns: ROUNDS / 10 },
    );
  }, 900_000);

  it('whatever stands in manifest.json refuses the whole feed, for good and with its report', async () => {
    const { 'manifest.json': manifest, ...files } = withManifest(
      feedWith('', '', 0)[0],
      'D1',
      '2026-01-01T00:00:00Z',
    );
    const fields = ['feedId', 'asOf', 'files'];
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.json(),
      fc
        .constantFrom(
          '0000-01-01T00:00:00Z',
          '0999-12-31T23:59:59Z',
          '9999-12-31T23:59:59-01:00',
          '2026-01-01',
        )
        .map((asOf) => JSON.stringify({ ...(manifest as object), asOf })),
      fc
        .constantFrom('\u0000', '\ud800')
        .map((feedId) => JSON.stringify({ ...(manifest as object), feedId })),
      fc
        .tuple(fc.constantFrom(...fields), fc.jsonValue())
        .map(([field, value]) => JSON.stringify({ ...(manifest as object), [field]: value })),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const { code, summary } = await importFeed(db.current, { ...files, 'manifest.json': text });
        // Another name of the feed, or a manifest of no files, is still a manifest.
        if (code === 0) return;
        expect({ code, summary }).toMatchObject({ code: 1, summary: { taken: 0, refused: 1 } });
      }),
      { numRuns: ROUNDS },
    );
  }, 900_000);
});
