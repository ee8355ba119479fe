import { keyOf } from '../database/columns';
import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { importFeed } from '../../testing/feed';
import { customerRow, pointRow } from '../../testing/world';
import { naturalKey } from './natural-order';
import tariffs from '../tariffs/tariffs.json';

const [A, MANY] = [keyOf('A'), keyOf('MANY')];
const LIST = `query ($search: String, $first: Int, $after: String) { customer {
  consumptionPointList(search: $search, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id label ppe } } } } }`;
const ppeOf = (n: number) => `5905435${String(n).padStart(11, '0')}`;

describe('the order of names', () => {
  it('is that of numbers by value and of Polish letters by alphabet', () => {
    const names = [
      'ul. Łąkowa 10',
      'ul. Łąkowa 9/2',
      'ul. Miła 1',
      'ul. Lipowa 3',
      'Źródlana 1',
      'Żabia 1',
      'zebra',
    ];
    const sorted = names.toSorted((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1));
    expect(sorted).toEqual([
      'ul. Lipowa 3',
      'ul. Łąkowa 9/2',
      'ul. Łąkowa 10',
      'ul. Miła 1',
      'zebra',
      'Źródlana 1',
      'Żabia 1',
    ]);
    expect(Array.from(naturalKey('ż9'.repeat(500))).length).toBe(255);
  });
});

