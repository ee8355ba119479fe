import { customer, importFeed, invoice } from '../../../testing/feed';
import { ENGINES } from '../../../testing/database';
import { GOOD, openOffice, tokenOf, type Office } from '../../../testing/auth';

const TAX_ID = '44051401359';
const ME = '{ session { customer { number } customers { number } } }';

describe.each(ENGINES)('access that rests on billing on %s', (engine) => {
  let office: Office;
  let place = 0;
  const elsewhere = () => `10.2.0.${++place % 250}`;
  beforeAll(async () => {
    office = await openOffice(engine);
    // Imports have the clock of the machine.
    office.clock.at = new Date();
  });
  afterAll(() => office.close());
  beforeEach(() => office.clock.advance(25 * 3600));

  const take = async (...customers: object[]) =>
    expect((await importFeed(office.api.test, { 'customers.ndjson': customers })).code).toBe(0);
  /** Somebody who registered with their customers' address and tax id. */
  const registered = async (email: string, ...numbers: string[]) => {
    const records = numbers.map((number) => customer(number, { emails: [email] }));
    const invoices = numbers.map((number) => invoice(number, `FV/${number}`));
    await importFeed(
      office.api.test,
      { 'customers.ndjson': records, 'invoices.ndjson': invoices },
      '--silent',
    );
    await office.register(
      { email, taxId: TAX_ID, invoiceNumber: `FV/${numbers[0]!}` },
      { remoteAddress: elsewhere() },
    );
    const token = (await office.deliver()).map(tokenOf).find(Boolean)!;
    expect((await office.activate(token)).data.activate.ok).toBe(true);
  };
  const enter = (email: string) => office.signIn(email, GOOD, { ip: elsewhere() });
  const seen = async (cookie: string) => {
    const { session } = (await office.api.gql(ME, null, { cookie })).data;
    return session && session.customers.map(({ number }: { number: string }) => number);
  };

  it('sleeps when billing replaces the address, and the person is told why and where to turn', async () => {
    await registered('old@example.pl', 'A1');
    const { cookie } = await enter('old@example.pl');
    await office.deliver();
    await take(customer('A1', { emails: ['new@example.pl', 'other@example.pl'] }));
    expect(await seen(cookie)).toBeNull();
    const answer = (await enter('old@example.pl')).data.signIn;
    expect(answer.session).toBeNull();
    expect(answer.problems).toEqual([
      { code: 'DATA_MISMATCH', field: null, message: expect.stringMatching(/A1.*22 100 20 30.*klient@/) },
    ]);
    // Whoever doesn't know the password learns nothing.
    const stranger = await office.signIn('old@example.pl', 'zupełnie inne', { ip: elsewhere() });
    expect(stranger.data.signIn.problems).toMatchObject([{ code: 'WRONG_CREDENTIALS' }]);
    const mails = await office.deliver();
    expect(mails.map(({ to }) => (to as { address: string }).address).sort()).toEqual([
      'new@example.pl',
      'other@example.pl',
    ]);
    expect(mails[0]!.subject).toBe('Zmiana dostępu do umowy A1 w eBOK');
    expect(mails[0]!.text).toContain('o…@example.pl');
    expect(mails[0]!.text).not.toContain('old@example.pl');
  });

  it('is told of in Polish to an address without a login, whatever language the one who lost it had', async () => {
    await registered('english@example.pl', 'A9');
    const { cookie } = await enter('english@example.pl');
    await office.api.gql('mutation { setLanguage(language: EN) { problems { code } } }', null, { cookie });
    await registered('ukrainian@example.pl', 'A10');
    const other = await enter('ukrainian@example.pl');
    await office.api.gql('mutation { setLanguage(language: UK) { problems { code } } }', null, {
      cookie: other.cookie,
    });
    await office.deliver();
    await take(customer('A9', { emails: ['newcomer@example.pl', 'ukrainian@example.pl'] }));
    const subjects = (await office.deliver()).map(({ to, subject }) => [
      (to as { address: string }).address,
      subject,
    ]);
    expect(Object.fromEntries(subjects)).toEqual({
      'newcomer@example.pl': 'Zmiana dostępu do umowy A9 w eBOK',
      'ukrainian@example.pl': expect.stringContaining('Зміна доступу до договору A9'),
    });
  });

  it('gets no mail about the customer any more, not even one that waits to leave', async () => {
    await registered('quiet@example.pl', 'A2');
    await importFeed(office.api.test, { 'invoices.ndjson': [invoice('A2', 'FV/A2/2')] });
    const again = invoice('A2', 'FV/A2/3');
    await importFeed(office.api.test, {
      'customers.ndjson': [customer('A2', { emails: ['next@example.pl'] })],
      'invoices.ndjson': [again],
    });
    const mails = await office.deliver();
    expect(mails.map(({ to }) => (to as { address: string }).address)).toEqual(['next@example.pl']);
  });

  it('moves sessions to another customer of the login, and says so once', async () => {
    await registered('two@example.pl', 'B1', 'B2');
    const { cookie } = await enter('two@example.pl');
    expect(await seen(cookie)).toEqual(['B1', 'B2']);
    await take(customer('B1', { emails: ['heir@example.pl'] }));
    // Whatever the page asks next says whose data that is, and the page asks why.
    const next = await office.api.gql('{ customer { id } }', null, { cookie });
    expect(next.headers['x-ebok-customer']).toBe(next.data.customer.id);
    for (const query of [
      '{ session { customers { id } suspension { code message } } }',
      '{ session { suspension { code message } } }',
    ])
      expect((await office.api.gql(query, null, { cookie })).data.session.suspension).toEqual({
        code: 'DATA_MISMATCH',
        message: expect.stringMatching(/B1.*22 100 20 30.*klient@/),
      });
    const first = (await enter('two@example.pl')).data.signIn;
    expect([first.session.customer.number, first.problems.length]).toEqual(['B2', 1]);
    expect((await enter('two@example.pl')).data.signIn.problems).toEqual([]);
    const told = '{ session { customers { id } suspension { code } } }';
    expect((await office.api.gql(told, null, { cookie })).data.session.suspension).toBeNull();
  });

  it('wakes with a record that holds the address again', async () => {
    await registered('back@example.pl', 'C1');
    await take(customer('C1', { emails: ['else@example.pl'] }));
    expect((await enter('back@example.pl')).data.signIn.session).toBeNull();
    await take(customer('C1', { emails: ['else@example.pl', 'BACK@example.pl'] }));
    expect((await enter('back@example.pl')).data.signIn.session.customer.number).toBe('C1');
    // And sleeps again, with another mail.
    await office.deliver();
    await take(customer('C1', { emails: ['else@example.pl'] }));
    expect((await enter('back@example.pl')).data.signIn.session).toBeNull();
    expect(await office.deliver()).toHaveLength(1);
  });

  it('sleeps when billing gives the customer another tax id, until the old one is back', async () => {
    await registered('tax@example.pl', 'D1');
    const mine = { emails: ['tax@example.pl'] };
    await take(customer('D1', { ...mine, taxId: '5261040828' }));
    expect((await enter('tax@example.pl')).data.signIn.session).toBeNull();
    await take(customer('D1', { emails: ['else@example.pl'], taxId: '5261040828' }));
    await take(customer('D1', { ...mine, taxId: '5261040828', phone: '1' }));
    expect((await enter('tax@example.pl')).data.signIn.session).toBeNull();
    await take(customer('D1', mine));
    expect((await enter('tax@example.pl')).data.signIn.session).not.toBeNull();
  });

  it('is not ended by a record without addresses, by a feed that says the same, or by another customer', async () => {
    await registered('stay@example.pl', 'E1');
    await take(customer('E1', { emails: [], phone: '1' }));
    await take(customer('E1', { emails: undefined, phone: '2' }));
    await take(customer('E2', { emails: ['else@example.pl'] }));
    expect((await enter('stay@example.pl')).data.signIn.session).not.toBeNull();
  });

  it('is given anew to who registers with the new facts', async () => {
    await registered('anew@example.pl', 'F1');
    await take(customer('F1', { emails: ['anew@example.pl'], taxId: '5261040828' }));
    await office.deliver();
    const facts = { email: 'anew@example.pl', taxId: '5261040828', invoiceNumber: 'FV/F1' };
    await office.register(facts, { remoteAddress: elsewhere() });
    const token = (await office.deliver()).map(tokenOf).find(Boolean)!;
    expect((await office.activate(token)).data.activate.ok).toBe(true);
    expect((await enter('anew@example.pl')).data.signIn.session.customer.number).toBe('F1');
    await take(customer('F1', { emails: ['anew@example.pl'], taxId: '5261040828', phone: '3' }));
    expect((await enter('anew@example.pl')).data.signIn.session).not.toBeNull();
  });

  it('leaves no session behind, whoever signs in while the import runs', async () => {
    await registered('race@example.pl', 'G1');
    for (let round = 0; round < (process.env.EBOK_LONG ? 20 : 3); round++) {
      const entering = Array.from({ length: 8 }, () => enter('race@example.pl'));
      const [, ...answers] = await Promise.all([
        take(customer('G1', { emails: ['away@example.pl'], phone: String(round) })),
        ...entering,
      ]);
      for (const { status, data, cookie } of answers) {
        expect(status).toBe(200);
        // Told, or in for a moment.
        if (data.signIn.session) expect(await seen(cookie)).toBeNull();
        else expect(data.signIn.problems).toMatchObject([{ code: 'DATA_MISMATCH' }]);
      }
      const left = await office.api.database.query(
        "SELECT s.id FROM sessions s JOIN users u ON u.id = s.userId WHERE u.email = 'race@example.pl'",
      );
      expect(left).toEqual([]);
      await take(customer('G1', { emails: ['race@example.pl'], phone: String(round) }));
    }
  });
});
