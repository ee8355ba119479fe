import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { GOOD, SIGN_IN, codes, openOffice, type Office } from '../../../testing/auth';

const WRONG = 'zupełnie inne hasło';
const SESSION =
  '{ session { user { email language sessions { id current device ip } } customer { number } customers { number } role expiresAt termsToAccept { id version } } }';

describe.each(ENGINES)('signing in on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine);
    await office.join('1', 'owner@example.pl');
    await office.join('2', 'locked@example.pl');
    await office.customer('3', 'waiting@example.pl');
    const { database } = office.api;
    await database.transaction((m) =>
      m.query("UPDATE users SET disabled = 1 WHERE email = 'locked@example.pl'"),
    );
  });
  afterAll(() => office.close());
  let place = 0;
  const somewhere = () => `10.2.${Math.floor(++place / 200)}.${place % 200}`;
  const session = async (cookie: string, headers: Record<string, string> = {}) =>
    (await office.api.gql(SESSION, null, { cookie, headers })).data.session;
  const tomorrow = () => office.clock.advance(25 * 3600);

  it('answers byte for byte the same to whoever is not let in, after as many statements', async () => {
    const seen = new Set<string>();
    for (const email of [
      'owner@example.pl',
      'locked@example.pl',
      'waiting@example.pl',
      'nobody@example.pl',
    ]) {
      office.api.statements();
      const { status, body, headers } = await office.signIn(email, WRONG, { ip: somewhere() });
      const { date: _date, ...stable } = headers;
      seen.add(JSON.stringify({ status, body, stable, statements: office.api.statements() }));
    }
    // A right password of a disabled login is one more wrong one.
    office.api.statements();
    const { status, body, headers } = await office.signIn('locked@example.pl', GOOD, { ip: somewhere() });
    const { date: _date, ...stable } = headers;
    seen.add(JSON.stringify({ status, body, stable, statements: office.api.statements() }));
    expect(seen.size).toBe(1);
    expect([...seen][0]).toContain('WRONG_CREDENTIALS');
  });

  it('asks for what is missing without counting it', async () => {
    for (let n = 0; n < 10; n++)
      expect(codes(await office.signIn(' ', '', { ip: '10.4.4.4' }), 'signIn')).toEqual([
        'REQUIRED',
        'REQUIRED',
      ]);
  });

  it.each(['owner@example.pl', 'nobody@example.pl'])(
    'lets %s wait ever longer after five wrong passwords, the right one too',
    async (email) => {
      tomorrow();
      const waits: number[] = [];
      for (let n = 0; n < 5; n++)
        expect(codes(await office.signIn(email, WRONG, { ip: somewhere() }), 'signIn')).toEqual([
          'WRONG_CREDENTIALS',
        ]);
      for (let n = 0; n < 12; n++) {
        // However the address is written, and wherever from.
        const written = [email.toUpperCase(), ` ${email}`, email.replace('@', `+tag${n}@`)][n % 3]!;
        const blocked = await office.signIn(written, GOOD, { ip: somewhere() });
        expect(blocked.status).toBe(429);
        const { retryAfter } = blocked.errors[0]!.extensions as { retryAfter: number };
        expect(blocked.headers['retry-after']).toBe(String(retryAfter));
        waits.push(retryAfter);
        office.clock.advance(retryAfter);
        await office.signIn(email, WRONG, { ip: somewhere() });
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
    },
  );

  it('lets the owner in after the pause, and counts anew', async () => {
    tomorrow();
    for (let n = 0; n < 5; n++) await office.signIn('owner@example.pl', WRONG, { ip: somewhere() });
    office.clock.advance(1);
    expect(
      (await office.signIn('owner@example.pl', GOOD, { ip: somewhere() })).data.signIn.session,
    ).not.toBeNull();
    for (let n = 0; n < 4; n++) await office.signIn('owner@example.pl', WRONG, { ip: somewhere() });
    expect(
      (await office.signIn('owner@example.pl', GOOD, { ip: somewhere() })).data.signIn.session,
    ).not.toBeNull();
  });

  it('takes a hundred at once for a hundred tries', async () => {
    tomorrow();
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => office.signIn('owner@example.pl', WRONG, { ip: somewhere() })),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(5);
  });

  it('lets the owner in from a browser known before, whatever others try', async () => {
    tomorrow();
    const known = await office.signIn('owner@example.pl', GOOD, { ip: somewhere() });
    expect(known.browser).toMatch(/^ebok-browser=[\w-]{43}$/);
    for (let n = 0; n < 30; n++) await office.signIn('owner@example.pl', WRONG, { ip: '10.6.6.6' });
    expect((await office.signIn('owner@example.pl', GOOD, { ip: '10.6.6.6' })).status).toBe(429);
    const again = await office.signIn('owner@example.pl', GOOD, { ip: '10.6.6.6', cookie: known.browser });
    expect(again.data.signIn.session).not.toBeNull();
    expect(again.browser).toBe(known.browser);
    // Its own budget is no endless one.
    for (let n = 0; n < 5; n++) await office.signIn('owner@example.pl', WRONG, { cookie: known.browser });
    expect((await office.signIn('owner@example.pl', GOOD, { cookie: known.browser })).status).toBe(429);
    // Another's browser counts for nothing.
    for (let n = 0; n < 5; n++)
      await office.signIn('nobody@example.pl', WRONG, { ip: somewhere(), cookie: known.browser });
    const stranger = await office.signIn('nobody@example.pl', GOOD, {
      ip: somewhere(),
      cookie: known.browser,
    });
    expect(stranger.status).toBe(429);
  });

  it('slows down one password tried on many accounts, from one address or network', async () => {
    const fresh = await openOffice(engine);
    const spray = (n: number, ip: string) => fresh.signIn(`spray${n}@example.pl`, WRONG, { ip });
    const statuses: number[] = [];
    for (let n = 0; n < 25; n++) statuses.push((await spray(n, '10.7.7.7')).status);
    expect(statuses.filter((s) => s === 200)).toHaveLength(20);
    const network: number[] = [];
    for (let n = 0; n < 25; n++) network.push((await spray(n + 100, `2001:db8:1:2::${n + 1}`)).status);
    expect(network.filter((s) => s === 200)).toHaveLength(20);
    expect((await spray(200, '2001:db8:1:3::1')).status).toBe(200);
    // A header that any client can write redirects no one.
    const forged = await fresh.api.gql(
      SIGN_IN,
      { input: { email: 'spray300@example.pl', password: WRONG } },
      { remoteAddress: '10.7.7.7', headers: { 'x-forwarded-for': '1.2.3.4' } },
    );
    expect(forged.status).toBe(429);
    await fresh.close();
  });

  it('lets thirty people in from one address, though each mistypes first', async () => {
    tomorrow();
    const shared = await openOffice(engine);
    await shared.join('1', 'p0@example.pl');
    const [owner] = await shared.api.database.query<Record<string, unknown>>('SELECT * FROM users');
    const others = Array.from({ length: 30 }, (_, n) => ({ id: `user-${n}`, email: `p${n + 1}@example.pl` }));
    await shared.api.insert(
      'users',
      others.map((one) => ({ ...owner, ...one, written: one.email })),
    );
    await shared.api.insert(
      'accesses',
      others.map(({ id }) => ({ customerId: keyOf('1'), userId: id, role: 'OWNER' })),
    );
    for (const { email } of others) {
      expect(codes(await shared.signIn(email, WRONG, { ip: '10.7.7.7' }), 'signIn')).toEqual([
        'WRONG_CREDENTIALS',
      ]);
      expect((await shared.signIn(email, GOOD, { ip: '10.7.7.7' })).data.signIn.session).not.toBeNull();
    }
    await shared.close();
  });

  it('lets in whoever of a crowd it takes, and sends the others away with the time to come back', async () => {
    tomorrow();
    const crowd = Array.from({ length: process.env.EBOK_LONG ? 300 : 60 }, () =>
      office.signIn('owner@example.pl', GOOD, { ip: somewhere() }),
    );
    let entered = 0;
    for (const { status, data, errors } of await Promise.all(crowd)) {
      if (status === 200 && data.signIn.session) entered++;
      else expect(errors[0]!.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    }
    expect(entered).toBeGreaterThan(5);
  });

  it('raises the alarm when stolen pairs are tried from many places, and still lets people in', async () => {
    tomorrow();
    const stuffing = await openOffice(engine);
    await stuffing.join('1', 'owner@example.pl');
    let through = 0;
    for (let n = 0; n < 200; n++) {
      const answer = await stuffing.signIn(`pair${n}@example.pl`, WRONG, { ip: `10.50.0.${n % 50}` });
      if (answer.status === 200) through++;
    }
    expect(through).toBeGreaterThan(99);
    expect(through).toBeLessThan(170);
    expect(stuffing.api.logged.filter((line) => line.includes('sign-in-alarm'))).toHaveLength(1);
    expect(
      (await stuffing.signIn('owner@example.pl', GOOD, { ip: '10.51.0.1' })).data.signIn.session,
    ).not.toBeNull();
    await stuffing.close();
  });

  it('gives a fresh cookie that scripts cannot read and never says it elsewhere', async () => {
    tomorrow();
    const first = await office.signIn('owner@example.pl', GOOD, {
      ip: somewhere(),
      cookie: 'ebok=chosen-by-somebody',
    });
    const set = [first.headers['set-cookie']].flat().map(String);
    expect(set.find((c) => c.startsWith('ebok='))).toMatch(
      /^ebok=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const token = first.session.split('=')[1]!;
    expect(first.body).not.toContain(token);
    const stored = JSON.stringify(await office.api.database.query('SELECT * FROM sessions'));
    expect(stored).not.toContain(token);
    expect(await session('ebok=chosen-by-somebody')).toBeNull();
    const second = await office.signIn('owner@example.pl', GOOD, { ip: somewhere(), cookie: first.cookie });
    expect(second.session).not.toBe(first.session);
    expect(await session(first.cookie)).toBeNull();
    expect(await session(second.cookie)).not.toBeNull();
  });

  it('marks the cookie as belonging to this host where the portal is on https', async () => {
    const secure = await openOffice(engine, { PUBLIC_URL: 'https://ebok.example' });
    await secure.join('1', 'owner@example.pl');
    const { headers } = await secure.signIn('owner@example.pl');
    const set = [headers['set-cookie']].flat().map(String);
    expect(set.find((c) => c.startsWith('__Host-ebok='))).toMatch(
      /; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(set.find((c) => c.startsWith('ebok-browser='))).toContain('; Secure;');
    await secure.close();
  });
});
