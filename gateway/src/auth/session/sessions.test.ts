import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { GOOD, OTHER, openOffice, type Office } from '../../../testing/auth';

const WRONG = 'zupełnie inne hasło';
const SESSION =
  '{ session { user { email language sessions { id current device ip } } customer { number } customers { number } role expiresAt termsToAccept { id version } } }';

describe.each(ENGINES)('sessions on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(engine);
    await office.join('1', 'owner@example.pl');
    await office.customer('2', 'stranger@example.pl');
  });
  afterAll(() => office.close());
  let place = 0;
  const somewhere = () => `10.2.${Math.floor(++place / 200)}.${place % 200}`;
  const session = async (cookie: string, headers: Record<string, string> = {}) =>
    (await office.api.gql(SESSION, null, { cookie, headers })).data.session;
  const tomorrow = () => office.clock.advance(25 * 3600);

  it('ends a session here, elsewhere and everywhere, at once', async () => {
    tomorrow();
    const enter = () => office.signIn('owner@example.pl', GOOD, { ip: somewhere() });
    const [a, b, c] = [await enter(), await enter(), await enter()];
    const signOut = (cookie: string, everywhere = false) =>
      office.api.gql(`mutation { signOut(everywhere: ${everywhere}) }`, null, { cookie });
    const out = await signOut(a.cookie);
    expect(out.data.signOut).toBe(true);
    expect(String(out.headers['set-cookie'])).toMatch(/^ebok=; Max-Age=0/);
    expect(await session(a.cookie)).toBeNull();
    const listed = (await session(b.cookie)).user.sessions as {
      id: string;
      current: boolean;
      device: string;
    }[];
    expect(listed).toHaveLength(2);
    expect(listed.filter((s) => s.current)).toHaveLength(1);
    const other = listed.find((s) => !s.current)!.id;
    const revoke = (cookie: string, id: string) =>
      office.api.gql('mutation ($id: ID!) { revokeSession(id: $id) }', { id }, { cookie });
    const stranger = await office.api.signedIn(keyOf('2'));
    expect((await revoke(stranger, other)).errors[0]!.extensions.code).toBe('NOT_FOUND');
    expect((await revoke(b.cookie, other)).data.revokeSession).toBe(true);
    expect((await revoke(b.cookie, other)).errors[0]!.extensions.code).toBe('NOT_FOUND');
    expect(await session(c.cookie)).toBeNull();
    const d = await enter();
    await signOut(d.cookie, true);
    expect([await session(b.cookie), await session(d.cookie)]).toEqual([null, null]);
    expect((await signOut(d.cookie)).errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('ends a session after thirty idle minutes, polling or not, and after twelve hours in any case', async () => {
    tomorrow();
    const { cookie } = await office.signIn('owner@example.pl', GOOD, { ip: somewhere() });
    const start = office.clock.at.getTime();
    const ends = async (headers = {}) =>
      new Date((await session(cookie, headers))?.expiresAt ?? 0).getTime() - start;
    expect(await ends()).toBe(30 * 60_000);
    office.clock.advance(20 * 60);
    expect(await ends({ 'x-ebok-background': '1' })).toBe(30 * 60_000);
    office.api.statements();
    expect(await ends()).toBe(50 * 60_000);
    office.clock.advance(29 * 60 + 59);
    expect(await session(cookie, { 'x-ebok-background': '1' })).not.toBeNull();
    office.clock.advance(1);
    expect(await session(cookie)).toBeNull();

    const busy = await office.signIn('owner@example.pl', GOOD, { ip: somewhere() });
    for (let minutes = 0; minutes < 719; minutes += 20) {
      office.clock.advance(Math.min(20, 719 - minutes) * 60);
      expect(await session(busy.cookie)).not.toBeNull();
    }
    office.clock.advance(60);
    expect(await session(busy.cookie)).toBeNull();
  });

  it('finds who asks in one statement, and writes down being seen once a minute', async () => {
    tomorrow();
    const { cookie } = await office.signIn('owner@example.pl', GOOD, { ip: somewhere() });
    const count = async () => {
      office.api.statements();
      await office.api.gql('{ session { role } }', null, { cookie });
      return office.api.statements();
    };
    expect(await count()).toBe(1);
    office.clock.advance(61);
    expect(await count()).toBeGreaterThan(1);
    expect(await count()).toBe(1);
  });

  it('refuses the next request of somebody disabled, or without the customer any more', async () => {
    tomorrow();
    const { database } = office.api;
    const run = (sql: string) => database.transaction((m) => m.query(sql));
    await office.join('60', 'leaving@example.pl');
    const { cookie } = await office.signIn('leaving@example.pl', GOOD, { ip: somewhere() });
    await run("UPDATE users SET disabled = 1 WHERE email = 'leaving@example.pl'");
    expect(await session(cookie)).toBeNull();
    await run("UPDATE users SET disabled = 0 WHERE email = 'leaving@example.pl'");
    expect(await session(cookie)).not.toBeNull();
    await run(`DELETE FROM accesses WHERE customerId = '${keyOf('60')}'`);
    expect(await session(cookie)).toBeNull();
  });

  it('switches between the customers of a login, and to nobody else', async () => {
    tomorrow();
    await office.customer('71', 'several@example.pl');
    await office.join('70', 'several@example.pl');
    const { cookie } = await office.signIn('several@example.pl', GOOD, { ip: somewhere() });
    const found = await session(cookie);
    expect(found.customers).toEqual([{ number: '70' }, { number: '71' }]);
    expect(found.customer.number).toBe('70');
    const select = (id: string) =>
      office.api.gql(
        'mutation ($id: ID!) { selectCustomer(id: $id) { session { customer { number } role } problems { code } } }',
        { id },
        { cookie },
      );
    expect((await select(keyOf('71'))).data.selectCustomer).toEqual({
      session: { customer: { number: '71' }, role: 'OWNER' },
      problems: [],
    });
    expect((await session(cookie)).customer.number).toBe('71');
    for (const id of [keyOf('1'), 'none', '', '%', '1 OR 1=1'])
      expect((await select(id)).errors[0]!.extensions.code).toBe('NOT_FOUND');
    expect((await session(cookie)).customer.number).toBe('71');
  });

  it('remembers the language a person chose', async () => {
    tomorrow();
    const { cookie } = await office.signIn('owner@example.pl', GOOD, { ip: somewhere() });
    const set = (language: string) =>
      office.api.gql(
        `mutation { setLanguage(language: ${language}) { session { user { language } } problems { code } } }`,
        null,
        { cookie },
      );
    expect((await set('UK')).data.setLanguage).toEqual({
      session: { user: { language: 'UK' } },
      problems: [],
    });
    const wrong = await office.api.gql(
      'mutation { changePassword(current: "x", next: "y") { problems { message } } }',
      null,
      { cookie },
    );
    expect(wrong.data.changePassword.problems[0].message).toBe('Це не ваш теперішній пароль.');
    await set('PL');
  });

  it('asks for changed terms before anything else, and takes only those in force', async () => {
    tomorrow();
    const { cookie } = await office.signIn('owner@example.pl', GOOD, { ip: somewhere() });
    const { database, services } = office.api;
    const put = (version: string, validFrom: string) =>
      database.transaction((m) =>
        services.documents.put(m, {
          id: 'terms',
          version,
          title: 'Regulamin',
          validFrom,
          bytes: Buffer.from('<html>'),
        }),
      );
    const old = (await services.documents.terms()).id;
    await put('2', '2026-03-01');
    await put('3', '2099-01-01');
    const waiting = await session(cookie);
    expect(waiting.termsToAccept.version).toBe('2');
    const anything = await office.api.gql('{ customer { id } }', null, { cookie });
    expect(anything.errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'TERMS' });
    const accept = (id: string) =>
      office.api.gql(
        'mutation ($id: ID!) { acceptTerms(documentId: $id) { session { termsToAccept { id } } problems { code field } } }',
        { id },
        { cookie },
      );
    for (const id of [old, 'terms@3', 'terms'])
      expect((await accept(id)).data.acceptTerms.problems).toEqual([
        { code: 'TERMS_NOT_ACCEPTED', field: 'documentId' },
      ]);
    expect((await accept(waiting.termsToAccept.id)).data.acceptTerms).toEqual({
      session: { termsToAccept: null },
      problems: [],
    });
    expect((await office.api.gql('{ customer { number } }', null, { cookie })).data.customer.number).toBe(
      '1',
    );
    await database.transaction((m) => m.query("DELETE FROM document_versions WHERE id = 'terms'"));
  });

  it('changes a password for who knows the old one, and ends the other sessions', async () => {
    tomorrow();
    await office.join('80', 'change@example.pl');
    const [here, there] = [
      await office.signIn('change@example.pl', GOOD, { ip: somewhere() }),
      await office.signIn('change@example.pl', GOOD, { ip: somewhere() }),
    ];
    const change = async (current: string, next: string) =>
      office.api.gql(
        'mutation ($c: String!, $n: String!) { changePassword(current: $c, next: $n) { ok problems { code field message } } }',
        { c: current, n: next },
        { cookie: here.cookie },
      );
    expect((await change(WRONG, OTHER)).data.changePassword.problems).toEqual([
      { code: 'WRONG_CREDENTIALS', field: 'current', message: 'To nie jest obecne hasło.' },
    ]);
    expect((await change(GOOD, GOOD)).data.changePassword.problems).toEqual([
      { code: 'SAME_VALUE', field: 'next', message: 'To Twoje obecne hasło. Wpisz nowe.' },
    ]);
    expect((await change(GOOD, 'short')).data.changePassword.problems).toEqual([
      { code: 'PASSWORD_TOO_WEAK', field: 'next', message: expect.any(String) },
    ]);
    await office.deliver();
    expect((await change(GOOD, OTHER)).data.changePassword).toEqual({ ok: true, problems: [] });
    expect((await office.deliver()).map((m) => m.subject)).toEqual(['Hasło w eBOK zostało zmienione']);
    expect(await session(there.cookie)).toBeNull();
    expect(await session(here.cookie)).not.toBeNull();
    expect(
      (await office.signIn('change@example.pl', GOOD, { ip: somewhere() })).data.signIn.session,
    ).toBeNull();
    expect(
      (await office.signIn('change@example.pl', OTHER, { ip: somewhere() })).data.signIn.session,
    ).not.toBeNull();
    for (let n = 0; n < 5; n++) await change(WRONG, GOOD);
    expect((await change(OTHER, GOOD)).status).toBe(429);
  });

  it('keeps everything but its own doors shut to strangers', async () => {
    for (const operation of [
      '{ customer { id } }',
      'mutation { signOut }',
      'mutation { acceptTerms(documentId: "x") { problems { code } } }',
      'mutation { selectCustomer(id: "x") { problems { code } } }',
      'mutation { setLanguage(language: EN) { problems { code } } }',
      'mutation { revokeSession(id: "x") }',
      'mutation { changePassword(current: "x", next: "y") { ok } }',
    ])
      expect((await office.api.gql(operation)).errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect(
      (await office.api.gql('{ session { role } service { terms { version } } }')).data.session,
    ).toBeNull();
  });
});
