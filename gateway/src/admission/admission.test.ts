import { setTimeout as pause } from 'node:timers/promises';
import { hashToken } from '../runtime/tokens';
import { startApi, type Answer, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { customerRow } from '../../testing/world';

const HOME = '{ customer { number unreadMessages } }';

describe.each(ENGINES)('how requests are let in, on %s', (engine) => {
  let api: Api;
  /** Statements of these tokens' sessions wait until they are let go. */
  let held: Map<string, (() => void)[]>;

  beforeEach(async () => {
    api = await startApi(engine);
    held = new Map();
  });
  afterEach(async () => {
    for (const name of [...held.keys()]) release(name);
    await api.close();
  });

  it('has six of a session under way and refuses with 429 what is far too much, and others notice nothing', async () => {
    const [hog, other] = [await signedIn('A'), await signedIn('B')];
    hold(hog);
    const answers: Answer[] = [];
    const all = Array.from({ length: 100 }, () =>
      api.gql(HOME, {}, { cookie: hog }).then((answer) => void answers.push(answer)),
    );
    await until(() => answers.length >= 30);
    for (const { status, headers, errors, data } of answers) {
      expect([status, headers['retry-after'], data]).toEqual([429, '1', undefined]);
      expect(errors).toEqual([
        { message: expect.any(String), extensions: { code: 'RATE_LIMITED', retryAfter: 1 } },
      ]);
    }
    await until(() => held.get(hog)!.length === 6);
    expect((await api.gql(HOME, {}, { cookie: other })).data.customer.number).toBe('B');
    release(hog);
    await Promise.all(all);
    expect(answers.filter(({ data }) => data?.customer?.number === 'A').length).toBeGreaterThan(30);
  });

  it('lets somebody sign out whose own requests are all under way', async () => {
    const hog = await signedIn('A');
    const blocked = hold(hog);
    const all = Array.from({ length: 20 }, () => api.gql(HOME, {}, { cookie: hog }));
    await until(() => blocked.length === 6);
    const signingOut = api.gql('mutation { signOut }', {}, { cookie: hog });
    await until(() => blocked.length === 7);
    release(hog);
    expect((await signingOut).data).toEqual({ signOut: true });
    await Promise.all(all);
  });

  it('counts files of a session apart from its pages: documents that wait for their turn keep nobody from looking', async () => {
    const printing = await signedIn('A');
    const blocked = hold(printing);
    const files = Array.from({ length: 300 }, () =>
      api.app.inject({
        url: '/files/invoices/x.pdf',
        headers: { cookie: printing, 'accept-language': 'pl' },
      }),
    );
    const first = await Promise.race(files);
    expect([first.statusCode, first.headers['retry-after'], first.body]).toEqual([
      429,
      '1',
      'Zbyt wiele próśb naraz. Spróbuj ponownie za chwilę.',
    ]);
    expect(blocked).toHaveLength(12);
    const page = api.gql(HOME, {}, { cookie: printing });
    await until(() => blocked.length === 13);
    release(printing);
    expect((await page).data.customer.number).toBe('A');
    await Promise.all(files);
  });

  it('answers 503 with Retry-After what it can not do in time, while health, notifications and the operator’s way back are answered', async () => {
    const crowd: string[] = [];
    for (let n = 0; n < 120; n++) crowd.push(await signedIn(`C${n}`));
    for (const cookie of crowd) hold(cookie);
    let busy: Answer | undefined;
    const all: Promise<Answer>[] = [];
    // Places of what waits for the database are given on now and then: new ones come until there is none in time.
    while (!busy) {
      for (const cookie of crowd)
        all.push(
          api.gql(HOME, {}, { cookie }).then((answer) => {
            if (answer.status === 503 && answer.headers['retry-after']) busy ??= answer;
            return answer;
          }),
        );
      await pause(50);
    }
    expect(Number(busy.headers['retry-after'])).toBeGreaterThan(0);
    expect(busy.errors[0]!.message).toBe(
      'W tej chwili jest tu zbyt wiele osób. Spróbuj ponownie za kilka sekund.',
    );
    expect(busy.errors[0]!.extensions).toEqual({
      code: 'INTERNAL',
      retryAfter: Number(busy.headers['retry-after']),
    });
    expect((await api.app.inject('/livez')).statusCode).toBe(200);
    expect((await api.app.inject('/readyz')).statusCode).toBe(200);
    const notified = await api.app.inject({
      method: 'POST',
      url: '/payments/autopay/itn',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'transactions=bm9uc2Vuc2U=',
    });
    expect(notified.statusCode).toBe(400);
    expect((await api.app.inject('/payments/autopay/return')).statusCode).toBe(303);
    const leaver = await signedIn('L');
    expect((await api.gql('mutation { signOut }', {}, { cookie: leaver })).data).toEqual({ signOut: true });
    for (const cookie of crowd) release(cookie);
    // Every accepted request is answered, and every other is rejected.
    for (const { status, data, errors } of await Promise.all(all))
      expect([status, data?.customer?.number ?? errors[0]!.extensions.retryAfter]).toEqual(
        status === 503 ? [503, expect.any(Number)] : [200, expect.stringMatching(/^C\d+$/)],
      );
  });

  it('keeps a place until there is an answer, although the client has hung up', async () => {
    const hog = await signedIn('A');
    const blocked = hold(hog);
    await api.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = api.app.server.address() as { port: number };
    const ask = (signal?: AbortSignal) =>
      fetch(`http://127.0.0.1:${port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: hog },
        body: JSON.stringify({ query: HOME }),
        signal,
      });
    const abort = new AbortController();
    const gone = Array.from({ length: 6 }, () => ask(abort.signal).catch(() => null));
    await until(() => blocked.length === 6);
    abort.abort();
    await Promise.all(gone);
    const next = ask();
    await pause(100);
    expect(blocked).toHaveLength(6);
    release(hog);
    expect((await next).status).toBe(200);
  });

  async function signedIn(number: string): Promise<string> {
    const customer = customerRow(number);
    await api.insert('customers', [customer]);
    return api.signedIn(customer.id);
  }

  /** Whatever the database is asked for this session waits. @returns what waits */
  function hold(cookie: string): (() => void)[] {
    if (held.size === 0) {
      const { dialect } = api.database;
      const read = dialect.read.bind(dialect);
      dialect.read = async (sql, parameters) => {
        const mine = [...held].find(([one]) => parameters.includes(hashToken(one.slice('ebok='.length))));
        if (mine) await new Promise<void>((resolve) => mine[1].push(resolve));
        return read(sql, parameters);
      };
    }
    const waiting: (() => void)[] = [];
    held.set(cookie, waiting);
    return waiting;
  }

  function release(cookie: string): void {
    const waiting = held.get(cookie);
    held.delete(cookie);
    waiting?.splice(0).forEach((go) => go());
  }
});

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 2000) throw new Error('never came');
    await pause(5);
  }
}
