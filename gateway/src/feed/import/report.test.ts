import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { runImport } from '../../commands/import.command';
import { masked } from '../fields/masking';
import { Progress } from './progress';
import { customer, feedDatabase, feedFolder, importFeed, invoice, row } from '../../../testing/feed';

const C = 'customers.ndjson';

describe.each(ENGINES)('what an import says, on %s', (engine) => {
  const db = feedDatabase(engine);
  const take = (files: Parameters<typeof importFeed>[1]) => importFeed(db.current, files);
  const names = async () =>
    (await db.current.database.query<{ name: string }>('SELECT name FROM customers ORDER BY number')).map(
      (r) => r.name,
    );
  const lines = (...records: (object | string)[]) =>
    records.map((r) => (typeof r === 'string' ? r : JSON.stringify(r))).join('\n');

  it('exit status 0 all taken, 3 taken with refusals, 1 the feed refused; warnings change nothing about it', async () => {
    expect((await take({ [C]: [customer('K1')] })).code).toBe(0);
    expect((await take({ [C]: [customer('K2', { taxId: '123' })] })).code).toBe(0);
    expect((await take({ [C]: [customer('K3'), {}] })).code).toBe(3);
    expect((await take({ 'manifest.json': '{}' })).code).toBe(1);
  });

  it('each line names level, file, line, field, value and reason, and the last is the summary', async () => {
    const { lines: said, summary } = await take({ [C]: [customer('K1', { kind: 'DOG' })] });
    expect(said).toEqual([
      {
        level: 'refused',
        file: C,
        line: 1,
        field: 'kind',
        value: 'DOG',
        reason: 'kind: PERSON or COMPANY is expected.',
      },
    ]);
    expect(summary).toEqual({ taken: 0, unchanged: 0, refused: 1, warnings: 0 });
  });

  it('goes to standard output without --report', async () => {
    let out = '';
    const write = jest.spyOn(process.stdout, 'write').mockImplementation(((
      text: string,
      done?: () => void,
    ) => {
      out += text;
      done?.();
      return true;
    }) as never);
    process.env.DATABASE_URL = db.current.url;
    const code = await runImport([feedFolder({ [C]: [customer('K1')] })]).finally(() => write.mockRestore());
    expect({ code, out }).toEqual({
      code: 0,
      out: '{"summary":{"taken":1,"unchanged":0,"refused":0,"warnings":0}}\n',
    });
  });

  it('tells how it is used', async () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const codes = [await runImport([]), await runImport(['a', 'b']), await runImport(['a', '--unknown'])];
    expect(write.mock.calls.map(([text]) => text)).toEqual(
      Array(3).fill(expect.stringContaining('Usage: npm run import')),
    );
    write.mockRestore();
    expect(codes).toEqual([1, 1, 1]);
  });

  it('keeps right letters and refuses bytes that are not UTF-8, each line alone', async () => {
    const good = Buffer.from(`${JSON.stringify(customer('K1', { name: 'Łódź 🏠 Gęś' }))}\n`);
    const cp1250 = Buffer.from(
      good.toString('utf8').replace('K1', 'K2').replace('Łódź 🏠 Gęś', '\u00a3\u00f3d\u009f'),
      'latin1',
    );
    const { refused } = await take({ [C]: Buffer.concat([good, cp1250, good.subarray(0, 30)]) });
    expect(refused.map((r) => [r.line, r.reason])).toEqual([
      [2, 'The line is not valid UTF-8.'],
      [3, 'The line is no JSON object.'],
    ]);
    expect(await names()).toEqual(['Łódź 🏠 Gęś']);
    const utf16 = await take({ [C]: Buffer.from(good.toString('utf8'), 'utf16le') });
    expect(utf16.code).toBe(3);
  });

  it('a byte order mark at the start is passed over with a warning', async () => {
    const { code, warnings } = await take({ [C]: `\uFEFF${JSON.stringify(customer('K1'))}` });
    expect({ code, at: warnings[0]?.line }).toEqual({ code: 0, at: 1 });
    expect(await names()).toEqual(['Klient K1']);
  });

  it('letters split over the border of two blocks stay whole, in a file read by a thread too', async () => {
    const many = Array.from({ length: 12_000 }, (_, n) =>
      customer(`K${n}`, { name: `${'ąęłżź'.repeat(60)}${n}` }),
    );
    const { code, summary } = await take({ [C]: many });
    expect({ code, taken: summary?.taken }).toEqual({ code: 0, taken: 12_000 });
    const wrong = await row(
      db.current,
      'SELECT COUNT(*) AS n FROM customers WHERE name NOT LIKE ?',
      `${'ąęłżź'.repeat(60)}%`,
    );
    expect(Number(wrong.n)).toBe(0);
  });

  it('a line over a megabyte is refused alone', async () => {
    const { refused } = await take({
      [C]: lines(customer('K1', { name: 'x'.repeat(1_100_000) }), customer('K2'), ''),
    });
    expect(refused.map((r) => r.line)).toEqual([1]);
    expect(await names()).toEqual(['Klient K2']);
  });

  it('text that the columns can not hold is refused with the limit', async () => {
    const { refused } = await take({
      [C]: [customer('K1', { name: 'ł'.repeat(513) }), customer('K2', { name: 'ł'.repeat(512) })],
    });
    expect(refused).toMatchObject([{ line: 1, field: 'name', reason: 'name: at most 512 characters fit.' }]);
    expect(refused[0]!.value!.length).toBeLessThan(210);
  });

  it('NUL, half characters, lone carriage returns and things that are no records are refused', async () => {
    const broken = JSON.stringify(customer('K1')).replace('Klient', '\\u0000').replace(/$/, '');
    const half = JSON.stringify(customer('K1')).replace('Klient', '\\ud800');
    const { refused } = await take({
      [C]: lines(
        broken,
        half,
        '[]',
        'null',
        '"x"',
        `${JSON.stringify(customer('K1'))}\r${JSON.stringify(customer('K2'))}`,
      ),
    });
    expect(refused.map((r) => r.line)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(
      (await take({ [C]: `${JSON.stringify(customer('K1', { name: '\ud83c\udfe0' }))}\r\n\r\n` })).code,
    ).toBe(0);
  });

  it('a column added is a warning, once a file; one missing or renamed refuses the record', async () => {
    const { code, warnings, refused } = await take({
      [C]: [customer('K1', { shoeSize: 44 }), customer('K2', { shoeSize: 45 })],
      'invoices.ndjson': [{ ...invoice('K1', 'F1'), gross: undefined, total: '123.00' }],
    });
    expect(code).toBe(3);
    expect(warnings.map((w) => [w.line, w.field])).toEqual([[1, 'shoeSize']]);
    expect(refused).toMatchObject([{ field: 'gross', reason: 'gross is missing.' }]);
  });

  it('SQL, formulas and HTML in names are only text', async () => {
    const name = `'); DROP TABLE customers; -- =HYPERLINK("x") <script>alert(1)</script> \\ ?`;
    await take({ [C]: [customer('K1', { name })] });
    expect(await names()).toEqual([name]);
  });

  it('keeps days that exist and refuses others', async () => {
    const day = (issueDate: string) => invoice('K1', issueDate, { issueDate });
    const { refused } = await take({
      [C]: [customer('K1')],
      'invoices.ndjson': [
        '2024-02-29',
        '2026-02-29',
        '2026-13-01',
        '0000-01-01',
        '29.02.2024',
        '2026-12-31',
      ].map(day),
    });
    expect(refused.map((r) => r.value)).toEqual(['2026-02-29', '2026-13-01', '0000-01-01', '29.02.2024']);
    expect(await row(db.current, 'SELECT issueDate FROM invoices WHERE id = ?', keyOf('2024-02-29'))).toEqual(
      {
        issueDate: '2024-02-29',
      },
    );
  });

  it('no tax id stands whole in what it says', async () => {
    const { lines: said } = await take({
      [C]: [customer('K1', { taxId: '44051401358' }), customer('44051401359', { kind: '44051401359' })],
    });
    expect(JSON.stringify(said)).not.toMatch(/4405140135[89]/);
  });
});

