import { keyOf } from '../../database/columns';
import type { RenderedMail } from '../../mail/transport';
import { ENGINES } from '../../../testing/database';
import { startApi } from '../../../testing/api';
import {
  ACTIVATE,
  ASK_RESET,
  codes,
  GOOD,
  openOffice,
  OTHER,
  RESET,
  tokenOf,
  type Office,
} from '../../../testing/auth';

const LOOK =
  'query ($token: String!) { mailedLink(token: $token) { link { purpose email customerNumber } problems { code message } } }';
/** The token among mails, of which others may only say what happened. */
const newest = (mails: RenderedMail[]) => mails.map(tokenOf).filter(Boolean).at(-1)!;
const STRENGTH =
  'query ($password: String!, $token: String) { passwordStrength(password: $password, token: $token) { score problem { code message } } }';

describe.each(ENGINES)('a link from a mail on %s', (engine) => {
  let office: Office;
  let place = 0;
  const from = () => ({ remoteAddress: `10.1.0.${++place % 250}` });
  beforeAll(async () => (office = await openOffice(engine)));
  afterAll(() => office.close());
  beforeEach(() => office.clock.advance(25 * 3600));
  const look = async (token: string) => (await office.api.gql(LOOK, { token })).data.mailedLink;
  const activation = async (number: string, email: string) => {
    await office.customer(number, email, { name: 'Żaneta Wiśniewska' });
    await office.register({ email, invoiceNumber: `FV/${number}` }, from());
    return newest(await office.deliver());
  };
  const resetLink = async (email: string) => {
    await office.api.gql(ASK_RESET, { email }, from());
    return newest(await office.deliver());
  };
  const reset = (token: string, password: string) => office.api.gql(RESET, { token, password });

  it('tells its holder what it is for, and stays as it is', async () => {
    const token = await activation('1', 'Anna@Example.pl');
    for (let n = 0; n < 3; n++)
      expect(await look(token)).toEqual({
        link: { purpose: 'ACTIVATE', email: 'Anna@Example.pl', customerNumber: '1' },
        problems: [],
      });
    expect((await office.activate(token)).data.activate.ok).toBe(true);
    expect(await look(token)).toEqual({
      link: null,
      problems: [{ code: 'LINK_INVALID', message: expect.stringContaining('został już użyty') }],
    });
    const renewed = await resetLink('anna@example.pl');
    expect((await look(renewed)).link.purpose).toBe('RESET');
    office.clock.advance(73 * 3600);
    expect((await look(renewed)).problems).toMatchObject([{ code: 'LINK_EXPIRED' }]);
    expect((await look('x'.repeat(43))).problems).toMatchObject([{ code: 'LINK_INVALID' }]);
    // A link in another site's page can only make a browser GET.
    const query = new URLSearchParams({ query: LOOK, variables: JSON.stringify({ token }) });
    expect((await office.api.app.inject(`/graphql?${query.toString()}`)).statusCode).toBe(405);
  });

  it.each([
    ['/aktywacja%23token=secret-_1', '/aktywacja#token=secret-_1'],
    ['/haslo%2523token=secret', '/haslo#token=secret'],
    ['/Aktywacja%23TOKEN=secret', '/aktywacja#TOKEN=secret'],
    ['/anuluj-zmiane%23token=secret', '/anuluj-zmiane#token=secret'],
  ])('whose # a mail gateway rewrote leads on: %s', async (written, meant) => {
    const answer = await office.api.app.inject(written);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, meant]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(office.api.logged.filter((line) => line.includes('secret'))).toEqual([]);
  });

  it('answers the same password as the first time, another one not, and for a few tries only', async () => {
    const token = await activation('2', 'again@example.pl');
    expect((await office.activate(token)).data.activate.ok).toBe(true);
    expect((await office.activate(token)).data.activate).toEqual({ ok: true, problems: [] });
    for (let n = 0; n < 4; n++)
      expect(codes(await office.activate(token, `${OTHER} ${n}`), 'activate')).toEqual(['LINK_INVALID']);
    expect(codes(await office.activate(token), 'activate')).toEqual(['LINK_INVALID']);
  });

  it('no longer answers once something else happened to the password', async () => {
    const token = await activation('3', 'moved@example.pl');
    expect((await office.activate(token)).data.activate.ok).toBe(true);
    const renewed = await resetLink('moved@example.pl');
    expect((await reset(renewed, OTHER)).data.resetPassword.ok).toBe(true);
    expect((await reset(renewed, OTHER)).data.resetPassword.ok).toBe(true);
    for (const password of [GOOD, OTHER])
      expect(codes(await office.activate(token, password), 'activate')).toEqual(['LINK_INVALID']);
    const { cookie } = await office.signIn('moved@example.pl', OTHER, { ip: '10.7.7.7' });
    await office.api.gql(`mutation { changePassword(current: "${OTHER}", next: "${GOOD}") { ok } }`, null, {
      cookie,
    });
    for (const password of [GOOD, OTHER])
      expect(codes(await reset(renewed, password), 'resetPassword')).toEqual(['LINK_INVALID']);
  });

  it('sends no new activation to who was locked out after using one', async () => {
    const token = await activation('4', 'shut@example.pl');
    expect((await office.activate(token)).data.activate.ok).toBe(true);
    const { database } = office.api;
    await database.transaction((m) =>
      m.query("UPDATE users SET disabled = 1 WHERE email = 'shut@example.pl'"),
    );
    await office.api.gql(ASK_RESET, { email: 'shut@example.pl' }, from());
    expect((await office.deliver()).filter((mail) => tokenOf(mail))).toEqual([]);
    expect(codes(await office.activate(token), 'activate')).toEqual(['LINK_INVALID']);
  });

  it('lets its holder know how good a password is, and nobody else', async () => {
    const token = await activation('5', 'judge@example.pl');
    const ask = async (password: string, more: object = {}, options = {}) =>
      office.api.gql(STRENGTH, { password, ...more }, options);
    expect((await ask('Wisniewska 2026!', { token })).data.passwordStrength).toEqual({
      score: 1,
      problem: { code: 'PASSWORD_TOO_WEAK', message: expect.stringContaining('zawiera Twoje imię') },
    });
    expect((await ask(GOOD, { token })).data.passwordStrength).toEqual({ score: 4, problem: null });
    const same = await office.activate(token, 'Wisniewska 2026!');
    expect(same.data.activate.problems[0].message).toContain('zawiera Twoje imię');
    expect((await ask(GOOD)).errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect((await ask(GOOD, { token: 'x' })).errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
    await office.activate(token);
    const { cookie } = await office.signIn('judge@example.pl', GOOD, { ip: '10.7.7.8' });
    expect((await ask('judge@example.pl', {}, { cookie })).data.passwordStrength.score).toBe(1);
  });

  it('and other changes that are told to have failed, and are made all the same, are answered when asked again', async () => {
    const token = await activation('6', 'late@example.pl');
    await office.join('7', 'change@example.pl');
    await office.join('8', 'reset@example.pl');
    const renewed = await resetLink('reset@example.pl');
    const { cookie } = await office.signIn('change@example.pl', GOOD, { ip: '10.7.7.9' });
    const terms = await office.api.services.documents.terms();
    const work: [string, () => Promise<{ status: number; data: any }>][] = [
      ['activate', () => office.activate(token)],
      ['resetPassword', () => reset(renewed, OTHER)],
      [
        'changePassword',
        () =>
          office.api.gql(
            `mutation { changePassword(current: "${GOOD}", next: "${OTHER}") { ok problems { code } } }`,
            null,
            { cookie },
          ),
      ],
      [
        'acceptTerms',
        () =>
          office.api.gql(`mutation { acceptTerms(documentId: "${terms.id}") { problems { code } } }`, null, {
            cookie,
          }),
      ],
    ];
    // Somebody holds the rows for longer than a request may wait.
    const { database } = office.api;
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    let isHeld = () => {};
    const holding = new Promise<void>((resolve) => (isHeld = resolve));
    const hold = database.transaction(
      async (manager) => {
        await manager.query('UPDATE links SET repeats = repeats');
        await manager.query('UPDATE users SET language = language');
        await manager.query('UPDATE terms_acceptances SET acceptedAt = acceptedAt');
        isHeld();
        await held;
      },
      { isPatient: true },
    );
    await holding;
    const first = await Promise.all(work.map(([, ask]) => ask()));
    expect(first.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    letGo();
    await hold;
    for (const [field, ask] of work) {
      const { data } = await ask();
      expect([field, data[field].problems]).toEqual([field, []]);
    }
    for (const [email, password] of [
      ['late@example.pl', GOOD],
      ['reset@example.pl', OTHER],
      ['change@example.pl', OTHER],
    ] as const)
      expect((await office.signIn(email, password, { ip: '10.7.8.1' })).data.signIn.session).not.toBeNull();
    const [{ n }] = (await database.query<{ n: number }>(
      'SELECT COUNT(*) AS n FROM accesses WHERE customerId = ?',
      [keyOf('6')],
    )) as [{ n: number }];
    expect(Number(n)).toBe(1);
  }, 30_000);
});

const TWO_NODES = ENGINES.filter((engine) => engine === 'mysql');
const ROUNDS = process.env.EBOK_LONG ? 20 : 2;

(TWO_NODES.length > 0 ? describe : describe.skip)('fifty at once with one link on two nodes', () => {
  it('find one winner, whose password works, and fail in no other way', async () => {
    const office = await openOffice('mysql');
    const other = await startApi('mysql', { on: office.api.test, now: () => office.clock.at });
    for (let round = 0; round < ROUNDS; round++) {
      office.clock.advance(25 * 3600);
      const email = `race${round}@example.pl`;
      await office.customer(`R${round}`, email);
      await office.register({ email, invoiceNumber: `FV/R${round}` });
      const token = tokenOf((await office.deliver())[0]);
      const passwords = Array.from({ length: 50 }, (_, n) => `${GOOD} numer ${n}`);
      const answers = await Promise.all(
        passwords.map((password, n) => (n % 2 ? other : office.api).gql(ACTIVATE, { token, password })),
      );
      const said = answers.map(({ data, errors }) =>
        data?.activate ? (data.activate.problems[0]?.code ?? 'ok') : errors[0]!.extensions.code,
      );
      const won = said.indexOf('ok');
      expect(said.toSorted()).toEqual([...Array<string>(49).fill('LINK_INVALID'), 'ok']);
      const { data } = await office.signIn(email, passwords[won], { ip: '10.3.3.3' });
      expect(data.signIn.session).not.toBeNull();
    }
    await other.close();
    await office.close();
  }, 300_000);
});
