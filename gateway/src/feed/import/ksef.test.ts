import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { block, invoiceXml, table } from '../../../testing/fa3';
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

const EXAMPLES = path.resolve(__dirname, '../../../../../shared/ksef/examples');

const attachment = (meter = '777', tariff = 'G11') =>
  `<Zalacznik>${block(
    [
      ['Miejsce poboru energii', 'ul. Polna 1, 00-001 Warszawa'],
      ['Kod PPE', PPE],
      ['Grupa taryfowa', tariff],
      ['Za okres od', '2026-01-01'],
    ],
    table({
      header: [
        'Licznik/Strefa',
        'Data',
        'Wskazanie bieżące',
        'Wskazanie poprzednie',
        'Ilość',
        'Sposób odczytu',
      ],
      rows: [[`Licznik nr ${meter}`], ['całodobowa', '2026-01-31', '1020', '1000', '20', 'Fizyczny']],
    }),
  )}</Zalacznik>`;

const correcting = (...numbers: string[]) =>
  numbers
    .map(
      (number) =>
        `<DaneFaKorygowanej><DataWystFaKorygowanej>2026-01-01</DataWystFaKorygowanej><NrFaKorygowanej>${number}</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>`,
    )
    .join('');

describe.each(ENGINES)('structured invoices FA(3) on %s', (engine) => {
  const db = feedDatabase(engine);
  const take = (files: Parameters<typeof importFeed>[1]) => importFeed(db.current, files);
  const one = (sql: string, ...parameters: unknown[]) => row(db.current, sql, ...parameters);
  const rows = (sql: string) => db.current.database.query(sql);

  it('a folder holding nothing but FA(3) files is a complete feed: customer, point, document, readings appear', async () => {
    const xml = invoiceXml({
      customerNumber: 'K1',
      contacts: [{ email: 'A@b.pl', phone: '600' }, { email: 'c@d.pl' }],
      attachment: attachment(),
      payment:
        '<Platnosc><RachunekBankowy><NrRB>73111111111111111111111111</NrRB></RachunekBankowy></Platnosc>',
    });
    expect((await take({ 'ksef/a.xml': xml })).summary).toMatchObject({ taken: 1, refused: 0 });
    expect(await one('SELECT * FROM customers')).toMatchObject({
      number: 'K1',
      kind: 'COMPANY',
      taxId: '5262483798',
      bankAccount: '73111111111111111111111111',
      phone: '600',
      addressLine1: 'ul. Polna 1',
      addressLine2: '00-001 Warszawa',
      described: 0,
    });
    expect(await rows('SELECT email FROM customer_emails ORDER BY position')).toEqual([
      { email: 'a@b.pl' },
      { email: 'c@d.pl' },
    ]);
    expect(await one('SELECT ppe, tariff, meterNumber, described FROM consumption_points')).toEqual({
      ppe: PPE,
      tariff: 'G11',
      meterNumber: '777',
      described: 0,
    });
    expect(await rows('SELECT pointId FROM invoice_points')).toEqual([{ pointId: keyOf(PPE) }]);
    const { readings, details } = await one('SELECT readings, details FROM invoice_contents');
    expect(JSON.parse(readings)).toMatchObject([
      { meterNumber: '777', from: '2026-01-01', to: '2026-01-31', usedWh: 20000 },
    ]);
    expect(JSON.parse(details).length).toBeGreaterThan(0);
  });

  it('the file’s bytes are kept', async () => {
    const bytes = Buffer.from(invoiceXml({ customerNumber: 'K1' }));
    await take({ 'ksef/a.xml': bytes });
    const source = await one('SELECT sha256, sellerNip, xml FROM invoice_sources');
    expect(gunzipSync(source.xml).equals(bytes)).toBe(true);
    expect(source.sha256).toBe(createHash('sha256').update(bytes).digest('base64url'));
    expect(source.sellerNip).toBe('5851351185');
  });

  it('a customer is NrKlienta, else the NIP; without a NIP a PERSON with no tax id', async () => {
    await take({
      'ksef/a.xml': invoiceXml({ number: 'A', customerNumber: 'K1' }),
      'ksef/b.xml': invoiceXml({ number: 'B' }),
      'ksef/c.xml': invoiceXml({ number: 'C', nip: null, customerNumber: 'K3' }),
    });
    expect(await rows('SELECT number, kind, taxId FROM customers ORDER BY number')).toEqual([
      { number: '5262483798', kind: 'COMPANY', taxId: '5262483798' },
      { number: 'K1', kind: 'COMPANY', taxId: '5262483798' },
      { number: 'K3', kind: 'PERSON', taxId: null },
    ]);
    await take({ 'customers.ndjson': [customer('K3')] });
    expect(await one("SELECT taxId FROM customers WHERE number = 'K3'")).toEqual({ taxId: '44051401359' });
  });

  it('with neither the file is refused unless index.ndjson names the customer', async () => {
    const files = { 'ksef/a.xml': invoiceXml({ nip: null }) };
    const { code, refused } = await take(files);
    expect(code).toBe(3);
    expect(refused).toMatchObject([{ file: 'ksef/a.xml', line: null }]);
    const named = await take({ ...files, 'ksef/index.ndjson': [{ file: 'a.xml', customerNumber: 'K7' }] });
    expect(named.code).toBe(0);
    expect(await rows('SELECT number, kind, taxId FROM customers')).toEqual([
      { number: 'K7', kind: 'PERSON', taxId: null },
    ]);
  });

  it('kinds: VAT, UPR, ROZ → SETTLEMENT; ZAL → FORECAST; KOR → CORRECTION; index.ndjson may say otherwise', async () => {
    const xml = (number: string, kind: string) =>
      invoiceXml({ number, kind, customerNumber: 'K1', correction: kind === 'KOR' ? correcting('F0') : '' });
    await take({
      'ksef/a.xml': xml('A', 'VAT'),
      'ksef/b.xml': xml('B', 'UPR'),
      'ksef/c.xml': xml('C', 'ZAL'),
      'ksef/d.xml': xml('D', 'KOR'),
      'ksef/e.xml': xml('E', 'VAT'),
      'ksef/index.ndjson': [{ file: 'e.xml', kind: 'FINAL' }],
    });
    expect(
      (await rows('SELECT kind FROM invoices ORDER BY number')).map((r) => (r as { kind: string }).kind),
    ).toEqual(['SETTLEMENT', 'SETTLEMENT', 'FORECAST', 'CORRECTION', 'FINAL']);
  });

  it.each(['XML first', 'NDJSON first', 'together'])(
    'once an NDJSON record described a customer or point, XML never changes it: %s',
    async (order) => {
      const described = { 'customers.ndjson': [customer('K1')], 'consumption-points.ndjson': [point('K1')] };
      const xml = {
        'ksef/a.xml': invoiceXml({ customerNumber: 'K1', name: 'Z XML', attachment: attachment() }),
      };
      if (order === 'together') await take({ ...described, ...xml });
      else
        for (const feed of order === 'XML first' ? [xml, described, xml] : [described, xml]) await take(feed);
      expect(await one('SELECT name, taxId, described FROM customers')).toEqual({
        name: 'Klient K1',
        taxId: '44051401359',
        described: 1,
      });
      expect(await rows('SELECT email FROM customer_emails')).toEqual([{ email: 'k1@example.pl' }]);
      expect(await one('SELECT addressLine1, tariff FROM consumption_points')).toEqual({
        addressLine1: 'ul. Długa 2',
        tariff: null,
      });
    },
  );

  it('of several XML documents the newest describes the customer and the point, in whatever order they come', async () => {
    const old = invoiceXml({
      number: 'A',
      customerNumber: 'K1',
      name: 'Stara',
      attachment: attachment('1', 'G11'),
    });
    const recent = invoiceXml({
      number: 'B',
      customerNumber: 'K1',
      name: 'Nowa',
      attachment: attachment('2', 'G12'),
    });
    const files = [old.replace('<P_1>2026-02-01', '<P_1>2025-02-01'), recent];
    for (const order of [files, [...files].reverse()]) {
      for (const xml of order) await take({ 'ksef/a.xml': xml });
      expect((await one('SELECT name FROM customers')).name).toBe('Nowa');
      expect(await one('SELECT tariff, meterNumber FROM consumption_points')).toEqual({
        tariff: 'G12',
        meterNumber: '2',
      });
    }
  });

  it('corrections link by number to what they correct, there can be several, whichever arrives first', async () => {
    await take({
      'ksef/a.xml': invoiceXml({
        number: 'C1',
        kind: 'KOR',
        customerNumber: 'K1',
        correction: correcting('F1', 'F2'),
      }),
    });
    await take({
      'customers.ndjson': [customer('K1')],
      'invoices.ndjson': [invoice('K1', 'F1'), invoice('K1', 'F2')],
    });
    const tied =
      'SELECT i.number FROM invoice_corrections c JOIN invoices i ON i.customerId = c.customerId AND i.id = c.correctedId ORDER BY c.position';
    expect(await rows(tied)).toEqual([{ number: 'F1' }, { number: 'F2' }]);
  });

  it('files are taken in order of their names, and twice changes nothing', async () => {
    const files = {
      'ksef/b.xml': invoiceXml({ customerNumber: 'K1', gross: '2.00' }),
      'ksef/a.xml': invoiceXml({ customerNumber: 'K1', gross: '1.00' }),
    };
    await take(files);
    expect(Number((await one('SELECT gross FROM invoices')).gross)).toBe(200);
    const before = await contents(db.current.database);
    expect((await take(files)).summary).toMatchObject({ taken: 0, unchanged: 2 });
    expect({ ...(await contents(db.current.database)), feeds: [] }).toEqual({ ...before, feeds: [] });
  });

  it('an XML that fails its schema, another currency or a DOCTYPE is refused alone, and the rest goes in', async () => {
    const good = invoiceXml({ customerNumber: 'K1' });
    const { code, refused, summary } = await take({
      'ksef/a.xml': good.replace('<P_1>2026-02-01</P_1>', ''),
      'ksef/b.xml': invoiceXml({ customerNumber: 'K1', number: 'E', currency: 'EUR' }),
      'ksef/c.xml': good.replace('<Faktura', '<!DOCTYPE x [<!ENTITY a "b">]><Faktura'),
      'ksef/d.xml': '',
      'ksef/e.xml': Buffer.from(good.replace('Jan', 'Łukasz'), 'latin1'),
      'ksef/f.xml': good.slice(0, 1000),
      'ksef/g.xml': good,
    });
    expect(code).toBe(3);
    expect(refused.map((r) => r.file).sort()).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((n) => `ksef/${n}.xml`),
    );
    expect(summary).toMatchObject({ taken: 1, refused: 6 });
  });

  it('a line of index.ndjson for a file that is not there is a warning', async () => {
    const { code, warnings } = await take({
      'ksef/a.xml': invoiceXml({ customerNumber: 'K1' }),
      'ksef/index.ndjson': [{ file: 'b.xml', outstanding: '1.00' }],
    });
    expect(code).toBe(0);
    expect(warnings).toMatchObject([{ file: 'ksef/index.ndjson', line: 1, field: 'file', value: 'b.xml' }]);
  });

  // The examples of the ministry are not part of the repository.
  const files = () =>
    Object.fromEntries(readdirSync(EXAMPLES).map((f) => [`ksef/${f}`, readFileSync(path.join(EXAMPLES, f))]));

  (existsSync(EXAMPLES) ? it : it.skip)(
    'takes the invoice for energy and the sale with its correction: two customers, tied together',
    async () => {
      const { code, summary } = await take(files());
      expect({ code, summary }).toMatchObject({ code: 0, summary: { taken: 4, refused: 0 } });
      const energy = await one("SELECT * FROM invoices WHERE number = 'FV2026/02/150'");
      expect(energy).toMatchObject({ customerId: keyOf('99999999'), dueDate: '2026-03-15' });
      expect(
        [energy.net, energy.vat, energy.gross, energy.outstanding, energy.previousYearWh].map(Number),
      ).toEqual([4360, 1003, 5363, 5363, 118000]);
      const { readings } = await one('SELECT readings FROM invoice_contents WHERE invoiceId = ?', energy.id);
      expect(JSON.parse(readings)).toMatchObject([{ previous: '1000', current: '1020', usedWh: 20000 }]);
      expect(await one('SELECT tariff, customerId FROM consumption_points')).toEqual({
        tariff: 'G11',
        customerId: keyOf('99999999'),
      });
      const tied = await rows(
        'SELECT o.number, c.number AS correction, c.customerId = o.customerId AS same FROM invoice_corrections t JOIN invoices c ON c.customerId = t.customerId AND c.id = t.invoiceId JOIN invoices o ON o.customerId = t.customerId AND o.id = t.correctedId',
      );
      expect(tied).toEqual([{ number: 'FV2026/02/150', correction: 'FK2026/03/200', same: 1 }]);
      expect((await take(files())).summary).toMatchObject({ taken: 0, unchanged: 4 });
    },
  );
});
