import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../../config';
import { ENGINES } from '../../../testing/database';
import { invoiceXml } from '../../../testing/fa3';
import { FeedHistory } from '../import/history';
import { Report } from '../import/report';
import { takeFeed } from '../import/import-feed';
import {
  contents,
  customer,
  feedDatabase,
  feedFolder,
  importFeed,
  invoice,
  outstanding,
  point,
  PPE,
  withManifest,
  type FeedFiles,
} from '../../../testing/feed';

const C = 'customers.ndjson';
const DAY1 = '2026-01-01T06:00:00+01:00';
const xml = (number: string, gross = '123.00') => invoiceXml({ number, gross, customerNumber: 'K1' });
const usage = (value: string) =>
  `ppe,date,direction,minutes,quality,values\n${PPE},2026-01-10,CONSUMPTION,60,MEASURED,${Array<string>(24).fill(value).join(' ')}\n`;

describe.each(ENGINES)('a feed’s folder on %s', (engine) => {
  const db = feedDatabase(engine);
  const take = (files: FeedFiles | string) => importFeed(db.current, files);
  const texts = async (sql: string) =>
    (await db.current.database.query<object>(sql)).map((found) => Object.values(found).join(' '));
  const numbers = () => texts('SELECT number FROM invoices ORDER BY number');

  it('XML under ksef/ is taken at any depth and in any letter case of folder and ending', async () => {
    const { code, summary, lines } = await take({
      'ksef/0.xml': xml('0'),
      'ksef/2026-11/1.xml': xml('1'),
      'KSEF/2.XML': xml('2'),
      'Ksef/2026/11/30/a b/3.Xml': xml('3'),
    });
    expect({ code, taken: summary?.taken, lines }).toEqual({ code: 0, taken: 4, lines: [] });
    expect(await numbers()).toEqual(['0', '1', '2', '3']);
  });

  it('it is taken in order of path', async () => {
    await take({
      'ksef/b.xml': xml('X', '3.00'),
      'ksef/a/9.xml': xml('X', '2.00'),
      'ksef/a.xml': xml('X', '1.00'),
      'KSEF/z.xml': xml('X', '0.50'),
    });
    expect(await texts('SELECT gross FROM invoices')).toEqual(['300']);
    // What is outstanding began with the first of them.
    expect(await outstanding(db.current, 'K1', 'X')).toBe(50);
  });

  it('index.ndjson names a file by its path under ksef/, from the folder, or by its bare name, in any letter case', async () => {
    const { warnings } = await take({
      'ksef/a/1.xml': xml('1'),
      'ksef/a/2.xml': xml('2'),
      'ksef/3.xml': xml('3'),
      'ksef/b/4.XML': xml('4'),
      'ksef/b/5.xml': xml('5'),
      'ksef/5.xml': xml('6'),
      'ksef/a/7.xml': xml('7'),
      'ksef/b/7.xml': xml('8'),
      'Ksef/Index.ndjson': [
        { file: 'a/1.xml', outstanding: '1.00' },
        { file: './ksef/a/2.xml', outstanding: '2.00' },
        { file: 'KSEF\\3.xml', outstanding: '3.00' },
        { file: '4.xml', outstanding: '4.00' },
        { file: '5.xml', outstanding: '6.00' },
        { file: '7.xml', outstanding: '7.00' },
        { file: 'b/4.xml', outstanding: '9.00' },
      ],
    });
    const owed = await texts('SELECT outstanding FROM invoices ORDER BY number');
    expect(owed).toEqual(['100', '200', '300', '400', '12300', '600', '12300', '12300']);
    expect(warnings.map((one) => one.line)).toEqual([6, 7]);
  });

  it('every file is known in any letter case, also by the manifest, with slashes of Windows and accents of macOS', async () => {
    const files = {
      'Customers.NDJSON': [customer('K1')],
      'CONSUMPTION-POINTS.ndjson': [point('K1')],
      'Invoices.ndjson': [invoice('K1', 'F1')],
      'USAGE.CSV': usage('0.5'),
      [`ksef/Łódź, ${'próba'.normalize('NFD')}.xml`]: xml('X1'),
    };
    const { 'manifest.json': manifest } = withManifest(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [
          name.toLowerCase().normalize('NFC').replace('/', '\\'),
          content,
        ]),
      ),
      'D1',
      DAY1,
    );
    const { code, lines, summary } = await take({ ...files, 'MANIFEST.json': manifest! });
    expect({ code, lines, taken: summary?.taken }).toEqual({ code: 0, lines: [], taken: 5 });
  });

  it('two files of one name, but for letter case, refuse the feed: nobody knows which counts', async () => {
    const { code, refused, said } = await take({
      [C]: [customer('K1')],
      'CUSTOMERS.ndjson': [customer('K2')],
    });
    expect({ code, file: refused[0]?.file }).toEqual({ code: 1, file: C });
    expect(said).toContain('CUSTOMERS.ndjson');
    expect((await contents(db.current.database)).customers).toEqual([]);
  });

  it('what lies there and is neither taken nor refused is a warning', async () => {
    const folder = feedFolder({
      [C]: [customer('K1')],
      'ksef/1.xml': xml('1'),
      'ksef/2026/notes.txt': '?',
      'ksef/2026/index.ndjson': [],
      'ksef/.3.xml.partial': 'half',
      'ksef/faktura.pdf': '?',
      '.customers.ndjson.Ab12': '{}',
      'invoices.ndjson.bak': '',
      '4.xml': xml('4'),
      'faktury/5.xml': xml('5'),
      '.git/config': '?',
      'documents/unnamed.pdf': '?',
      'documents/terms/old.pdf': '?',
      'documents/terms/new.pdf': 'Regulamin',
      'documents.ndjson': [
        { id: 'terms', title: 'T', version: '1', validFrom: '2026-01-01', file: 'Terms/new.pdf' },
      ],
    });
    mkdirSync(path.join(folder, 'empty'));
    symlinkSync(path.join(folder, '4.xml'), path.join(folder, 'ksef/6.xml'));
    symlinkSync(path.join(folder, 'faktury'), path.join(folder, 'ksef/7'));
    const { code, warnings } = await take(folder);
    expect(code).toBe(0);
    expect(warnings.map((one) => one.file).sort()).toEqual([
      '.customers.ndjson.Ab12',
      '.git',
      '4.xml',
      'documents/terms/old.pdf',
      'documents/unnamed.pdf',
      'faktury',
      'invoices.ndjson.bak',
      'ksef/.3.xml.partial',
      'ksef/2026/index.ndjson',
      'ksef/2026/notes.txt',
      'ksef/6.xml',
      'ksef/7',
      'ksef/faktura.pdf',
    ]);
    expect(await numbers()).toEqual(['1']);
  });

  it('what file managers and editors leave behind is passed over without a word', async () => {
    const { code, lines, summary } = await take({
      [C]: [customer('K1')],
      '.DS_Store': '?',
      'ksef/.DS_Store': '?',
      'ksef/._1.xml': '?',
      'ksef/Thumbs.db': '?',
      'ksef/1.xml': xml('1'),
      'ksef/1.xml~': xml('2'),
      'desktop.ini': '?',
      '.customers.ndjson.swp': '?',
      '.~lock.usage.csv#': '?',
      '__MACOSX/._customers.ndjson': '?',
    });
    expect({ code, lines, taken: summary?.taken }).toEqual({ code: 0, lines: [], taken: 2 });
  });

  it('a feed packed with its own folder inside is refused, and the folder named', async () => {
    const { code, refused } = await take({ 'feed-2026-01-01/customers.ndjson': [customer('K1')] });
    expect(code).toBe(1);
    expect(refused).toMatchObject([{ reason: expect.stringContaining('feed-2026-01-01') }]);
  });

  describe('changed after it was looked at', () => {
    const THERE: Record<string, string> = {
      [C]: `${JSON.stringify(customer('K1', { name: 'AAA' }))}\n`,
      'consumption-points.ndjson': `${JSON.stringify(point('K1', PPE, { tariff: 'AAA' }))}\n`,
      'invoices.ndjson': `${JSON.stringify(invoice('K1', 'F1', { outstanding: '1.11' }))}\n`,
      'settlements.ndjson': `${JSON.stringify({ invoiceNumber: 'F1', outstanding: '1.11' })}\n`,
      'usage.csv': usage('1.111'),
      'ksef/1.xml': xml('AAA', '1.11'),
      'ksef/index.ndjson': `${JSON.stringify({ file: '1.xml', outstanding: '1.11' })}\n`,
      'documents/terms.txt': 'AAA',
      'documents.ndjson': `${JSON.stringify({ id: 'terms', title: 'AAA', version: '1', validFrom: '2026-01-01', file: 'terms.txt' })}\n`,
    };
    const other = (text: string) => text.replaceAll('AAA', 'BBB').replaceAll('1.11', '2.22');

    /** All that the tables hold, with packed and zipped columns as they are. */
    async function kept(): Promise<string> {
      const { feeds: _feeds, ...tables } = await contents(db.current.database);
      return JSON.stringify(tables);
    }

    it.each(Object.keys(THERE))(
      '%s is not taken with other values, nor added to nor cut short',
      async (name) => {
        const feed = withManifest(THERE, 'D1', DAY1);
        const text = THERE[name]!;
        for (const changed of [other(text), `${text}${other(text)}`, text.slice(0, -2), '']) {
          const folder = feedFolder(feed);
          const find = jest.spyOn(FeedHistory.prototype, 'find').mockImplementation(async () => {
            writeFileSync(path.join(folder, name), changed);
            return 'new';
          });
          const { code, said, summary } = await take(folder).finally(() => find.mockRestore());
          expect({ code, summary }).toEqual({ code: 1, summary: undefined });
          expect(said).toContain(`${name} was changed`);
          expect(await kept()).not.toMatch(/BBB|"222"/);
          // Run again it is another feed than its manifest says.
          expect((await take(folder)).refused).toMatchObject([{ file: 'manifest.json' }]);
        }
        expect((await take(feed)).code).toBe(0);
      },
    );

    it('in the middle of a large file, read by a thread: what was taken is what was looked at, the rest is not', async () => {
      const many = Array.from({ length: 6000 }, (_, n) =>
        JSON.stringify(customer(`K${n}`, { name: 'AAA'.repeat(40) })),
      );
      const folder = feedFolder({ [C]: `${many.join('\n')}\n` });
      const file = path.join(folder, C);
      const { retailer } = readConfig({});
      const report = await Report.open('/dev/null', process.stdout);
      const find = jest.spyOn(FeedHistory.prototype, 'find').mockImplementation(async () => {
        const bytes = readFileSync(file);
        const half = bytes.length / 2;
        writeFileSync(
          file,
          Buffer.concat([bytes.subarray(0, half), Buffer.from(other(bytes.subarray(half).toString()))]),
        );
        return 'new';
      });
      const taking = takeFeed(db.current.database, folder, report, { retailer, threadFrom: 0 });
      await expect(taking.finally(() => find.mockRestore())).rejects.toThrow('was changed');
      const names = await texts('SELECT DISTINCT name FROM customers');
      expect(names).toEqual(['AAA'.repeat(40)]);
    });
  });
});
