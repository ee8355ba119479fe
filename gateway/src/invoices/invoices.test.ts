import fc from 'fast-check';
import { keyOf } from '../database/columns';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow, insertContents, invoiceRow, pointRow } from '../../testing/world';
import { searchable } from '../database/search-text';

/** The clock stands still, so that what is overdue stays so. */
const NOW = () => new Date('2026-03-20T09:00:00Z');

const LIST = `query List($filter: InvoiceFilter, $orderBy: InvoiceOrder! = NEWEST, $first: Int! = 20, $after: String) {
  customer { invoices(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { cursor node { number status outstanding issueDate dueDate gross } } } }
}`;
const BALANCE = `{ customer { balance { amount state pendingPayments asOf credits overpayment
  overdue { amount documents earliestDueDate } upcoming { amount documents earliestDueDate } } } }`;

describe.each(ENGINES)('documents and balance on %s', (engine) => {
  let api: Api;
  let cookie: string;
  beforeEach(async () => {
    api = await startApi(engine, { now: NOW });
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
    cookie = await api.signedIn(keyOf('A'));
  });
  afterEach(() => api.close());

  const balance = async () => (await api.gql(BALANCE, null, { cookie })).data.customer.balance;
  const numbers = (answer: { data: any }) =>
    answer.data.customer.invoices.edges.map((e: any) => e.node.number);
  const list = async (variables: object) => numbers(await api.gql(LIST, variables, { cookie }));

  describe('the balance', () => {
    it('is neutral and nought without documents', async () => {
      expect(await balance()).toMatchObject({
        amount: '0.00',
        state: 'NEUTRAL',
        overdue: { documents: 0, earliestDueDate: null },
      });
    });

    it('is red as soon as one document is past its day, and says which day', async () => {
      await api.insert('invoices', [
        invoiceRow('A', 'F1', { outstanding: 5363, dueDate: '2026-03-15' }),
        invoiceRow('A', 'F2', { outstanding: 100, dueDate: '2026-03-20' }),
        invoiceRow('A', 'F3', { outstanding: 200, dueDate: null }),
        invoiceRow('A', 'F4', { outstanding: -50 }),
        invoiceRow('B', 'F1', { outstanding: 99999, dueDate: '2026-01-01' }),
      ]);
      expect(await balance()).toMatchObject({
        amount: '56.13',
        state: 'RED',
        overdue: { amount: '53.63', documents: 1, earliestDueDate: '2026-03-15' },
        upcoming: { amount: '3.00', documents: 2, earliestDueDate: '2026-03-20' },
        pendingPayments: '0.00',
      });
    });

    it('says what an overpayment consists of', async () => {
      await api.insert('invoices', [
        invoiceRow('A', 'F1', { outstanding: 10000, covered: 2500, dueDate: '2026-03-25' }),
        invoiceRow('A', 'K1', { outstanding: -9530, covered: 0, kind: 'CORRECTION' }),
        invoiceRow('A', 'K2', { outstanding: -20000, covered: 0, kind: 'CORRECTION' }),
      ]);
      await api.database.transaction((m) =>
        m.query("UPDATE customers SET overpayment = 1200, pendingPayments = 3000 WHERE number = 'A'"),
      );
      // 75.00 are left of the document; of the 30.00 on their way 25.00 are for it.
      expect(await balance()).toMatchObject({
        amount: '-237.30',
        state: 'BLUE',
        upcoming: { amount: '75.00' },
        credits: '295.30',
        overpayment: '17.00',
        pendingPayments: '30.00',
      });
    });

    it('is red even where an overpayment is larger than what is overdue', async () => {
      await api.insert('invoices', [
        invoiceRow('A', 'F1', { outstanding: 100, dueDate: '2026-03-19' }),
        invoiceRow('A', 'F2', { outstanding: -500 }),
      ]);
      expect(await balance()).toMatchObject({ amount: '-4.00', state: 'RED' });
    });

    it('is blue with an overpayment, and not when open documents are more than it', async () => {
      await api.insert('customers', [
        customerRow('C', { overpayment: 1000 }),
        customerRow('D', { overpayment: 1000 }),
      ]);
      await api.insert('invoices', [invoiceRow('D', 'F1', { outstanding: 1001, dueDate: '2026-04-01' })]);
      const who = await api.signedIn(keyOf('C'), keyOf('D'));
      const all = `{ session { customers { number balance { amount state } } } }`;
      const { data } = await api.gql(all, null, { cookie: who });
      expect(data.session.customers).toEqual(
        expect.arrayContaining([
          { number: 'C', balance: { amount: '-10.00', state: 'BLUE' } },
          { number: 'D', balance: { amount: '0.01', state: 'NEUTRAL' } },
        ]),
      );
    });

    it('turns overdue at midnight in Warsaw, not in Greenwich', async () => {
      await api.insert('invoices', [invoiceRow('A', 'F1', { outstanding: 1, dueDate: '2026-03-15' })]);
      const at = async (instant: string) => {
        const [balance] = await new (api.services.balances.constructor as any)(
          api.database,
          () => new Date(instant),
        ).ofCustomers([keyOf('A')]);
        return balance.state;
      };
      expect(await at('2026-03-15T22:59:59Z')).toBe('NEUTRAL');
      expect(await at('2026-03-15T23:00:00Z')).toBe('RED');
    });
  });

  describe('the list', () => {
    it('gives every order page by page without a gap or a double, whatever the page size', async () => {
      await fc.assert(
        fc.asyncProperty(
          documents(),
          fc.integer({ min: 1, max: 7 }),
          fc.constantFrom(...Object.keys(ORDERS)),
          async (rows, first, orderBy) => {
            await api.database.transaction((m) => m.query('DELETE FROM invoices'));
            await api.insert('invoices', rows);
            const found: string[] = [];
            for (let after: string | null = null; ;) {
              const { data } = await api.gql(LIST, { orderBy, first, after }, { cookie });
              const page = data.customer.invoices;
              expect(page.totalCount).toBe(rows.length);
              found.push(...page.edges.map((e: any) => e.node.number));
              if (!page.pageInfo.hasNextPage) break;
              after = page.pageInfo.endCursor;
            }
            expect(found).toEqual([...rows].sort(ORDERS[orderBy]).map((r) => r.number));
          },
        ),
        { numRuns: process.env.EBOK_LONG ? 60 : 8 },
      );
    });

    it('goes on where it was when documents arrive meanwhile', async () => {
      await api.insert(
        'invoices',
        [1, 2, 3, 4].map((n) => invoiceRow('A', `F${n}`, { issueDate: `2026-01-0${n}` })),
      );
      const { data } = await api.gql(LIST, { first: 2 }, { cookie });
      await api.insert('invoices', [invoiceRow('A', 'F9', { issueDate: '2026-01-09' })]);
      expect(await list({ first: 2, after: data.customer.invoices.pageInfo.endCursor })).toEqual([
        'F2',
        'F1',
      ]);
    });

    it("refuses a cursor of another customer's list, of another order, and an edited one", async () => {
      await api.insert('invoices', [invoiceRow('A', 'F1'), invoiceRow('A', 'F2')]);
      const { data } = await api.gql(LIST, { first: 1 }, { cookie });
      const after: string = data.customer.invoices.pageInfo.endCursor;
      const other = await api.signedIn(keyOf('B'));
      for (const [variables, who] of [
        [{ after }, other],
        [{ after, orderBy: 'AMOUNT' }, cookie],
        [{ after: `x${after}` }, cookie],
        [{ after: "' OR 1=1 --" }, cookie],
      ] as const) {
        const answer = await api.gql(LIST, variables, { cookie: who });
        expect(answer.errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
      }
    });

    it.each([
      [{ status: ['OVERDUE'] }, ['OVERDUE']],
      [{ status: ['DUE', 'CREDIT'] }, ['CREDIT', 'DUE', 'DUE-NO-DAY']],
      [{ status: ['PAID'] }, ['PAID']],
      [{ status: ['PENDING'] }, []],
      [{ status: [] }, ['CREDIT', 'DUE', 'DUE-NO-DAY', 'OVERDUE', 'PAID']],
      [{ kind: ['CORRECTION'] }, ['CREDIT']],
      [{ issuedFrom: '2026-02-01', issuedTo: '2026-02-28' }, ['PAID']],
      [{ search: 'due' }, ['DUE', 'DUE-NO-DAY', 'OVERDUE']],
      [{ search: '  Due-No ' }, ['DUE-NO-DAY']],
      [{ search: '%' }, []],
      [{ search: '_' }, []],
      [{ search: "'; DROP TABLE invoices" }, []],
      [{ consumptionPointId: keyOf('590543500000000018') }, ['PAID']],
      [{ consumptionPointId: keyOf('nobody’s') }, []],
      [{ search: 'due', status: ['OVERDUE'], kind: ['SETTLEMENT'] }, ['OVERDUE']],
    ])('filters by %j', async (filter, expected) => {
      await api.insert('invoices', [
        invoiceRow('A', 'PAID', { issueDate: '2026-02-10' }),
        invoiceRow('A', 'OVERDUE', { outstanding: 1, dueDate: '2026-03-19' }),
        invoiceRow('A', 'DUE', { outstanding: 1, dueDate: '2026-03-20' }),
        invoiceRow('A', 'DUE-NO-DAY', { outstanding: 1, dueDate: null }),
        invoiceRow('A', 'CREDIT', { outstanding: -1, kind: 'CORRECTION' }),
        invoiceRow('B', 'OVERDUE', { outstanding: 1 }),
      ]);
      await api.insert('consumption_points', [pointRow('A', '590543500000000018')]);
      await api.insert('invoice_points', [
        { customerId: keyOf('A'), invoiceId: keyOf('PAID'), pointId: keyOf('590543500000000018') },
      ]);
      expect((await list({ filter })).sort()).toEqual(expected);
    });

    const KSEF = '5265877635-20260115-0100001AF629-AF';
    it.each([
      ['293,86 zł', ['F1']],
      ['293,86\u00a0zł', ['F1']],
      ['293.86', ['F1']],
      ['\u2212293,86', []],
      ['\u221295,30', ['K1']],
      ['-95.30 zł', ['K1']],
      ['95,30', ['K1']],
      ['69\u00a0856,18', ['F2']],
      ['69 856', ['F2']],
      ['69,856.18 zł', ['F2']],
      // What is left to pay of it is printed, too.
      ['1\u202f000,00 zł', ['F2']],
      [KSEF, ['F1']],
      [KSEF.toLowerCase(), ['F1']],
      ['5265877635\u201320260115\u20130100 001AF629\u2013AF', ['F1']],
      ['0100001AF629', ['F1']],
    ])('finds by %j what the page prints so', async (search, expected) => {
      const found = (number: string, gross: number, amount: string, more: object = {}) =>
        invoiceRow('A', number, {
          gross,
          covered: 0,
          searchText: searchable(`${number} ${amount}`),
          ...more,
        });
      await api.insert('invoices', [
        found('F1', 29386, '293,86 293.86', { ksefNumber: KSEF }),
        found('F2', 6985618, '69856,18 69856.18', { outstanding: 120000, covered: 20000 }),
        found('K1', -9530, '-95,30 -95.30'),
        found('F3', 100, '1,00 1.00', { ksefNumber: '5265877635-20260115-FFFFFFFFFFFF-AF' }),
      ]);
      await api.insert('invoices', [invoiceRow('B', 'F1', { gross: 29386, ksefNumber: KSEF })]);
      expect(await list({ filter: { search } })).toEqual(expected);
    });

    it.each([0, -1, 101, 1_000_000_000])('refuses a page of %d', async (first) => {
      const { errors } = await api.gql(LIST, { first }, { cookie });
      expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
    });

    it('asks the database as often for 100 documents as for 20: at most three times', async () => {
      const ppes = Array.from({ length: 5 }, (_, n) => `59054350000000${n}018`);
      await api.insert(
        'consumption_points',
        ppes.map((ppe) => pointRow('A', ppe)),
      );
      const rows = Array.from({ length: 100 }, (_, n) => invoiceRow('A', `F${n}`));
      await api.insert('invoices', rows);
      await api.insert(
        'invoice_points',
        rows.flatMap((r) =>
          ppes.map((ppe) => ({ customerId: r.customerId, invoiceId: r.id, pointId: keyOf(ppe) })),
        ),
      );
      const home = `query($first: Int!) { customer { name balance { amount state } invoices(first: $first) { totalCount edges { node { number gross status consumptionPoints { ppe tariff } } } } } }`;
      const counts = [];
      // What the session's statement can find beside it is known from the second time on.
      await api.gql(home, { first: 1 }, { cookie });
      for (const first of [20, 100]) {
        api.statements();
        const { data } = await api.gql(home, { first }, { cookie });
        counts.push(api.statements());
        expect(data.customer.invoices.edges).toHaveLength(first);
        expect(data.customer.invoices.edges[0].node.consumptionPoints).toHaveLength(5);
      }
      expect(counts[0]).toBeLessThanOrEqual(3);
      expect(counts[1]).toBe(counts[0]);
    });
  });

  it('gives each point its newest documents, any number of points in one statement', async () => {
    const ppes = Array.from({ length: 30 }, (_, n) => `5905435000000${String(n).padStart(5, '0')}`);
    await api.insert(
      'consumption_points',
      [...ppes, 'none'].map((ppe) => pointRow('A', ppe)),
    );
    const rows = Array.from({ length: 12 }, (_, n) =>
      invoiceRow('A', `F${n}`, { issueDate: `2026-01-${10 + n}` }),
    );
    await api.insert('invoices', [...rows, invoiceRow('B', 'F0')]);
    const tie = (customerId: string, invoiceId: string, ppe: string) => ({
      customerId,
      invoiceId,
      pointId: keyOf(ppe),
    });
    await api.insert('invoice_points', [
      ...rows.flatMap((r) => ppes.map((ppe) => tie(r.customerId, r.id, ppe))),
      tie(keyOf('B'), keyOf('F0'), ppes[0]!),
    ]);
    const page = `totalCount pageInfo { hasNextPage endCursor } edges { node { number } }`;
    api.statements();
    const { data } = await api.gql(
      `{ customer { consumptionPoints { ppe invoices(first: 2) { ${page} } } } }`,
      null,
      { cookie },
    );
    expect(api.statements()).toBe(3);
    const points = new Map<string, any>(data.customer.consumptionPoints.map((p: any) => [p.ppe, p.invoices]));
    expect(points.get('none')).toMatchObject({ totalCount: 0, edges: [], pageInfo: { hasNextPage: false } });
    for (const ppe of ppes)
      expect(points.get(ppe)).toMatchObject({
        totalCount: 12,
        pageInfo: { hasNextPage: true },
        edges: [{ node: { number: 'F11' } }, { node: { number: 'F10' } }],
      });
    const next = await api.gql(
      `query($id: ID!, $after: String) { customer { consumptionPoint(id: $id) { invoices(first: 2, after: $after) { ${page} } } } }`,
      { id: keyOf(ppes[3]!), after: points.get(ppes[3]!).pageInfo.endCursor },
      { cookie },
    );
    expect(next.data.customer.consumptionPoint.invoices.edges.map((e: any) => e.node.number)).toEqual([
      'F9',
      'F8',
    ]);
  });

  describe('a document', () => {
    const DOCUMENT = `query($id: ID!) { customer { invoice(id: $id) { number previousYearKwh payable ksefNumber ksefVerificationUrl
      lines { position name quantity unit unitPrice net vatRate group } details { title header rows }
      readings { meterNumber zone from to previous current usedKwh method }
      corrects { number } correctsAll { number } correctedBy { number } consumptionPoints { ppe label contractedPowerKw } } } }`;
    const read = async (number: string, who = cookie) =>
      api.gql(DOCUMENT, { id: keyOf(number) }, { cookie: who });

    it('shows its lines, tables, readings and last year’s use', async () => {
      await api.insert('invoices', [invoiceRow('A', 'F1', { previousYearWh: 118000, outstanding: 1 })]);
      const line = {
        position: 1,
        name: 'Energia',
        quantity: '20',
        unit: 'kWh',
        unitPrice: '0.9000',
        net: 1800,
        vatRate: '23',
        group: null,
      };
      const reading = {
        meterNumber: '1',
        zone: 'całodobowa',
        from: '2026-01-01',
        to: '2026-02-28',
        previous: '1000',
        current: '1020',
        method: 'Fizyczny',
      };
      const detail = { title: 'Odczyty', header: ['a', 'b'], rows: [['1', '2'], ['razem']] };
      await insertContents(api, 'A', 'F1', {
        lines: [line],
        readings: [{ ...reading, usedWh: 20500 }],
        details: [detail],
      });
      expect((await read('F1')).data.customer.invoice).toMatchObject({
        previousYearKwh: 118,
        payable: true,
        lines: [{ ...line, net: '18.00' }],
        readings: [{ ...reading, usedKwh: 20.5 }],
        details: [detail],
        corrects: null,
        ksefVerificationUrl: null,
      });
    });

    it('is tied to its corrections both ways, several of them, and never to another customer’s', async () => {
      await api.insert(
        'invoices',
        ['F1', 'F2', 'K1', 'K2'].map((n) => invoiceRow('A', n)),
      );
      await api.insert('invoices', [invoiceRow('B', 'F1'), invoiceRow('B', 'K9')]);
      const tie = (customer: string, from: string, to: string, position: number) => ({
        customerId: keyOf(customer),
        invoiceId: keyOf(from),
        correctedId: keyOf(to),
        position,
      });
      await api.insert('invoice_corrections', [
        tie('A', 'K1', 'F2', 0),
        tie('A', 'K1', 'F1', 1),
        tie('A', 'K2', 'F1', 0),
        tie('A', 'K2', 'NOT YET', 1),
        tie('B', 'K9', 'F1', 0),
      ]);
      expect((await read('K1')).data.customer.invoice).toMatchObject({
        corrects: { number: 'F2' },
        correctsAll: [{ number: 'F2' }, { number: 'F1' }],
      });
      const { correctedBy } = (await read('F1')).data.customer.invoice;
      expect(correctedBy.map((i: any) => i.number).sort()).toEqual(['K1', 'K2']);
      expect((await read('K2')).data.customer.invoice.correctsAll).toEqual([{ number: 'F1' }]);
    });

    it('gives the address of its KSeF code: seller, day of issue and hash of the bytes', async () => {
      await api.insert('invoices', [
        invoiceRow('A', 'F1', { ksefNumber: '5265877635-20250826-0100001AF629-AF' }),
      ]);
      await api.insert('invoice_sources', [
        {
          customerId: keyOf('A'),
          invoiceId: keyOf('F1'),
          sha256: 'h'.repeat(43),
          sellerNip: '5265877635',
          xml: Buffer.from('x'),
        },
      ]);
      expect((await read('F1')).data.customer.invoice.ksefVerificationUrl).toBe(
        `https://qr.ksef.mf.gov.pl/invoice/5265877635/10-01-2026/${'h'.repeat(43)}`,
      );
    });

    it('gives the text of its transfer code, and none where there is nothing to pay or nowhere to pay it', async () => {
      await api.insert('customers', [customerRow('C', { bankAccount: null })]);
      await api.insert('invoices', [
        invoiceRow('A', 'FV|2026/02/150', {
          outstanding: 5363,
          ksefNumber: '5252000005-20260228-0100001AF629-AF',
        }),
        invoiceRow('A', 'NOTA/1', { outstanding: 999_999, ksefNumber: null }),
        invoiceRow('A', 'NOTA/2', { outstanding: 1_000_000 }),
        invoiceRow('A', 'FV/0', { outstanding: 0 }),
        invoiceRow('A', 'FK/1', { outstanding: -100 }),
        invoiceRow('C', 'FV/C', { outstanding: 5363 }),
      ]);
      const code = async (number: string, as: string) => {
        const query = 'query($id: ID!) { customer { invoice(id: $id) { transferCode } } }';
        return (await api.gql(query, { id: keyOf(number) }, { cookie: as })).data.customer.invoice
          .transferCode;
      };
      expect(await code('FV|2026/02/150', cookie)).toBe(
        '5252000005|PL|71109010149999000000000001|005363|Jasna Energia|FV 2026/02/150|||',
      );
      expect(await code('NOTA/1', cookie)).toBe(
        '|PL|71109010149999000000000001|999999|Jasna Energia|NOTA/1|||',
      );
      for (const none of ['NOTA/2', 'FV/0', 'FK/1']) expect(await code(none, cookie)).toBeNull();
      expect(await code('FV/C', await api.signedIn(keyOf('C')))).toBeNull();
    });

    it('gives a transfer code for the whole balance, titled with the number of the customer', async () => {
      const balance = async () =>
        (await api.gql('{ customer { balance { amount transferCode } } }', null, { cookie })).data.customer
          .balance;
      expect((await balance()).transferCode).toBeNull();
      await api.insert('invoices', [
        invoiceRow('A', 'F1', { outstanding: 5363 }),
        invoiceRow('A', 'F2', { outstanding: 100 }),
        invoiceRow('A', 'F3', { outstanding: -63 }),
      ]);
      expect(await balance()).toEqual({
        amount: '54.00',
        transferCode: '9992000001|PL|71109010149999000000000001|005400|Jasna Energia|A|||',
      });
      await api.insert('invoices', [invoiceRow('A', 'F4', { outstanding: 1_000_000 })]);
      expect((await balance()).transferCode).toBeNull();
    });

    it('of another customer is answered exactly as one that does not exist', async () => {
      await api.insert('invoices', [invoiceRow('B', 'F9')]);
      const [theirs, nobodys] = [await read('F9'), await read('F8')];
      expect(theirs.errors[0]!.extensions.code).toBe('NOT_FOUND');
      expect(theirs.body).toBe(nobodys.body);
      expect(theirs.status).toBe(200);
    });
  });
});

type Row = ReturnType<typeof invoiceRow>;
const newest = (a: Row, b: Row) =>
  a.issueDate < b.issueDate ? 1 : a.issueDate > b.issueDate ? -1 : a.id < b.id ? 1 : -1;
const due = (r: Row) => r.dueDate ?? '9999-12-31';
const ORDERS: Record<string, (a: Row, b: Row) => number> = {
  NEWEST: newest,
  DUE_DATE: (a, b) => due(a).localeCompare(due(b)) || newest(a, b),
  AMOUNT: (a, b) => b.gross - a.gross || newest(a, b),
  OPEN_FIRST: (a, b) => {
    const open = (r: Row) => (r.outstanding > 0 ? 0 : 1);
    return open(a) - open(b) || (open(a) === 0 ? due(a).localeCompare(due(b)) : 0) || newest(a, b);
  },
};

/** Few different values, so that ties are common. */
function documents() {
  const day = fc.constantFrom('2026-01-01', '2026-01-02', '2026-02-01');
  const one = fc.record({
    issueDate: day,
    dueDate: fc.option(day),
    outstanding: fc.constantFrom(-1, 0, 1, 2),
    gross: fc.constantFrom(100, 200, -50),
  });
  return fc.array(one, { maxLength: 16 }).map((all) => all.map((more, n) => invoiceRow('A', `F${n}`, more)));
}
