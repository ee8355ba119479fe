import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { invoiceRow } from '../../../testing/world';
import {
  ASK_RESET,
  GOOD,
  JAN,
  OTHER,
  REGISTER,
  RESET,
  codes,
  openOffice,
  tokenOf,
  type Office,
} from '../../../testing/auth';

const HOUR = 3600;
const WITH_CUSTOMERS = `mutation ($input: SignInInput!) { signIn(input: $input) { session { customers { number } } problems { code } } }`;

describe.each(ENGINES)('joining on %s', (engine) => {
  let office: Office;
  beforeAll(async () => (office = await openOffice(engine)));
  afterAll(() => office.close());
  // Each test comes from its own place: what one tried must not slow the next.
  let place = 0;
  const from = () => ({ remoteAddress: `10.1.0.${++place}` });
  const customersOf = async (email: string, password = GOOD) => {
    const answer = await office.api.gql(WITH_CUSTOMERS, { input: { email, password } }, from());
    return answer.data.signIn.session.customers.map((c: { number: string }) => c.number);
  };
  const waiting = async () =>
    Number((await office.api.database.query('SELECT COUNT(*) AS n FROM mails'))[0]!.n);

  it('lets a customer in with an address, a tax id and an invoice', async () => {
    await office.customer('7', 'Jan@Kowalski.pl');
    const answer = await office.register({ invoiceNumber: ' FV/7 ', taxId: '111-111-11 11' });
    expect(answer.data.register).toEqual({ ok: true, problems: [] });
    const [mail] = await office.deliver();
    expect(mail).toMatchObject({ to: { address: 'Jan@Kowalski.pl' }, subject: 'Aktywuj konto w eBOK' });
    expect(mail!.text).toContain('http://localhost:4000/aktywacja#token=');
    expect((await office.signIn(JAN.email)).data.signIn.session).toBeNull();
    expect((await office.activate(tokenOf(mail))).data.activate).toEqual({ ok: true, problems: [] });
    const entered = await office.signIn('jan@kowalski.pl', GOOD);
    expect(entered.data.signIn).toEqual({
      session: { user: { email: 'Jan@Kowalski.pl' }, customer: { number: '7' }, role: 'OWNER' },
      problems: [],
    });
  });

  it('answers the same whichever of the three facts is wrong, in as many statements', async () => {
    await office.join('8', 'known@example.pl');
    await office.customer('9', 'waiting@example.pl');
    const wrong = [
      { email: 'nobody@example.pl', invoiceNumber: 'FV/8' },
      { email: 'known@example.pl', invoiceNumber: 'FV/9' },
      { email: 'known@example.pl', invoiceNumber: 'FV/8', taxId: '2222222222' },
      { email: 'waiting@example.pl', invoiceNumber: 'FV/8' },
      { email: 'waiting@example.pl', invoiceNumber: 'none' },
      { email: 'nobody@example.pl', invoiceNumber: 'none', taxId: '44051401359' },
    ];
    const before = await waiting();
    const answers: string[] = [];
    for (const input of wrong) {
      office.api.statements();
      const { body, status } = await office.register(input, from());
      answers.push(JSON.stringify({ body, status, statements: office.api.statements() }));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('DATA_MISMATCH');
    expect(await waiting()).toBe(before);
  });

  it('asks for no more when a login exists already: the mail says so', async () => {
    await office.join('10', 'again@example.pl');
    const answer = await office.register({ email: 'again@example.pl', invoiceNumber: 'FV/10' }, from());
    expect(answer.data.register.ok).toBe(true);
    const [mail] = await office.deliver();
    expect(mail).toMatchObject({ subject: 'Masz już konto w eBOK', to: { address: 'again@example.pl' } });
    expect(mail!.text).not.toContain('token');
  });

  it('names every formal fault at its field, in the language of the browser', async () => {
    const { data } = await office.api.gql(
      REGISTER,
      { input: { email: 'jan', taxId: '123', invoiceNumber: ' ', termsDocumentId: 'old' } },
      { ...from(), headers: { 'accept-language': 'en' } },
    );
    expect(data.register.problems).toEqual([
      { code: 'INVALID_EMAIL', field: 'email', message: 'This does not look like an e-mail address.' },
      { code: 'INVALID_TAX_ID', field: 'taxId', message: expect.stringContaining('10 digits') },
      { code: 'INVALID_INVOICE_NUMBER', field: 'invoiceNumber', message: expect.any(String) },
      { code: 'TERMS_NOT_ACCEPTED', field: 'termsDocumentId', message: 'Accept the current terms.' },
    ]);
    const empty = await office.register({ email: ' ', taxId: ' - ', invoiceNumber: 'x'.repeat(257) }, from());
    expect(codes(empty, 'register')).toEqual(['REQUIRED', 'REQUIRED', 'INVALID_INVOICE_NUMBER']);
    const long = await office.register({ email: `${'x'.repeat(250)}@example.pl` }, from());
    expect(codes(long, 'register')).toEqual(['TOO_LONG']);
    // A wrong check digit is no formal fault.
    expect(codes(await office.register({ taxId: '1234567890' }, from()), 'register')).toEqual([
      'DATA_MISMATCH',
    ]);
  });

  it.each([
    'a@b.pl\nBcc: c@d.pl',
    'a@good.pl(x)@evil.pl',
    'a@b.pl, c@d.pl',
    '"a b"@c.pl',
    'grupa: a@b.pl;',
    'a@b',
    'a@b..pl',
  ])('takes %j for no address', async (email) => {
    expect(codes(await office.register({ email }, from()), 'register')).toEqual(['INVALID_EMAIL']);
  });

  it.each([
    ['ŻÓŁW@Example.PL', 'żółw@example.pl', '11'],
    ['z\u0307olw@example.pl ', 'żolw@example.pl', '12'],
    ['idn@żółw.pl', 'idn@xn--w-uga1v8h.pl', '13'],
  ])('finds %j as the same address as %j', async (typed, kept, number) => {
    await office.customer(number, kept);
    const answer = await office.register({ email: typed, invoiceNumber: `FV/${number}` }, from());
    expect(answer.data.register.ok).toBe(true);
    await office.deliver();
  });

  it('links every customer of the address and tax id, and those that later feeds bring', async () => {
    await office.customer('20', 'many@example.pl');
    await office.customer('21', 'many@example.pl');
    await office.customer('22', 'many@example.pl', { taxId: '3333333333' });
    await office.register({ email: 'many@example.pl', invoiceNumber: 'FV/20' }, from());
    const [mail] = await office.deliver();
    await office.activate(tokenOf(mail));
    expect(await customersOf('many@example.pl')).toEqual(['20', '21']);
    await office.customer('23', 'many@example.pl');
    await office.customer('24', 'other@example.pl');
    const { database, services } = office.api;
    const ids = ['22', '23', '24'].map((number) => keyOf(number));
    for (let twice = 0; twice < 2; twice++)
      await database.transaction((manager) => services.access.linkCustomers(manager, ids));
    expect(await customersOf('many@example.pl')).toEqual(['20', '21', '23']);
  });

  it('adds a customer of another tax id by a link and the password in use, and by no other', async () => {
    await office.join('30', 'two@example.pl');
    await office.customer('31', 'two@example.pl', { taxId: '4444444444' });
    const ask = async (number: string, taxId: string) => {
      const answer = await office.register(
        { email: 'two@example.pl', taxId, invoiceNumber: `FV/${number}` },
        from(),
      );
      expect(answer.data.register.ok).toBe(true);
      return (await office.deliver())[0]!;
    };
    const mail = await ask('31', '4444444444');
    expect(mail.subject).toBe('Dodaj umowę do konta w eBOK');
    // A mistyped password is no new one.
    expect((await office.activate(tokenOf(mail), OTHER)).data.activate.problems).toMatchObject([
      { code: 'WRONG_CREDENTIALS', field: 'password' },
    ]);
    expect(await customersOf('two@example.pl')).toEqual(['30']);
    expect((await office.activate(tokenOf(mail), GOOD)).data.activate.ok).toBe(true);
    expect(await customersOf('two@example.pl')).toEqual(['30', '31']);
  });

  it('keeps a link that adds a customer over a change of the password, and slows guessing at it down', async () => {
    await office.join('33', 'three@example.pl');
    await office.customer('34', 'three@example.pl', { taxId: '6666666666' });
    const input = { email: 'three@example.pl', taxId: '6666666666', invoiceNumber: 'FV/34' };
    await office.register(input, from());
    const token = tokenOf((await office.deliver())[0]);
    await office.api.gql(ASK_RESET, { email: 'three@example.pl' }, from());
    const reset = tokenOf((await office.deliver())[0]);
    expect((await office.api.gql(RESET, { token: reset, password: OTHER })).data.resetPassword.ok).toBe(true);
    for (let n = 0; n < 5; n++) expect((await office.activate(token, GOOD)).status).toBe(200);
    expect((await office.activate(token, OTHER)).status).toBe(429);
    office.clock.advance(1);
    expect((await office.activate(token, OTHER)).data.activate.ok).toBe(true);
    expect(await customersOf('three@example.pl', OTHER)).toEqual(['33', '34']);
    await office.deliver();
  });

  it('opens a link for 72 hours and says the same of one too old as of one that never was', async () => {
    await office.customer('40', 'late@example.pl');
    const link = async () => {
      await office.register({ email: 'late@example.pl', invoiceNumber: 'FV/40' }, from());
      return tokenOf((await office.deliver())[0]);
    };
    const old = await link();
    office.clock.advance(72 * HOUR + 60);
    const expired = await office.activate(old);
    const unknown = await office.activate('x'.repeat(43));
    expect(codes(expired, 'activate')).toEqual(['LINK_EXPIRED']);
    expect(codes(unknown, 'activate')).toEqual(['LINK_INVALID']);
    expect(expired.data.activate.problems[0].message).toBe(unknown.data.activate.problems[0].message);
    const fresh = await link();
    office.clock.advance(72 * HOUR - 60);
    expect((await office.activate(fresh)).data.activate.ok).toBe(true);
  });

  it('opens only the newest link, once, for its purpose, and no spoilt one', async () => {
    await office.customer('41', 'links@example.pl');
    const ask = () => office.register({ email: 'links@example.pl', invoiceNumber: 'FV/41' }, from());
    await ask();
    const first = tokenOf((await office.deliver())[0]);
    await ask();
    const token = tokenOf((await office.deliver())[0]);
    const refused = async (spoilt: string) => codes(await office.activate(spoilt), 'activate');
    for (const spoilt of [
      first,
      '',
      '%',
      'null',
      token.slice(0, -1),
      token.toUpperCase(),
      `${token} `,
      `${token.startsWith('x') ? 'y' : 'x'}${token.slice(1)}`,
    ])
      expect(await refused(spoilt)).toEqual(['LINK_INVALID']);
    const reset = await office.api.gql(RESET, { token, password: GOOD });
    expect(codes(reset, 'resetPassword')).toEqual(['LINK_INVALID']);
    for (const shape of [['x'], { a: 1 }, null]) {
      const { status, data, errors } = await office.api.gql(
        'mutation ($token: String!) { activate(token: $token, password: "x") { ok } }',
        { token: shape },
      );
      expect({ status, data: data ?? null, code: errors[0]!.extensions.code }).toEqual({
        status: expect.any(Number),
        data: null,
        code: 'BAD_USER_INPUT',
      });
    }
    // A scanner that follows the link before its owner uses nothing up.
    for (const method of ['GET', 'HEAD', 'GET'] as const)
      await office.api.app.inject({ method, url: '/aktywacja' });
    expect((await office.activate(token)).data.activate.ok).toBe(true);
    expect(codes(await office.activate(token, OTHER), 'activate')).toEqual(['LINK_INVALID']);
  });

  it('lets one of fifty at once use a link, and its password is the one that works', async () => {
    await office.customer('42', 'race@example.pl');
    await office.register({ email: 'race@example.pl', invoiceNumber: 'FV/42' }, from());
    const token = tokenOf((await office.deliver())[0]);
    const passwords = Array.from({ length: 50 }, (_, n) => `${GOOD} numer ${n}`);
    const answers = await Promise.all(passwords.map((password) => office.activate(token, password)));
    const won = answers.flatMap((answer, n) => (answer.data.activate.ok ? [n] : []));
    expect(won).toHaveLength(1);
    for (const n of [won[0]!, won[0] === 0 ? 1 : 0]) {
      const { data } = await office.signIn('race@example.pl', passwords[n], { ip: '10.3.3.3' });
      expect(data.signIn.session !== null).toBe(n === won[0]);
    }
  });

  it('sends an activation link anew to who forgot a password that was never set', async () => {
    await office.customer('43', 'lost@example.pl');
    await office.register({ email: 'lost@example.pl', invoiceNumber: 'FV/43' }, from());
    const lost = tokenOf((await office.deliver())[0]);
    await office.api.gql(ASK_RESET, { email: 'Lost@example.pl ' }, from());
    const [mail] = await office.deliver();
    expect(mail!.subject).toBe('Aktywuj konto w eBOK');
    expect(codes(await office.activate(lost), 'activate')).toEqual(['LINK_INVALID']);
    expect((await office.activate(tokenOf(mail))).data.activate.ok).toBe(true);
  });

  it('refuses a link once billing has taken the address away from the customer', async () => {
    await office.customer('44', 'gone@example.pl');
    await office.register({ email: 'gone@example.pl', invoiceNumber: 'FV/44' }, from());
    const token = tokenOf((await office.deliver())[0]);
    await office.api.database.transaction((m) =>
      m.query('DELETE FROM customer_emails WHERE customerId = ?', [keyOf('44')]),
    );
    expect(codes(await office.activate(token), 'activate')).toEqual(['LINK_INVALID']);
    expect((await office.signIn('gone@example.pl')).data.signIn.session).toBeNull();
  });

  it('slows down who tries one invoice number after another', async () => {
    const guess = (n: number) =>
      office.register(
        { email: `guess${n}@example.pl`, invoiceNumber: `FV/${n}` },
        { remoteAddress: '10.8.8.8' },
      );
    for (let n = 0; n < 10; n++) expect(codes(await guess(n), 'register')).toEqual(['DATA_MISMATCH']);
    const blocked = await guess(11);
    expect(blocked.status).toBe(429);
    expect(blocked.errors[0]!.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 5 });
    office.clock.advance(5);
    expect((await guess(12)).status).toBe(200);
    expect((await guess(13)).errors[0]!.extensions.retryAfter).toBe(10);
  });

  it('names the customer with the same number of another apart', async () => {
    await office.customer('50', 'first@example.pl');
    await office.customer('51', 'second@example.pl');
    await office.api.insert('invoices', [invoiceRow('50', 'SAME/1'), invoiceRow('51', 'SAME/1')]);
    await office.register({ email: 'second@example.pl', invoiceNumber: 'SAME/1' }, from());
    await office.activate(tokenOf((await office.deliver())[0]));
    expect(await customersOf('second@example.pl')).toEqual(['51']);
  });
});