describe.each(ENGINES)('the list of points on %s', (engine) => {
  let api: Api;
  let cookie: string;
  const list = async (variables: object = {}, as = cookie) => {
    const { data, errors } = await api.gql(LIST, variables, { cookie: as });
    expect(errors).toEqual([]);
    return data.customer.consumptionPointList;
  };
  const labels = async (variables: object = {}, as = cookie) =>
    (await list(variables, as)).edges.map(({ node }: any) => node.label);
  const record = (n: number, more: object = {}) => ({
    ...{ ppe: ppeOf(n), customerNumber: 'A', tariff: 'G11', meterNumber: `M${n}` },
    address: { line1: `ul. Łąkowa ${n}`, line2: '00-001 Warszawa' },
    ...more,
  });

  beforeAll(async () => {
    api = await startApi(engine);
    await api.insert('customers', [customerRow('A'), customerRow('B'), customerRow('MANY')]);
    await importFeed(api.test, {
      'consumption-points.ndjson': [
        ...[record(1), record(2), record(10)],
        record(3, { previousCode: 'PL_ZKED 12-3' }),
        record(4, {
          address: { line1: 'al. Żwirki 7', line2: '02-001 Łódź' },
          tariff: 'G12w',
          contractTo: '2026-11-30',
        }),
        { ...record(5), customerNumber: 'B' },
      ],
    });
    await api.insert(
      'consumption_points',
      Array.from({ length: 300 }, (_, n) =>
        pointRow('MANY', ppeOf(1000 + n), { addressLine1: `ul. Polna ${n + 1}`, meterNumber: `L${n}` }),
      ),
    );
    cookie = await api.signedIn(A);
  });
  afterAll(() => api.close());

  it('goes by label', async () => {
    expect(await labels()).toEqual([
      'al. Żwirki 7, 02-001 Łódź',
      ...[1, 2, 3, 10].map((n) => `ul. Łąkowa ${n}, 00-001 Warszawa`),
    ]);
    const rename = (label: string) =>
      api.gql(
        'mutation ($id: ID!, $label: String!) { labelConsumptionPoint(id: $id, label: $label) { id } }',
        { id: keyOf(ppeOf(10)), label },
        { cookie },
      );
    await rename('Aaa');
    expect((await labels())[0]).toBe('Aaa');
    // The next feed writes the point again, and its own label still decides its place.
    await importFeed(api.test, { 'consumption-points.ndjson': [record(10, { tariff: 'G13' })] });
    expect((await labels())[0]).toBe('Aaa');
    await rename('');
    expect((await labels())[4]).toBe('ul. Łąkowa 10, 00-001 Warszawa');
  });

  it.each([
    ['lakowa', [1, 2, 3, 10]],
    ['ŁĄKOWA 1', [1, 10]],
    ['zwirki lodz', [4]],
    ['g12', [4]],
    ['m10', [10]],
    [ppeOf(2), [2]],
    ['5905 4350 0000 0000 02', [2]],
    ['590 543 500 000 000 010', [10]],
    ['zked', [3]],
    ['nic takiego', []],
    ['100%_', []],
    ['  ', [4, 1, 2, 3, 10]],
  ])('finds points by %s', async (search, numbers) => {
    const { edges, totalCount } = await list({ search });
    expect(edges.map(({ node }: any) => node.ppe)).toEqual(numbers.map(ppeOf));
    expect(totalCount).toBe(numbers.length);
  });

  it.each([null, 'lakowa'])('comes page by page, with search %s', async (search) => {
    const all = await labels({ search });
    const got: string[] = [];
    for (let after: string | null = null; ;) {
      const page: any = await list({ search, first: 2, after });
      expect(page.totalCount).toBe(all.length);
      got.push(...page.edges.map(({ node }: any) => node.label));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(got).toEqual(all);
  });

  it('refuses pages that are too long, a long search, and the cursor of another list', async () => {
    const { pageInfo } = await list({ first: 1 });
    for (const variables of [
      { first: 0 },
      { first: 101 },
      { search: 'x'.repeat(201) },
      { search: 'lakowa', after: pageInfo.endCursor },
    ]) {
      const { errors } = await api.gql(LIST, variables, { cookie });
      expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('of 300 points takes as many statements as one of five, and finds one by typing', async () => {
    const other = await api.signedIn(MANY);
    const counts: number[] = [];
    for (const as of [cookie, other, cookie, other]) {
      api.statements();
      await list({ first: 10 }, as);
      counts.push(api.statements());
    }
    expect(new Set(counts.slice(2)).size).toBe(1);
    expect(await labels({ search: 'L277' }, other)).toEqual(['ul. Polna 278, 00-001 Warszawa']);
    expect((await labels({ first: 3 }, other))[2]).toBe('ul. Polna 3, 00-001 Warszawa');
  });

  describe('a point', () => {
    const about = async (facts: object, language = 'PL') => {
      await api.database.transaction((m) =>
        m.query('DELETE FROM consumption_points WHERE id = ?', [keyOf('X')]),
      );
      await api.insert('consumption_points', [{ ...pointRow('A', 'X'), ...facts }]);
      const { data } = await api.gql(
        `query ($id: ID!, $language: Language) { customer { consumptionPoint(id: $id) {
          tariffDescription(language: $language) distributorContact { name emergencyPhone website } } } }`,
        { id: keyOf('X'), language },
        { cookie },
      );
      return data.customer.consumptionPoint;
    };

    it('says what its tariff means, however that is written, in three languages', async () => {
      for (const { tariff, description } of tariffs)
        for (const language of ['PL', 'EN', 'UK'] as const)
          expect((await about({ tariff }, language)).tariffDescription).toBe(
            description[language.toLowerCase() as 'pl'],
          );
      const weekends = await about({ tariff: 'g-12 W' });
      expect(weekends.tariffDescription).toMatch(/weekendy i święta/);
    });

    it.each([null, 'X99', 'G', ''])('says nothing of tariff %s', async (tariff) => {
      expect((await about({ tariff })).tariffDescription).toBeNull();
    });

    it.each([
      ['TAURON Dystrybucja S.A. Oddział w Krakowie', 'TAURON Dystrybucja'],
      ['tauron', 'TAURON Dystrybucja'],
      ['ENEA Operator sp. z o.o.', 'Enea Operator'],
      ['Energa-Operator SA', 'Energa-Operator'],
      ['PGE Dystrybucja S.A.', 'PGE Dystrybucja'],
      ['innogy Stoen Operator', 'Stoen Operator'],
      ['PGE Energetyka Kolejowa S.A.', undefined],
      ['Sieć Miejska S.A.', undefined],
    ])('of the distributor "%s" names %s', async (distributor, name) => {
      const { distributorContact } = await about({ distributor, ppe: '590243800000000012' });
      expect(distributorContact?.name).toBe(name);
      expect(distributorContact?.emergencyPhone).toBe(name && '991');
    });

    it.each([
      ['590322400000000010', 'TAURON Dystrybucja'],
      ['590310600000000019', 'Enea Operator'],
      ['590243800000000012', 'Energa-Operator'],
      ['590543500000000018', 'PGE Dystrybucja'],
      ['590380100000000013', 'Stoen Operator'],
      ['590541365800000017', undefined],
      ['PL_ZKED 12-3', undefined],
    ])('without a distributor is in the grid that %s names', async (ppe, name) => {
      expect((await about({ distributor: null, ppe })).distributorContact?.name).toBe(name);
    });
  });
});
