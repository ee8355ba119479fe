import { cpuMs, ENGINES } from '../../../testing/database';
import { Hasher } from './hashing';
import { BoundedQueue } from './bounded-queue';
import { judgePassword } from './password-judge';
import {
  ACTIVATE,
  ASK_RESET,
  GOOD,
  OTHER,
  RESET,
  codes,
  openOffice,
  tokenOf,
  type Office,
} from '../../../testing/auth';

const judge = (password: string) =>
  judgePassword(password, ['jan.kowalski@poczta.example', 'Jasna Energia', 'Żaneta Wiśniewska']);
const fault = (password: string) => judge(password).code;

describe('a password', () => {
  it.each([
    'password1234',
    'qwertyuiop123',
    'Tauron2026',
    'JasnaEnergia2026',
    'jasna energia 2026',
    'jan.kowalski@poczta.example',
    'Jan.Kowalski2026',
    'aaaaaaaaaaaaaaaa',
    'abcabcabcabc',
    '123456789012',
    'hasło1234567',
    'haslohaslo12',
    'zaq12wsxcde3',
    'x'.repeat(900),
    'krótkie-11z',
    '🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂',
  ])('%j is too easy', (password) => {
    expect(fault(password)).toMatch(/^PASSWORD_(TOO_WEAK|BREACHED)$/);
  });

  it.each([
    'correct horse battery staple',
    'Zielony-kajak-7',
    'zażółć gęślą jaźń',
    '  spacje też się liczą  ',
    'emoji 🦔 jeż pod liściem',
    'z\u0000erem w środku kajaka',
    `${'długie zdanie, które ktoś pamięta, '.repeat(20)}koniec`,
  ])('%j will do', (password) => {
    expect(fault(password)).toBeNull();
  });

  it('may be long, not endless, and is judged quickly', async () => {
    const hard = '4@8({[</369&#!1/|0$5+7%2il'.repeat(200);
    const took = await cpuMs(() => {
      expect(fault(hard.slice(0, 1000))).toBeNull();
      expect(fault('x1'.repeat(50_000))).toBe('TOO_LONG');
    });
    expect(took).toBeLessThan(1000);
    expect(fault('')).toBe('REQUIRED');
  });
});

describe('the judge of passwords', () => {
  it.each([
    ['krótkie', 0, 'problem.PASSWORD_TOO_SHORT'],
    ['zaneta-Wisniewska-26', 1, 'problem.PASSWORD_OWN_WORDS'],
    ['Wiśniewska2026!', 1, 'problem.PASSWORD_OWN_WORDS'],
    ['jan.kowalski@poczta', 1, 'problem.PASSWORD_OWN_WORDS'],
    ['Jasna Energia 26', 1, 'problem.PASSWORD_OWN_WORDS'],
    ['abcabcabcabc', 1, 'problem.PASSWORD_TOO_WEAK'],
    ['correct horse battery staple', 4, undefined],
  ])('gives %j %d and says why', (password, score, sentence) => {
    expect(judge(password)).toMatchObject({ score });
    expect(judge(password).sentence).toBe(sentence);
  });
});

describe('hashing', () => {
  it('tells the right password from others, and from nobody’s', async () => {
    const hasher = new Hasher();
    const stored = await hasher.hash(GOOD);
    expect(
      await Promise.all([
        hasher.verify(stored, GOOD),
        hasher.verify(stored, OTHER),
        hasher.verify(null, GOOD),
      ]),
    ).toEqual([true, false, false]);
  });

  it('takes in as many as can be served in time, and sends the others away before any work', async () => {
    const queue = new BoundedQueue({ concurrency: 2, timeoutMs: 250, expectedMs: 100 });
    let begun = 0;
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const work = async () => {
      begun++;
      await gate;
    };
    const all = Array.from({ length: 20 }, () => queue.run(work));
    // Two are served, and five more in a quarter of a second.
    await expect(all[7]).rejects.toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfter: 1 } });
    expect(begun).toBe(2);
    letGo();
    const results = await Promise.allSettled(all);
    expect(results.map(({ status }) => status === 'fulfilled')).toEqual(
      Array.from({ length: 20 }, (_, n) => n < 7),
    );
    expect(begun).toBe(7);
    await queue.run(work);
  });
});

