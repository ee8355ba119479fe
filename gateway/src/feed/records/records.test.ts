import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { invoiceXml } from '../../../testing/fa3';
import {
  contents,
  customer,
  feedDatabase,
  importFeed,
  invoice,
  point,
  PPE,
  row,
} from '../../../testing/feed';

const C = 'customers.ndjson';
const P = 'consumption-points.ndjson';
const I = 'invoices.ndjson';

describe.each(ENGINES)('records of a feed on %s', (engine) => {
  const db = feedDatabase(engine);
  const take = (files: Parameters<typeof importFeed>[1], ...flags: string[]) =>
    importFeed(db.current, files, ...flags);
  const one = (sql: string, ...parameters: unknown[]) => row(db.current, sql, ...parameters);
  const count = async (table: string) => Number((await one(`SELECT COUNT(*) AS n FROM ${table}`)).n);

  it('takes a feed with one line in one file: every file is optional', async () => {
    const { code, summary, lines } = await take({ [C]: [customer('K1')] });
    expect({ code, summary, lines }).toEqual({
      code: 0,
      summary: { taken: 1, unchanged: 0, refused: 0, warnings: 0 },
      lines: [],
    });
  });

  it('keeps every field of a customer, with either form of an address', async () => {
    await take({
      [C]: [
        customer(' K1 ', {
          kind: 'COMPANY',
          name: 'Zażółć & Synowie "Gęś"',
          taxId: 'PL 526-000-12-46',
          emails: [' Biuro@Example.PL ', 'biuro@example.pl', 'drugi@example.pl'],
          phone: '+48 600 700 800',
          bankAccount: 'PL 73 1111 1111 1111 1111 1111 1111',
          overpayment: '10.05',
          address: { street: 'ul. Polna', building: '1', flat: '2', postalCode: '00-001', city: 'Łódź' },
          correspondenceAddress: { line1: 'Skrytka 5', line2: '10115 Berlin', country: 'DE' },
        }),
      ],
    });
    expect(await one('SELECT * FROM customers')).toMatchObject({
      id: keyOf('K1'),
      number: 'K1',
      kind: 'COMPANY',
      name: 'Zażółć & Synowie "Gęś"',
      taxId: '5260001246',
      bankAccount: '73111111111111111111111111',
      addressLine1: 'ul. Polna 1/2',
      addressLine2: '00-001 Łódź',
      addressCountry: 'PL',
      correspondenceLine2: '10115 Berlin',
      correspondenceCountry: 'DE',
    });
    expect(Number((await one('SELECT overpayment FROM customers')).overpayment)).toBe(1005);
    const emails = await db.current.database.query(
      'SELECT email, written, position FROM customer_emails ORDER BY position',
    );
    expect(emails).toEqual([
      { email: 'biuro@example.pl', written: 'Biuro@Example.PL', position: 0 },
      { email: 'drugi@example.pl', written: 'drugi@example.pl', position: 1 },
    ]);
  });

  it('keeps every field of a point', async () => {
    const more = {
      meterNumber: '99999999',
      tariff: 'G12w',
      distributor: 'Sieć Północ',
      contractedPowerKw: 12.5,
      contractFrom: '2024-02-29',
      contractTo: null,
      producer: true,
      previousCode: 'PL0037',
    };
    await take({ [C]: [customer('K1')], [P]: [point('K1', PPE, more)] });
    expect(await one('SELECT * FROM consumption_points')).toMatchObject({
      ppe: PPE,
      meterNumber: '99999999',
      tariff: 'G12w',
      contractedPowerW: 12500,
      contractFrom: '2024-02-29',
      contractTo: null,
      producer: 1,
      previousCode: 'PL0037',
    });
  });

  it('keeps every field of an invoice', async () => {
    const reading = {
      meterNumber: '99999999',
      zone: 'dzienna',
      from: '2026-01-01',
      to: '2026-01-31',
      previous: 1000,
      current: '1020.5',
      usedKwh: 20.5,
      method: 'zdalny',
    };
    const line = {
      position: 1,
      name: 'Energia',
      quantity: 20.5,
      unit: 'kWh',
      unitPrice: '0.4952',
      net: '-100.00',
      vatRate: 23,
      group: 'Sprzedaż',
    };
    await take({
      [C]: [customer('K1')],
      [I]: [invoice('K1', 'FV/1', { corrects: ['FV/0', 'FV/00'], lines: [line], readings: [reading] })],
    });
    const content = await one('SELECT `lines`, details, readings FROM invoice_contents');
    expect(JSON.parse(content.lines)).toEqual([{ ...line, quantity: '20.5', net: -10000, vatRate: '23' }]);
    const { usedKwh, ...rest } = reading;
    expect(JSON.parse(content.readings)).toEqual([{ ...rest, previous: '1000', usedWh: usedKwh * 1000 }]);
    expect(await one('SELECT number, kind, issueDate, dueDate, searchText FROM invoices')).toEqual({
      number: 'FV/1',
      kind: 'SETTLEMENT',
      issueDate: '2026-01-10',
      dueDate: '2026-01-24',
      searchText: 'fv/1 123,00 123.00',
    });
    const corrected = 'SELECT correctedId FROM invoice_corrections ORDER BY position';
    expect(await db.current.database.query(corrected)).toEqual([
      { correctedId: keyOf('FV/0') },
      { correctedId: keyOf('FV/00') },
    ]);
  });

  it('a record replaces the one with the same key, whole', async () => {
    const full = invoice('K1', 'F1', {
      periodFrom: '2026-01-01',
      corrects: 'F0',
      readings: [
        {
          meterNumber: '1',
          zone: 'z',
          from: '2026-01-01',
          to: '2026-01-31',
          previous: '1',
          current: '2',
          usedKwh: 1,
          method: 'm',
        },
      ],
    });
    await take({ [C]: [customer('K1', { phone: '600', emails: ['a@b.pl', 'c@d.pl'] })], [I]: [full] });
    const { summary } = await take({
      [C]: [customer('K1', { emails: ['c@d.pl'] })],
      [I]: [invoice('K1', 'F1', { dueDate: null, points: [], lines: [] })],
    });
    expect(summary).toMatchObject({ taken: 2, unchanged: 0 });
    expect((await one('SELECT phone FROM customers')).phone).toBeNull();
    expect(await count('customer_emails')).toBe(1);
    expect(await one('SELECT dueDate, periodFrom FROM invoices')).toEqual({
      dueDate: null,
      periodFrom: null,
    });
    expect(await one('SELECT `lines`, readings FROM invoice_contents')).toEqual({
      lines: '[]',
      readings: '[]',
    });
    expect(await count('invoice_points')).toBe(0);
    expect(await count('invoice_corrections')).toBe(0);
  });

  it('an equal one is silent, in whatever order its fields stand', async () => {
    await take({ [C]: [customer('K1', { taxId: '1' })], [I]: [invoice('K1', 'F1')] });
    const before = await contents(db.current.database);
    const backwards = Object.fromEntries(Object.entries(invoice('K1', 'F1')).reverse());
    const { summary, lines } = await take({ [C]: [customer('K1', { taxId: '1' })], [I]: [backwards] });
    expect({ summary, lines }).toEqual({
      summary: { taken: 0, unchanged: 2, refused: 0, warnings: 0 },
      lines: [],
    });
    expect({ ...(await contents(db.current.database)), feeds: [] }).toEqual({ ...before, feeds: [] });
  });

  it('a document belongs to its customer: the same number under another customer is another document', async () => {
    await take({
      [C]: [customer('K1'), customer('K2')],
      [I]: [invoice('K1', 'F1'), invoice('K2', 'F1', { gross: '5.00' })],
    });
    expect(await count('invoices')).toBe(2);
    await take({ [I]: [invoice('K2', 'F1', { gross: '6.00' })] });
    const rows = await db.current.database.query<{ customerId: string; gross: unknown }>(
      'SELECT customerId, gross FROM invoices',
    );
    expect(Object.fromEntries(rows.map((r) => [r.customerId, Number(r.gross)]))).toEqual({
      [keyOf('K1')]: 12300,
      [keyOf('K2')]: 600,
    });
  });

  it('nothing ever moves between customers: a point under a second customer is that one’s own', async () => {
    await take({ [C]: [customer('K1'), customer('K2')], [P]: [point('K1'), point('K2')] });
    expect(await count('consumption_points')).toBe(2);
  });

  it('a record for no such customer is refused alone, and the rest goes in', async () => {
    const { code, refused, summary } = await take({
      [C]: [customer('K1')],
      [P]: [point('K9'), point('K1')],
      [I]: [invoice('K9', 'F1'), invoice('K1', 'F2')],
    });
    expect(code).toBe(3);
    expect(summary).toMatchObject({ taken: 3, refused: 2 });
    expect(refused.map((r) => [r.file, r.line, r.field, r.value])).toEqual([
      [P, 1, 'customerNumber', 'K9'],
      [I, 1, 'customerNumber', 'K9'],
    ]);
  });

  it('of two lines with the same key in one file the first is kept', async () => {
    const { refused } = await take({
      [C]: [customer('K1', { name: 'first' }), customer('K1', { name: 'second' })],
      [P]: [point('K1', PPE, { tariff: 'G11' }), point('K1', PPE, { tariff: 'G12' })],
      [I]: [invoice('K1', 'F1', { gross: '1.00' }), invoice('K1', 'F1', { gross: '2.00' })],
    });
    expect(refused.map((r) => [r.file, r.line])).toEqual([
      [C, 2],
      [P, 2],
      [I, 2],
    ]);
    expect((await one('SELECT name FROM customers')).name).toBe('first');
    expect((await one('SELECT tariff FROM consumption_points')).tariff).toBe('G11');
    expect(Number((await one('SELECT gross FROM invoices')).gross)).toBe(100);
  });

  it('a formal fault alone is a warning and takes the record as it is', async () => {
    const { code, warnings, summary } = await take({
      [C]: [
        customer('K1', { taxId: '44051401358', bankAccount: '123', emails: ['not an address', 'ok@b.pl'] }),
      ],
      [P]: [point('K1', '590000000000000007')],
      [I]: [invoice('K1', 'F1', { points: ['590000000000000007'] })],
      'ksef/a.xml': invoiceXml({ customerNumber: 'K1', number: 'X1' }),
      'ksef/index.ndjson': [{ file: 'a.xml', ksefNumber: '5265877635-20250826-0100001AF629-00' }],
    });
    expect(code).toBe(0);
    expect(summary).toMatchObject({ taken: 4, refused: 0, warnings: warnings.length });
    expect(warnings.map((w) => w.field)).toEqual(
      expect.arrayContaining(['taxId', 'bankAccount', 'emails', 'ppe', 'ksefNumber']),
    );
    expect(warnings.find((w) => w.field === 'taxId')?.value).toBe('440*****358');
    expect(await one('SELECT taxId, bankAccount FROM customers')).toEqual({
      taxId: '44051401358',
      bankAccount: '123',
    });
    expect(await one('SELECT ksefNumber FROM invoices WHERE id = ?', keyOf('X1'))).toEqual({
      ksefNumber: '5265877635-20250826-0100001AF629-00',
    });
  });

  it('a span of days that ends before it begins is a warning', async () => {
    const back = { from: '2026-02-01', to: '2026-01-31' };
    const reading = {
      meterNumber: '1',
      zone: 'całodobowa',
      previous: '1',
      current: '2',
      usedKwh: 1,
      method: 'zdalny',
    };
    const { code, warnings } = await take({
      [C]: [customer('K1')],
      [P]: [
        point('K1', PPE, { contractFrom: '2026-02-01', contractTo: '2026-01-31' }),
        point('K1', '590000000000000020', { contractFrom: '2026-01-31', contractTo: '2026-01-31' }),
      ],
      [I]: [
        invoice('K1', 'F1', {
          periodFrom: '2026-02-01',
          periodTo: '2026-01-31',
          readings: [
            { ...reading, from: '2026-01-01', to: '2026-01-31' },
            { ...reading, ...back },
          ],
        }),
      ],
      'ksef/a.xml': invoiceXml({ customerNumber: 'K1', number: 'X1', period: ['2026-02-01', '2026-01-31'] }),
    });
    expect(code).toBe(0);
    expect(warnings.map(({ file, field, value }) => [file, field, value])).toEqual([
      ['ksef/a.xml', 'P_6_Do', '2026-01-31'],
      [P, 'contractTo', '2026-01-31'],
      [I, 'periodTo', '2026-01-31'],
      [I, 'readings.1.to', '2026-01-31'],
    ]);
    expect(warnings[1]!.reason).toBe('This day is before 2026-02-01, which contractFrom says.');
  });

  it('checks consents, and says which booked payment it does not know', async () => {
    const consents = [{ kind: 'PROFILING', granted: true, at: '2026-01-01T10:00:00+01:00', source: 'umowa' }];
    const { code, warnings } = await take({
      [C]: [customer('K1', { consents })],
      [I]: [invoice('K1', 'F1')],
      'settlements.ndjson': [{ invoiceNumber: 'F1', outstanding: '1.00', bookedPayments: ['A1'] }],
    });
    expect(code).toBe(0);
    expect(warnings.map((w) => w.field)).toEqual(['bookedPayments']);
    const wrong = await take({ [C]: [customer('K1', { consents: [{ ...consents[0], kind: 'SPAM' }] })] });
    expect(wrong.refused[0]).toMatchObject({ field: 'consents.0.kind', value: 'SPAM' });
  });

  it('takes the retailer’s documents with the files beside them', async () => {
    const record = {
      id: 'terms',
      title: 'Regulamin',
      version: '2026-1',
      validFrom: '2026-01-01',
      file: 'terms.html',
    };
    const files = { 'documents.ndjson': [record], 'documents/terms.html': '<!doctype html><p>Zażółć</p>' };
    expect((await take(files)).summary).toMatchObject({ taken: 1 });
    expect((await take(files)).summary).toMatchObject({ taken: 0, unchanged: 1 });
    const stored = await one('SELECT title, validFrom, bytes FROM document_versions');
    expect(stored).toMatchObject({ title: 'Regulamin', validFrom: '2026-01-01' });
    expect(stored.bytes.toString()).toContain('Zażółć');
    const missing = await take({
      'documents.ndjson': [{ ...record, version: '2', file: '../../etc/passwd' }],
    });
    expect(missing.refused[0]).toMatchObject({ field: 'file', value: '../../etc/passwd' });
  });
});
