import { ENGINES } from '../../../testing/database';
import { invoiceXml } from '../../../testing/fa3';
import { customer, feedDatabase, importFeed, invoice, outstanding } from '../../../testing/feed';

const parts = (name: string, ...amounts: string[]) =>
  amounts.map((amount) => `<${name}><Kwota>${amount}</Kwota><Powod>Powód</Powod></${name}>`).join('');
const settled = (inner: string) => `<Rozliczenie>${inner}</Rozliczenie>`;
const advances = (...amounts: string[]) =>
  amounts
    .map((amount) => `<ZaliczkaCzesciowa><P_6Z>2026-01-05</P_6Z><P_15Z>${amount}</P_15Z></ZaliczkaCzesciowa>`)
    .join('');
const partlyPaid = (mark: '1' | '2', ...amounts: string[]) =>
  `<Platnosc><ZnacznikZaplatyCzesciowej>${mark}</ZnacznikZaplatyCzesciowej>${amounts
    .map(
      (amount) =>
        `<ZaplataCzesciowa><KwotaZaplatyCzesciowej>${amount}</KwotaZaplatyCzesciowej><DataZaplatyCzesciowej>2026-01-20</DataZaplatyCzesciowej></ZaplataCzesciowa>`,
    )
    .join('')}</Platnosc>`;

const I = 'invoices.ndjson';
const S = 'settlements.ndjson';
const CORRECTING =
  '<DaneFaKorygowanej><DataWystFaKorygowanej>2026-01-01</DataWystFaKorygowanej><NrFaKorygowanej>F0</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>';
const PAID = '<Platnosc><Zaplacono>1</Zaplacono><DataZaplaty>2026-02-02</DataZaplaty></Platnosc>';
const TO_PAY =
  '<Rozliczenie><Odliczenia><Kwota>23.00</Kwota><Powod>Nadpłata</Powod></Odliczenia><SumaOdliczen>23.00</SumaOdliczen><DoZaplaty>100.00</DoZaplaty></Rozliczenie>';
const LOWERED = { gross: '-100.00', totals: { P_13_1: '-81.30', P_14_1: '-18.70' }, correction: CORRECTING };

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
        correction: CORRECTING,
      }),
    });
    expect([await owed('C1'), await owed('C2')]).toEqual([-1230, -550]);
  });

  type Xml = Parameters<typeof invoiceXml>[0];
  it.each<[says: string, xml: Xml, grosze: number]>([
    ['paid in parts, the last of them', { payment: partlyPaid('2', '100.00', '23.00') }, 0],
    ['paid in parts, though they do not add up', { payment: partlyPaid('2', '100.00') }, 0],
    ['paid in part', { payment: partlyPaid('1', '60.00', '40.00') }, 2300],
    ['paid in parts that are more than it asks for', { payment: partlyPaid('1', '100.00', '73.00') }, -5000],
    [
      'overpaid, to be settled',
      { settlement: settled(`${parts('Odliczenia', '173.00')}<DoRozliczenia>50.00</DoRozliczenia>`) },
      -5000,
    ],
    ['nothing to pay', { settlement: settled(`${parts('Odliczenia', '123')}<DoZaplaty>0</DoZaplaty>`) }, 0],
    ['deductions without their result', { settlement: settled(parts('Odliczenia', '100.00', '3')) }, 2000],
    ['deductions above its sum', { settlement: settled(parts('Odliczenia', '173.00')) }, -5000],
    ['charges without their result', { settlement: settled(parts('Obciazenia', '7.5', '0.50')) }, 13100],
    [
      'charges and deductions',
      { settlement: settled(parts('Obciazenia', '10.00') + parts('Odliczenia', '100.00')) },
      3300,
    ],
    [
      'only what charges and deductions come to',
      {
        settlement: settled('<SumaObciazen>10.00</SumaObciazen><SumaOdliczen>100.00</SumaOdliczen>'),
      },
      3300,
    ],
    ['parts received before', { advances: advances('60.00', '40') }, 2300],
    ['parts received before, of a last invoice', { kind: 'ROZ', advances: advances('100.00') }, 2300],
    ['all of an advance received', { kind: 'ZAL', advances: advances('100.00', '23.00') }, 0],
    ['an advance to pay', { kind: 'ZAL' }, 12300],
    [
      'parts received before, and deductions',
      { advances: advances('20.00'), settlement: settled(parts('Odliczenia', '3.00')) },
      10000,
    ],
    [
      'what is to pay, whatever was received before, and a part of it paid',
      { advances: advances('23.00'), settlement: TO_PAY, payment: partlyPaid('1', '40.00') },
      6000,
    ],
    ['a correction that lowers the sum', { kind: 'KOR', ...LOWERED }, -10000],
    ['a correction that raises it', { kind: 'KOR', correction: CORRECTING, gross: '5.00' }, 500],
    ['a correction given back already', { kind: 'KOR', ...LOWERED, payment: PAID }, 0],
    [
      'a correction given back in parts',
      { kind: 'KOR', ...LOWERED, payment: partlyPaid('2', '-60', '-40') },
      0,
    ],
    ['a correction given back in part', { kind: 'KOR', ...LOWERED, payment: partlyPaid('1', '-40') }, -6000],
    [
      'a correction to be settled',
      { kind: 'KOR', ...LOWERED, settlement: settled('<DoRozliczenia>100.00</DoRozliczenia>') },
      -10000,
    ],
    ['a correction of a last invoice', { kind: 'KOR_ROZ', ...LOWERED, advances: advances('-30.00') }, -7000],
    ['a correction of an advance', { kind: 'KOR_ZAL', ...LOWERED, advances: advances('-100.00') }, 0],
    ['a simplified invoice, paid in part', { kind: 'UPR', payment: partlyPaid('1', '100.00') }, 2300],
  ])('for a document first seen, what the XML says in whichever of its ways: %s', async (_, said, grosze) => {
    expect(await take({ 'ksef/1.xml': xml(said) })).toMatchObject({ code: 0, refused: [] });
    expect(await owed('X1')).toBe(grosze);
  });

  it('an index line that says outstanding holds, also against a record of the same document in the same feed', async () => {
    const feed = {
      'ksef/1.xml': xml({ payment: partlyPaid('1', '100.00') }),
      'ksef/index.ndjson': [{ file: '1.xml', outstanding: '5.00' }],
      [I]: [invoice('K1', 'X1', { outstanding: '7.00' })],
    };
    await take(feed);
    expect(await owed('X1')).toBe(500);
    await take({ [S]: [{ invoiceNumber: 'X1', outstanding: '1.00' }] });
    await take({ [I]: [invoice('K1', 'X1', { outstanding: '7.00' })] });
    expect(await owed('X1')).toBe(700);
  });

  it('what the XML says is paid does not come back with a record that says nothing of it', async () => {
    const both = { 'ksef/1.xml': xml({ payment: PAID }), [I]: [invoice('K1', 'X1')] };
    await take(both);
    await take(both);
    expect(await owed('X1')).toBe(0);
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
