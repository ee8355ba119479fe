import { ENGINES } from '../testing';
import { invoiceXml } from './fa3/testing';
import { customer, feedDatabase, importFeed, invoice, outstanding } from './testing';

const I = 'invoices.ndjson';
const S = 'settlements.ndjson';
const PAID = '<Platnosc><Zaplacono>1</Zaplacono><DataZaplaty>2026-02-02</DataZaplaty></Platnosc>';
const TO_PAY =
  '<Rozliczenie><Odliczenia><Kwota>23.00</Kwota><Powod>Nadpłata</Powod></Odliczenia><SumaOdliczen>23.00</SumaOdliczen><DoZaplaty>100.00</DoZaplaty></Rozliczenie>';

describe.each(ENGINES)('what is outstanding, on %s', (engine) => {
  const db = feedDatabase(engine);
  const take = (files: Parameters<typeof importFeed>[1]) => importFeed(db.current, files);
  const owed = (number: string, who = 'K1') => outstanding(db.current, who, number);
  const xml = (more: Parameters<typeof invoiceXml>[0]) =>
    invoiceXml({ customerNumber: 'K1', number: 'X1', gross: '123.00', ...more });

  beforeEach(() => take({ 'customers.ndjson': [customer('K1'), customer('K2')] }));

  it('for a document first seen: the record’s own, else gross', async () => {
    await take({ [I]: [invoice('K1', 'F1', { outstanding: '7.50' }), invoice('K1', 'F2')] });
    expect([await owed('F1'), await owed('F2')]).toEqual([750, 12300]);
  });

  it('for a document first seen: ksef/index.ndjson, else 0 when the XML says Zaplacono = 1, else DoZaplaty, else gross', async () => {
    await take({
      'ksef/1.xml': xml({ number: 'X1', payment: PAID, settlement: TO_PAY }),
      'ksef/2.xml': xml({ number: 'X2', payment: PAID, settlement: TO_PAY }),
      'ksef/3.xml': xml({ number: 'X3', settlement: TO_PAY }),
      'ksef/4.xml': xml({ number: 'X4' }),
      'ksef/index.ndjson': [{ file: '1.xml', outstanding: '55.55' }],
    });
    expect([await owed('X1'), await owed('X2'), await owed('X3'), await owed('X4')]).toEqual([
      5555, 0, 10000, 12300,
    ]);
  });

  it('a correction that lowers the sum starts as a credit', async () => {
    await take({
      [I]: [invoice('K1', 'C1', { kind: 'CORRECTION', net: '-10.00', vat: '-2.30', gross: '-12.30' })],
      'ksef/1.xml': xml({
        number: 'C2',
        kind: 'KOR',
        gross: '-5.5',
        totals: { P_13_1: '-4.47', P_14_1: '-1.03' },
        correction:
          '<DaneFaKorygowanej><DataWystFaKorygowanej>2026-01-01</DataWystFaKorygowanej><NrFaKorygowanej>F0</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>',
      }),
    });
    expect([await owed('C1'), await owed('C2')]).toEqual([-1230, -550]);
  });

  it('a record without outstanding never resets what settlements set later', async () => {
    await take({ [I]: [invoice('K1', 'F1')], 'ksef/1.xml': xml({ settlement: TO_PAY }) });
    await take({
      [S]: [
        { invoiceNumber: 'F1', outstanding: '0.00' },
        { invoiceNumber: 'X1', outstanding: '1.00' },
      ],
    });
    await take({
      [I]: [invoice('K1', 'F1', { gross: '200.00' })],
      'ksef/1.xml': xml({ settlement: TO_PAY, name: 'Inna Nazwa' }),
    });
    expect([await owed('F1'), await owed('X1')]).toEqual([0, 100]);
  });

  it('a record that says outstanding holds, also after settlements', async () => {
    await take({ [I]: [invoice('K1', 'F1', { outstanding: '123.00' })], 'ksef/1.xml': xml({}) });
    await take({
      [S]: [
        { invoiceNumber: 'F1', outstanding: '0.00' },
        { invoiceNumber: 'X1', outstanding: '0.00' },
      ],
    });
    const bounced = await take({
      [I]: [invoice('K1', 'F1', { outstanding: '123.00' })],
      'ksef/1.xml': xml({}),
      'ksef/index.ndjson': [{ file: '1.xml', outstanding: '9.00' }],
    });
    expect(bounced.summary).toMatchObject({ taken: 2, unchanged: 0 });
    expect([await owed('F1'), await owed('X1')]).toEqual([12300, 900]);
  });

  it('the same feed twice changes nothing, though its settlements speak after its invoices', async () => {
    const feed = {
      [I]: [invoice('K1', 'F1', { outstanding: '123.00' })],
      [S]: [{ invoiceNumber: 'F1', outstanding: '3.00' }],
    };
    await take(feed);
    expect((await take(feed)).summary).toEqual({ taken: 0, unchanged: 2, refused: 0, warnings: 0 });
    expect(await owed('F1')).toBe(300);
  });

  it('no dueDate: never overdue', async () => {
    await take({ [I]: [invoice('K1', 'F1', { dueDate: null })] });
    const [found] = await db.current.database.query("SELECT dueDate FROM invoices WHERE number = 'F1'");
    expect(found).toEqual({ dueDate: null });
  });

  it('settlements: without customerNumber a number that two customers have is refused', async () => {
    await take({ [I]: [invoice('K1', 'F1'), invoice('K2', 'F1')] });
    const { code, refused } = await take({
      [S]: [
        { invoiceNumber: 'F1', outstanding: '0.00' },
        { invoiceNumber: 'F1', customerNumber: 'K2', outstanding: '1.00' },
        { invoiceNumber: 'F9', outstanding: '0.00' },
        { invoiceNumber: 'F1', customerNumber: 'K9', outstanding: '0.00' },
      ],
    });
    expect(code).toBe(3);
    expect(refused.map((r) => r.line)).toEqual([1, 3, 4]);
    expect(refused[0]!.reason).toContain('2 customers');
    expect([await owed('F1'), await owed('F1', 'K2')]).toEqual([12300, 100]);
  });

  it('settlements: of two lines for one document the later counts, and an equal one is silent', async () => {
    await take({ [I]: [invoice('K1', 'F1')] });
    const line = (amount: string) => ({ invoiceNumber: ' F1 ', outstanding: amount });
    expect((await take({ [S]: [line('5.00'), line('4.00')] })).summary).toMatchObject({ taken: 2 });
    expect(await owed('F1')).toBe(400);
    expect((await take({ [S]: [line('4.00')] })).summary).toMatchObject({ taken: 0, unchanged: 1 });
  });

  it.each(['-0.00', '0', '0.0', '1000000000000.00', '-1000000000000.00'])(
    'takes the amount %s',
    async (amount) => {
      await take({ [I]: [invoice('K1', 'F1', { outstanding: amount })] });
      expect(await owed('F1')).toBe(Number(amount) * 100 + 0);
    },
  );

  it.each([
    '1 234,56',
    '-0,00',
    '\u22125.00',
    '1e5',
    '1.234',
    '',
    'NaN',
    '99999999999999999.00',
    53.63,
    null,
    {},
  ])('refuses the amount %j, and no wrong sum is kept', async (amount) => {
    const { code, refused } = await take({ [I]: [invoice('K1', 'F1', { gross: amount })] });
    expect(code).toBe(3);
    expect(refused).toMatchObject([{ file: I, line: 1, field: 'gross' }]);
  });
});