describe('a line', () => {
  it('sends away who came last when the ones before take longer than was thought', async () => {
    const queue = new BoundedQueue({ concurrency: 1, timeoutMs: 40, expectedMs: 1 });
    const slow = () => new Promise((resolve) => setTimeout(resolve, 50));
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => queue.run(slow)));
    const served = results.filter(({ status }) => status === 'fulfilled').length;
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThan(10);
    expect(results.slice(0, served).every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(results.at(-1)).toMatchObject({ reason: { extensions: { code: 'RATE_LIMITED' } } });
  });
});

describe.each(ENGINES)('passwords on %s', (engine) => {
  let office: Office;
  let number = 100;
  beforeAll(async () => (office = await openOffice(engine)));
  afterAll(() => office.close());
  const from = () => ({ remoteAddress: `10.1.0.${++number % 250}` });
  const ask = async (email: string) => {
    const answer = await office.api.gql(ASK_RESET, { email }, from());
    expect(answer.data.requestPasswordReset).toBe(true);
    return office.deliver();
  };
  const reset = (token: string, password: string) => office.api.gql(RESET, { token, password });
  const enters = async (email: string, password: string) => {
    const { data } = await office.signIn(email, password, { ip: `10.5.0.${++number % 250}` });
    return data.signIn.session !== null;
  };

  it('refuses a weak one without using up the link, and counts every character of a long one', async () => {
    await office.customer('1', 'long@example.pl');
    await office.register({ email: 'long@example.pl', invoiceNumber: 'FV/1' }, from());
    const token = tokenOf((await office.deliver())[0]);
    const weak = await office.api.gql(ACTIVATE, { token, password: 'long@example.pl' });
    expect(weak.data.activate.problems[0]).toMatchObject({ code: 'PASSWORD_TOO_WEAK', field: 'password' });
    const long = `Zdanie dłuższe niż 72 bajty, które różni się od innego dopiero na samym końcu, czyli tu: ${'ą'.repeat(9)}`;
    expect((await office.activate(token, `${long}1`)).data.activate.ok).toBe(true);
    expect(await enters('long@example.pl', `${long}2`)).toBe(false);
    expect(await enters('long@example.pl', long)).toBe(false);
    expect(await enters('long@example.pl', `${long}1`)).toBe(true);
    // The same letters as another keyboard writes them.
    expect(await enters('long@example.pl', `${long}1`.normalize('NFD'))).toBe(true);
    // A megabyte is too large a request; what fits in one is no password, and quickly so.
    expect((await office.signIn('long@example.pl', 'x'.repeat(1_000_000))).status).toBe(413);
    expect(await enters('long@example.pl', `${long}1${'x'.repeat(90_000)}`)).toBe(false);
  });

  it('is set anew by a mailed link, which ends every session and older link', async () => {
    await office.join('2', 'reset@example.pl');
    const { cookie, browser } = await office.signIn('reset@example.pl', GOOD, { ip: '10.5.5.5' });
    const [first] = await ask('Reset@example.pl');
    const [second] = await ask('reset@example.pl');
    expect(second).toMatchObject({ subject: 'Nowe hasło w eBOK', to: { address: 'reset@example.pl' } });
    expect(second!.text).toContain('http://localhost:4000/haslo#token=');
    expect(codes(await reset(tokenOf(first), OTHER), 'resetPassword')).toEqual(['LINK_INVALID']);
    expect(codes(await office.activate(tokenOf(second)), 'activate')).toEqual(['LINK_INVALID']);
    const done = await reset(tokenOf(second), OTHER);
    expect(done.data.resetPassword).toEqual({ ok: true, problems: [] });
    // Holding the link is no sign-in.
    expect(String(done.headers['set-cookie'])).not.toMatch(/ebok=/);
    expect((await office.deliver()).map((mail) => mail.subject)).toEqual(['Hasło w eBOK zostało zmienione']);
    expect((await office.api.gql('{ session { role } }', null, { cookie })).data.session).toBeNull();
    expect(await enters('reset@example.pl', GOOD)).toBe(false);
    expect(await enters('reset@example.pl', OTHER)).toBe(true);
    expect(codes(await reset(tokenOf(second), GOOD), 'resetPassword')).toEqual(['LINK_INVALID']);
    // Browsers trusted before may have been the intruder's.
    const { length } = await office.api.database.query(
      "SELECT b.id FROM browsers b JOIN users u ON u.id = b.userId WHERE u.email = 'reset@example.pl'",
    );
    expect(length).toBe(2);
    expect(browser).not.toBe('');
  });

  it('dies with any other change of the password', async () => {
    await office.join('3', 'changed@example.pl');
    const [mail] = await ask('changed@example.pl');
    const { cookie } = await office.signIn('changed@example.pl', GOOD, { ip: '10.5.5.6' });
    await office.api.gql(`mutation { changePassword(current: "${GOOD}", next: "${OTHER}") { ok } }`, null, {
      cookie,
    });
    expect(codes(await reset(tokenOf(mail), GOOD), 'resetPassword')).toEqual(['LINK_INVALID']);
  });

  it('opens a reset link for 72 hours', async () => {
    await office.join('4', 'hours@example.pl');
    const [old] = await ask('hours@example.pl');
    office.clock.advance(72 * 3600 + 60);
    expect(codes(await reset(tokenOf(old), OTHER), 'resetPassword')).toEqual(['LINK_EXPIRED']);
    const [fresh] = await ask('hours@example.pl');
    office.clock.advance(72 * 3600 - 60);
    expect((await reset(tokenOf(fresh), OTHER)).data.resetPassword.ok).toBe(true);
  });

  it('is asked for with the same answer and as much work for known and unknown addresses', async () => {
    await office.join('5', 'known@example.pl');
    await office.join('6', 'disabled@example.pl');
    await office.api.database.transaction((m) =>
      m.query("UPDATE users SET disabled = 1 WHERE email = 'disabled@example.pl'"),
    );
    const seen = new Set<string>();
    const mailed: number[] = [];
    for (const email of ['known@example.pl', 'nobody@example.pl', 'disabled@example.pl']) {
      office.api.statements();
      const { status, body } = await office.api.gql(ASK_RESET, { email }, from());
      seen.add(JSON.stringify({ status, body, statements: office.api.statements() }));
      mailed.push((await office.deliver()).length);
    }
    expect(seen.size).toBe(1);
    expect(mailed).toEqual([1, 0, 0]);
    const bad = await office.api.gql(ASK_RESET, { email: 'no address' }, from());
    expect(bad.data.requestPasswordReset).toBe(true);
    // Nothing about who asked stays behind.
    expect(
      await office.api.database.query("SELECT id FROM mails WHERE recipient = 'nobody@example.pl'"),
    ).toEqual([]);
  });

  it('mails one address a few times only, however often it is asked, with the same answer', async () => {
    await office.join('7', 'flood@example.pl');
    let mails = 0;
    for (let n = 0; n < 200; n++) mails += (await ask('flood@example.pl')).length;
    expect(mails).toBe(3);
    office.clock.advance(60);
    expect(await ask('flood+1@example.pl')).toEqual([]);
    office.clock.advance(120);
    expect(await ask('flood@example.pl')).toHaveLength(1);
  });

  it('slows down who asks for many', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 30; n++)
      statuses.push(
        (await office.api.gql(ASK_RESET, { email: `many${n}@example.pl` }, { remoteAddress: '10.99.0.1' }))
          .status,
      );
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  });

  it('lets an owner whom others hold up in again at once through a reset', async () => {
    await office.join('8', 'held@example.pl');
    for (let n = 0; n < 8; n++) await office.signIn('held@example.pl', 'wrong', { ip: `10.98.0.${n}` });
    expect((await office.signIn('held@example.pl', GOOD, { ip: '10.98.1.1' })).status).toBe(429);
    const [mail] = await ask('held@example.pl');
    const done = await reset(tokenOf(mail), OTHER);
    for (let n = 0; n < 8; n++) await office.signIn('held@example.pl', 'wrong', { ip: `10.98.0.${n}` });
    const cookie = String(done.headers['set-cookie']).split(';')[0];
    expect((await office.signIn('held@example.pl', OTHER, { cookie })).data.signIn.session).not.toBeNull();
  });

  it('never writes a link to another host than the configured one', async () => {
    await office.join('9', 'host@example.pl');
    await office.api.gql(
      ASK_RESET,
      { email: 'host@example.pl' },
      { ...from(), headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' } },
    );
    const [mail] = await office.deliver();
    expect(mail!.text).toContain('http://localhost:4000/haslo#token=');
    expect(`${mail!.text}${mail!.html}`).not.toContain('evil');
  });
});
