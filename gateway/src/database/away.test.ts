import { setTimeout as pause } from 'node:timers/promises';
import { keyOf } from './columns';
import { ENGINES, freshDatabase, type TestDatabase } from '../../testing/database';
import { itnBody, postItn } from '../../testing/payments/payments';
import { startApi, type Api } from '../../testing/api';
import { customerRow } from '../../testing/world';
import { openDatabase } from '../app/open-database';
import { wire, type Wire } from '../../testing/wire';

const withServer = ENGINES.includes('mysql') ? describe : describe.skip;
const BALANCE = '{ customer { number } }';
const SENTENCES = {
  pl: 'Serwis chwilowo nie odpowiada. Spróbuj ponownie za chwilę.',
  en: 'The service is not answering at the moment. Try again shortly.',
  uk: 'Сервіс тимчасово не відповідає. Спробуйте ще раз за мить.',
};
const [SESSIONS, ROUNDS] = [30, 4];
/** After which the driver gives up a connection that does not come about. */
const CONNECT_TIMEOUT_MS = 5_000;

withServer('while the database is away', () => {
  let test: TestDatabase;
  let between: Wire;
  let api: Api;
  let cookie: string;
  /** Of different sessions: one alone has a bounded number of requests under way. */
  let cookies: string[];
  beforeAll(async () => {
    test = await freshDatabase('mysql');
    between = await wire();
    const url = new URL(test.url);
    url.port = String(between.port);
    const database = await openDatabase(url.href);
    api = await startApi('mysql', { on: { ...test, url: url.href, database } });
    await api.insert('customers', [customerRow('A')]);
    cookies = [];
    for (let n = 0; n < SESSIONS; n++) cookies.push(await api.signedIn(keyOf('A')));
    cookie = cookies[0]!;
    // Asked before, it is answered by the short way.
    await look();
    await look();
  });
  afterAll(async () => {
    await api.close();
    await api.database.close();
    await between.stop();
    await test.drop();
  });
  beforeEach(() => void (api.logged.length = 0));

  const look = (query = BALANCE, language = 'pl', by = cookie) =>
    api.gql(query, null, { cookie: by, headers: { 'accept-language': language } });
  const looks = (times: number) =>
    Promise.all(Array.from({ length: times }, () => cookies.map((by) => look(BALANCE, 'pl', by))).flat());
  const logged = (words: string) => api.logged.filter((line) => line.includes(words));
  const isBack = async () => {
    while (logged('database available again').length === 0) await pause(20);
  };

  it('everybody is told so with 503, and answered by the first request after it is there again', async () => {
    await between.stop();
    for (const [language, message] of Object.entries(SENTENCES))
      // The short way, the one through Apollo, and one whose session's language is not known yet.
      for (const query of [BALANCE, `{ customer { number ${language}: name } }`, 'mutation { signOut }'])
        expect(await look(query, language)).toMatchObject({
          status: 503,
          headers: { 'retry-after': '2' },
          errors: [{ message, extensions: { code: 'INTERNAL', retryAfter: 2 } }],
        });
    expect((await api.app.inject({ url: '/readyz' })).statusCode).toBe(503);
    expect((await api.app.inject({ url: '/livez' })).statusCode).toBe(200);
    await between.start();
    expect(await look()).toMatchObject({ status: 200, data: { customer: { number: 'A' } }, errors: [] });
    await isBack();
  });

  it('a person who opens a file reads the sentence', async () => {
    await between.stop();
    const { statusCode, headers, body } = await api.app.inject({
      url: '/files/invoices/x.pdf',
      headers: { cookie, accept: 'text/html,*/*', 'accept-language': 'en' },
    });
    expect([statusCode, headers['retry-after'], body]).toEqual([503, '2', `${SENTENCES.en}\n`]);
    await between.start();
    await isBack();
  });

  it('the log says when it went, and when it was back and how many were refused', async () => {
    await between.stop();
    const answers = await looks(ROUNDS);
    const itn = itnBody({ orderId: 'order', amount: '1.00', key: api.config.autopay.sharedKey });
    expect((await postItn(api, itn)).status).toBe(503);
    expect(answers.filter(({ status }) => status !== 503)).toEqual([]);
    // Some are not let in, because those before them take so long.
    const refused = answers.filter(({ errors }) => errors[0]?.message === SENTENCES.pl).length;
    expect(refused).toBeGreaterThan(10);
    await between.start();
    await isBack();
    expect(logged('unhandled error')).toEqual([]);
    expect(logged('database unavailable')).toHaveLength(1);
    expect(JSON.parse(logged('database unavailable')[0]!)).toMatchObject({ code: 'ECONNREFUSED' });
    // And the notification.
    expect(JSON.parse(logged('database available again')[0]!)).toMatchObject({ refused: refused + 1 });
  });

  /** Whether, among requests that come all the time, one is answered before connections that were begun during the silence give up by themselves. */
  const wellAgain = async (silentMs: number) => {
    between.silence(true);
    const waiting = looks(1);
    await pause(silentMs);
    between.silence(false);
    const answered = look().then(({ status }) => status);
    const late = pause(CONNECT_TIMEOUT_MS / 2, 'late', { ref: false });
    const first = await Promise.race([answered, late]);
    await waiting;
    return first;
  };

  it('a server whose packets were lost is there again at once, before anybody has noticed', async () => {
    api.database.serve(api.services.log);
    // So that there are no connections.
    await between.stop();
    await look();
    await between.start();
    await isBack();
    api.logged.length = 0;
    expect(await wellAgain(1_300)).toBe(200);
    expect(logged('the database is')).toEqual([]);
  });

  it('a server whose packets were lost is there again at once, after those who wait were told so', async () => {
    api.database.serve(api.services.log);
    expect(await wellAgain(6_000)).toBe(200);
    // Connections there are lie idle in the pool now.
    expect(await wellAgain(6_000)).toBe(200);
    expect(logged('unhandled error')).toEqual([]);
    expect(logged('database unavailable')).toHaveLength(2);
    expect(logged('database available again')).toHaveLength(2);
  });

  it('a question that takes long by itself ends nothing else', async () => {
    const own = await openDatabase(test.url);
    own.serve(api.services.log);
    const written = own.transaction(async (manager) => {
      await own.query('SELECT SLEEP(2)');
      await manager.query('SELECT 1');
      return 'done';
    });
    expect(await written.catch((error: Error) => error.message)).toBe('done');
    expect(logged('the database is')).toEqual([]);
    await own.close();
  });

  it('a server that hangs keeps nobody longer than a request may last', async () => {
    api.database.serve(api.services.log, 400);
    between.silence(true);
    const answers = await looks(1);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
    between.silence(false);
    expect((await look()).status).toBe(200);
    expect(logged('unhandled error')).toEqual([]);
    expect(logged('database unavailable')).toHaveLength(1);
  });
});
