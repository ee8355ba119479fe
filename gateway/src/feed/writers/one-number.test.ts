import { keyOf } from '../../database/columns';
import { ENGINES, type TestDatabase } from '../../../testing/database';
import { startApi, type Api } from '../../../testing/api';
import { invoiceXml } from '../../../testing/fa3';
import { customer, importFeed, invoice, type FeedFiles } from '../../../testing/feed';

const I = 'invoices.ndjson';
const S = 'settlements.ndjson';
const NUMBER = '7/2026';
const ORIGINAL = invoiceXml({
  number: NUMBER,
  customerNumber: 'K1',
  gross: '500.00',
  totals: { P_13_1: '406.50', P_14_1: '93.50' },
});
const correcting = (number: string, corrected: string) =>
  invoiceXml({
    number,
    customerNumber: 'K1',
    kind: 'KOR',
    gross: '-1.23',
    totals: { P_13_1: '-1.00', P_14_1: '-0.23' },
    correction: `<DaneFaKorygowanej><DataWystFaKorygowanej>2026-01-02</DataWystFaKorygowanej><NrFaKorygowanej>${corrected}</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>`,
  });
const CORRECTION = correcting(NUMBER, NUMBER);

const LIST = `{ customer { balance { amount } invoices(first: 20, orderBy: NEWEST) { edges { node {
  id number kind gross outstanding lines { net } corrects { id } correctedBy { id } } } } } }`;
const ONE = 'query One($id: ID!) { customer { invoice(id: $id) { number kind gross } } }';

interface Listed {
  id: string;
  number: string;
  kind: string;
  gross: string;
  outstanding: string;
  corrects: { id: string } | null;
  correctedBy: { id: string }[];
}

