import { keyOf } from '../database/columns';
import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { block, invoiceXml, tag } from '../../testing/fa3';
import { importFeed } from '../../testing/feed';
import { ticketInput, ticketsOf, userOf } from '../../testing/tickets';
import { customerRow, invoiceRow, pointRow } from '../../testing/world';

const A = keyOf('A');
const B = keyOf('B');
const PPE = '590543500000000018';
const OTHER = '590322400000000010';
const ADDRESS = 'ul. Polna 1, 00-001 Warszawa';
const LABEL = `mutation ($id: ID!, $label: String!) { labelConsumptionPoint(id: $id, label: $label) { id label ownLabel } }`;

describe.each(ENGINES)("a customer's own label on %s", (engine) => {
  let api: Api;
  let cookie: string;
  const label = (text: string, id = keyOf(PPE)) => api.gql(LABEL, { id, label: text }, { cookie });
  const labels = async () => {
    const { data } = await api.gql('{ customer { consumptionPoints { label ownLabel } } }', null, { cookie });
    return data.customer.consumptionPoints.map((point: any) => [point.label, point.ownLabel]);
  };
  const set = async (text: string) => {
    const { data, errors } = await label(text);
    expect(errors).toEqual([]);
    return data.labelConsumptionPoint.label;
  };

  beforeAll(async () => {
    api = await startApi(engine);
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
    await api.insert('invoices', [invoiceRow('A', 'FV/1')]);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.database.transaction((m) => m.query('DELETE FROM consumption_points'));
    await api.insert('consumption_points', [pointRow('A', PPE), pointRow('B', OTHER)]);
    cookie = await api.signedIn(A);
  });

  it('replaces the address until it is taken back', async () => {
    expect(await labels()).toEqual([[ADDRESS, null]]);
    expect(await set('  Domek\n\tnad   jeziorem ')).toBe('Domek nad jeziorem');
    expect(await labels()).toEqual([['Domek nad jeziorem', 'Domek nad jeziorem']]);
    expect(await set(' \u200b ')).toBe(ADDRESS);
    expect(await labels()).toEqual([[ADDRESS, null]]);
  });

  it('is none where it repeats the address, which billing may correct later', async () => {
    await set(ADDRESS);
    expect(await labels()).toEqual([[ADDRESS, null]]);
  });

  it('has no characters that are invisible or turn the direction of text', async () => {
    expect(await set('Do\u0000mek\u202e \ufeffA\u200f\u2066 1\u0007')).toBe('Domek A 1');
    expect(await set('Zo\u0308')).toBe('Zö');
    expect(await set('<b>"Dom" & \'sklep\'</b>')).toBe('<b>"Dom" & \'sklep\'</b>');
  });

  it('takes a hundred characters of any kind, and says so where there are more', async () => {
    expect(await set('🏠'.repeat(100))).toBe('🏠'.repeat(100));
    for (const [language, sentence] of [
      ['PL', 'Ta nazwa jest za długa: najwyżej 100 znaków. Skróć ją.'],
      ['UK', 'Ця назва задовга: щонайбільше 100 знаків. Скоротіть її.'],
    ]) {
      const user = await userOf(api, cookie);
      await api.database.change('UPDATE users SET language = ? WHERE id = ?', [language, user]);
      const { data, errors } = await label('ż'.repeat(101));
      expect([data, errors[0]!.extensions.code, errors[0]!.message]).toEqual([
        null,
        'BAD_USER_INPUT',
        sentence,
      ]);
    }
    expect(await labels()).toEqual([['🏠'.repeat(100), '🏠'.repeat(100)]]);
  });

  it('stands wherever the point is shown', async () => {
    await api.database.transaction((m) => m.query('DELETE FROM invoice_points'));
    await api.insert('invoice_points', [{ customerId: A, invoiceId: keyOf('FV/1'), pointId: keyOf(PPE) }]);
    await set('Piekarnia');
    const { id } = await ticketsOf(api, cookie).created(ticketInput({ consumptionPointId: keyOf(PPE) }));
    const { data, errors } = await api.gql(
      `query ($point: ID!, $invoice: ID!, $ticket: ID!) { customer {
        consumptionPoint(id: $point) { label }
        invoice(id: $invoice) { consumptionPoints { label } }
        ticket(id: $ticket) { consumptionPoint { label } } } }`,
      { point: keyOf(PPE), invoice: keyOf('FV/1'), ticket: id },
      { cookie },
    );
    expect(errors).toEqual([]);
    expect(data.customer).toMatchObject({
      consumptionPoint: { label: 'Piekarnia' },
      invoice: { consumptionPoints: [{ label: 'Piekarnia' }] },
      ticket: { consumptionPoint: { label: 'Piekarnia' } },
    });
  });

  it('survives feeds that describe the point, as a record or in a document', async () => {
    await set('Domek');
    const record = {
      ...{ ppe: PPE, customerNumber: 'A', tariff: 'G12' },
      address: { line1: 'ul. Leśna 2', line2: '30-002 Kraków' },
    };
    await importFeed(api.test, { 'consumption-points.ndjson': [record] });
    const attachment = tag(
      'Zalacznik',
      block([
        ['Kod PPE', OTHER],
        ['Grupa taryfowa', 'G13'],
      ]),
    );
    const xml = invoiceXml({ attachment });
    await api.database.change(
      "UPDATE consumption_points SET ownLabel = 'Sklep', described = 0 WHERE id = ?",
      [keyOf(OTHER)],
    );
    await importFeed(api.test, {
      'ksef/a.xml': xml,
      'ksef/index.ndjson': [{ file: 'a.xml', customerNumber: 'B' }],
    });
    const rows = await api.database.query(
      'SELECT ownLabel, tariff FROM consumption_points ORDER BY ownLabel',
    );
    expect(rows).toEqual([
      { ownLabel: 'Domek', tariff: 'G12' },
      { ownLabel: 'Sklep', tariff: 'G13' },
    ]);
  });

  it('given while a feed writes the point decides its place in the list', async () => {
    for (let n = 0; n < 5; n++) {
      const record = {
        ppe: PPE,
        customerNumber: 'A',
        tariff: `G1${n}`,
        address: { line1: 'ul. Nowa 1', line2: '' },
      };
      const feeding = importFeed(api.test, { 'consumption-points.ndjson': [record] });
      for (let m = 0; m < 5; m++) await set(`Sklep ${n}${m}`);
      await feeding;
    }
    const [row] = await api.database.query('SELECT sortKey FROM consumption_points WHERE customerId = ?', [
      A,
    ]);
    expect(row).toEqual({ sortKey: 'sklep 00000044' });
  });

  it('is not for users who may only look, nor for points of others', async () => {
    const { errors } = await label('Cudzy', keyOf(OTHER));
    expect(errors[0]!.extensions.code).toBe('NOT_FOUND');
    await api.database.change("UPDATE accesses SET role = 'VIEW' WHERE userId = ?", [
      await userOf(api, cookie),
    ]);
    const refused = await label('Domek');
    expect(refused.errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' });
    expect(await labels()).toEqual([[ADDRESS, null]]);
  });

  it('is of one customer only where two of a login have contracts for the place', async () => {
    await api.insert('consumption_points', [pointRow('B', PPE)]);
    cookie = await api.signedIn(A, B);
    await set('Mój');
    await label('Drugi', keyOf(OTHER));
    const rows = await api.database.query<any>(
      'SELECT customerId, ownLabel FROM consumption_points ORDER BY customerId, ownLabel',
    );
    const of = (id: string) => rows.filter((row) => row.customerId === id).map(({ ownLabel }) => ownLabel);
    expect([of(A), of(B)]).toEqual([['Mój'], [null, 'Drugi']]);
  });

  it('written by several at once is one of theirs', async () => {
    const texts = Array.from({ length: 12 }, (_, n) => `Nazwa ${n}`);
    const answers = await Promise.all(texts.map((text) => label(text)));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(texts).toContain((await labels())[0][0]);
  });
});