describe('the report', () => {
  it('masks tax ids by field, and a PESEL wherever it stands', () => {
    expect(masked('taxId', '5260001246')).toBe('526****246');
    expect(masked('Podmiot2/NIP', '5260001246')).toBe('526****246');
    expect(masked('name', 'Jan 44051401359')).toBe('Jan 440*****359');
    expect(masked('ppe', '590000000000000006')).toBe('590000000000000006');
  });

  it('draws progress on a terminal only', () => {
    const drawn: string[] = [];
    const out = (isTTY: boolean) => ({ isTTY, write: (text: string) => drawn.push(text) > 0 }) as never;
    const silent = new Progress(out(false), 100);
    silent.advance(10, 50);
    silent.end();
    expect(drawn).toEqual([]);
    const shown = new Progress(out(true), 100);
    shown.advance(1200, 50);
    shown.end();
    expect(drawn.join('')).toMatch(/1,200 records · [\d,]+\/s · \d+ s left/);
  });

  it('an impossible setting or a report that can not be written fails with a sentence', () => {
    const script = `require(${JSON.stringify(path.join(__dirname, '../../../testing/register.cjs'))}); require(${JSON.stringify(path.join(__dirname, '../../commands/import.command.ts'))}).runImport(${JSON.stringify([tmpdir(), '--report', path.join(mkdtempSync(path.join(tmpdir(), 'ebok-')), 'no/such/folder/r')])}).then((code) => process.exit(code))`;
    const run = () => execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', stdio: 'pipe' });
    expect(run).toThrow(
      expect.objectContaining({ status: 1, stderr: expect.stringContaining('no such file') }),
    );
  });
});