describe.each(ENGINES)('one number of an invoice and of a correction on %s', (engine) => {
  let api: Api;
  let cookie: string;
  let test: TestDatabase;
  beforeEach(async () => {
    api = await startApi(engine);
    ({ test } = api);
    await take({ 'customers.ndjson': [customer('K1'), customer('K2')] });
    cookie = await api.signedIn(keyOf('K1'));
  });
  afterEach(() => api.close());

  const take = (files: FeedFiles) => importFeed(test, files);
  const list = async (): Promise<{ amount: string; listed: Listed[] }> => {
    const { data } = await api.gql(LIST, null, { cookie });
    const listed = data.customer.invoices.edges.map((edge: { node: Listed }) => edge.node);
    return {
      amount: data.customer.balance.amount,
      listed: listed.sort((a: Listed, b: Listed) => (a.kind < b.kind ? 1 : -1)),
    };
  };
  const sums = async () =>
    (await list()).listed.map(({ kind, gross, outstanding }) => [kind, gross, outstanding]);
  const BOTH = [
    ['SETTLEMENT', '500.00', '500.00'],
    ['CORRECTION', '-1.23', '-1.23'],
  ];

  it.each<[how: string, feeds: FeedFiles[]]>([
    ['in one feed', [{ 'ksef/1.xml': ORIGINAL, 'ksef/2.xml': CORRECTION }]],
    ['the correction first', [{ 'ksef/1.xml': CORRECTION, 'ksef/2.xml': ORIGINAL }]],
    ['in two feeds', [{ 'ksef/1.xml': ORIGINAL }, { 'ksef/1.xml': CORRECTION }]],
    ['in two feeds, the correction first', [{ 'ksef/1.xml': CORRECTION }, { 'ksef/1.xml': ORIGINAL }]],
  ])('they are two documents, tied together, however they arrive: %s', async (_, feeds) => {
    for (const feed of feeds) expect(await take(feed)).toMatchObject({ code: 0, summary: { unchanged: 0 } });
    expect(await sums()).toEqual(BOTH);
    const { amount, listed } = await list();
    const [original, correction] = listed as [Listed, Listed];
    expect(amount).toBe('498.77');
    expect(original.id).toBe(keyOf(NUMBER));
    expect(correction.corrects).toEqual({ id: original.id });
    expect(original.correctedBy).toEqual([{ id: correction.id }]);
    expect([original.corrects, correction.correctedBy]).toEqual([null, []]);
    for (const { id, kind, gross } of listed)
      expect((await api.gql(ONE, { id }, { cookie })).data.customer.invoice).toEqual({
        number: NUMBER,
        kind,
        gross,
      });
    for (const feed of feeds) expect((await take(feed)).summary).toMatchObject({ taken: 0 });
    expect(await sums()).toEqual(BOTH);
  });

  it('so are those of records in one file, and neither is a second line of the other', async () => {
    const correction = invoice('K1', NUMBER, {
      kind: 'CORRECTION',
      net: '-1.00',
      vat: '-0.23',
      gross: '-1.23',
      corrects: '3/2026',
    });
    const original = invoice('K1', NUMBER, { gross: '500.00' });
    const { code, refused, summary } = await take({ [I]: [correction, original, original, correction] });
    expect({ code, lines: refused.map((one) => one.line), taken: summary?.taken }).toEqual({
      code: 3,
      lines: [3, 4],
      taken: 2,
    });
    expect(await sums()).toEqual(BOTH);
    expect((await take({ [I]: [original, correction] })).summary).toMatchObject({ taken: 0, unchanged: 2 });
    // One replaced leaves the other as it is.
    await take({ [I]: [{ ...correction, gross: '-2.46' }] });
    expect(await sums()).toEqual([BOTH[0], ['CORRECTION', '-2.46', '-1.23']]);
  });

  it('index.ndjson says which it is, and another customer’s of this number is a third', async () => {
    await take({
      'ksef/1.xml': ORIGINAL,
      'ksef/2.xml': ORIGINAL.replace('500.00', '10.00'),
      'ksef/3.xml': CORRECTION.replace('>K1<', '>K2<'),
      'ksef/index.ndjson': [{ file: '2.xml', kind: 'CORRECTION', outstanding: '3.00' }],
    });
    expect(await sums()).toEqual([BOTH[0], ['CORRECTION', '10.00', '3.00']]);
  });

  it('a settlement that names such a number needs kind, else it is refused', async () => {
    await take({
      'ksef/1.xml': ORIGINAL,
      'ksef/2.xml': CORRECTION,
      [I]: [invoice('K2', NUMBER), invoice('K1', 'F1')],
    });
    const line = (outstanding: string, more: object = {}) => ({
      invoiceNumber: NUMBER,
      outstanding,
      ...more,
    });
    const { code, refused } = await take({
      [S]: [
        line('9.00', { customerNumber: 'K1' }),
        line('9.00'),
        line('9.00', { kind: 'SETTLEMENT' }),
        line('9.00', { customerNumber: 'K2', kind: 'CORRECTION' }),
        line('9.00', { kind: 'MISTAKE' }),
        line('0.00', { kind: 'CORRECTION' }),
        line('400.00', { customerNumber: 'K1', kind: 'FINAL' }),
        { invoiceNumber: 'F1', kind: 'SETTLEMENT', outstanding: '1.00' },
      ],
    });
    expect({ code, lines: refused.map((one) => one.line).sort() }).toEqual({
      code: 3,
      lines: [1, 2, 3, 4, 5],
    });
    expect(refused.find((one) => one.line === 1)!.reason).toContain('kind');
    expect(refused.find((one) => one.line === 3)!.reason).toContain('customerNumber');
    expect((await list()).listed.map((one) => [one.number, one.kind, one.outstanding]).sort()).toEqual([
      [NUMBER, 'CORRECTION', '0.00'],
      [NUMBER, 'SETTLEMENT', '400.00'],
      ['F1', 'SETTLEMENT', '1.00'],
    ]);
  });

  it('a correction that has its number alone keeps the id it always had, and what names the number finds it', async () => {
    await take({ 'ksef/1.xml': correcting('C1', 'C0'), 'ksef/2.xml': correcting('C0', 'F0') });
    await take({ [S]: [{ invoiceNumber: 'C1', outstanding: '-1.00' }] });
    const { listed } = await list();
    const [c0, c1] = listed.sort((a, b) => (a.number < b.number ? -1 : 1)) as [Listed, Listed];
    expect([c0.id, c1.id, c1.outstanding]).toEqual([keyOf('C0'), keyOf('C1'), '-1.00']);
    expect(c1.corrects).toEqual({ id: c0.id });
  });

  it('where a correction took the invoice’s place before there were two, both are right once they come again', async () => {
    await take({ 'ksef/2.xml': CORRECTION });
    await api.database.transaction((manager) => manager.query('UPDATE invoices SET outstanding = 50000'));
    expect(await sums()).toEqual([['CORRECTION', '-1.23', '500.00']]);
    // The correction alone says nothing of the invoice: what is owed stays.
    await take({ 'ksef/2.xml': CORRECTION });
    expect(await sums()).toEqual([['CORRECTION', '-1.23', '500.00']]);
    expect((await take({ 'ksef/1.xml': ORIGINAL, 'ksef/2.xml': CORRECTION })).code).toBe(0);
    expect(await sums()).toEqual(BOTH);
  });
});
