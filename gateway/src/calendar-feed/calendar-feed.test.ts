import { createRequire } from 'node:module';
import { keyOf } from '../database/columns';
import { ENGINES } from '../../testing/database';
import { startApi, type Api } from '../../testing/api';
import { customerRow, invoiceRow } from '../../testing/world';

const A = keyOf('A');
const B = keyOf('B');
const RENEW = 'mutation ($customerId: ID) { renewCalendarFeed(customerId: $customerId) }';
const END = 'mutation ($customerId: ID) { endCalendarFeed(customerId: $customerId) }';
const FEED = 'query ($id: ID) { customer(id: $id) { calendarFeed { createdAt } } }';
const ATTACK = 'FV/1\r\nEND:VEVENT\r\nBEGIN:VEVENT; "x",\\n';

/** Its types are those of the module for `import`. */
type Parser = (typeof import('ical.js', { with: { 'resolution-mode': 'import' } }))['default'];
const ICAL = createRequire(__filename)('ical.js') as Parser;

/** The events of a calendar, read by a real parser. */
function eventsOf(body: string) {
  const calendar = new ICAL.Component(ICAL.parse(body) as [string, unknown[], unknown[]]);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      day: event.startDate.toString(),
      isDate: event.startDate.isDate,
      summary: event.summary.replace(/\u00a0/g, ' '),
      description: event.description.replace(/\u00a0/g, ' '),
      url: String(component.getFirstPropertyValue('url')),
    };
  });
}

describe.each(ENGINES)('a calendar of due dates on %s', (engine) => {
  let api: Api;
  let cookie: string;
  let now = new Date('2026-03-10T08:00:00Z');
  const renew = async (variables: object = {}, who = cookie) => {
    const { data, errors } = await api.gql(RENEW, variables, { cookie: who });
    expect(errors).toEqual([]);
    return new URL(data.renewCalendarFeed as string).pathname;
  };
  const get = (url: string, headers: Record<string, string> = {}) =>
    api.app.inject({ method: 'GET', url, headers });
  const sql = (text: string, ...parameters: unknown[]) =>
    api.database.transaction((m) => m.query(text, parameters));

  beforeAll(async () => {
    api = await startApi(engine, { now: () => now, env: { PUBLIC_URL: 'http://ebok.example' } });
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
    await api.insert('invoices', [
      invoiceRow('A', 'FV/1', { dueDate: '2026-03-24', outstanding: 12300 }),
      invoiceRow('A', 'FV/2', { dueDate: '2026-02-24', outstanding: 123456 }),
      invoiceRow('A', 'PAID', { outstanding: 0 }),
      invoiceRow('A', 'CREDIT', { outstanding: -500 }),
      invoiceRow('A', 'NO-DAY', { outstanding: 500, dueDate: null }),
      invoiceRow('A', 'COVERED', { outstanding: 500 }),
      invoiceRow('B', 'B/1', { outstanding: 700 }),
    ]);
    await sql('UPDATE invoices SET covered = 500 WHERE id = ?', keyOf('COVERED'));
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    now = new Date('2026-03-10T08:00:00Z');
    await sql('DELETE FROM calendar_feeds');
    cookie = await api.signedIn(A);
  });

  it('is not there for an unknown address, an ended one, a renewed one, and for no token at all', async () => {
    const [first, second] = [await renew(), await renew()];
    for (const url of [first, '/calendar/nothing.ics', '/calendar/.ics', `/calendar/${'a'.repeat(90)}.ics`])
      expect([url.slice(0, 60), (await get(url)).statusCode]).toEqual([url.slice(0, 60), 404]);
    expect((await get(second)).statusCode).toBe(200);
    expect((await api.gql(END, {}, { cookie })).data).toEqual({ endCalendarFeed: true });
    expect((await get(second)).statusCode).toBe(404);
    expect((await api.gql(END, {}, { cookie })).data).toEqual({ endCalendarFeed: true });
  });

  it('is not there while access is suspended or the login disabled, and then again', async () => {
    const url = await renew();
    const [{ userId } = { userId: '' }] = await api.database.query<{ userId: string }>(
      'SELECT userId FROM calendar_feeds',
    );
    await sql('UPDATE users SET disabled = 1 WHERE id = ?', userId);
    expect((await get(url)).statusCode).toBe(404);
    await sql('UPDATE users SET disabled = 0 WHERE id = ?', userId);
    await sql('DELETE FROM accesses WHERE userId = ?', userId);
    expect((await get(url)).statusCode).toBe(404);
    await api.insert('accesses', [{ customerId: A, userId, role: 'OWNER' }]);
    expect((await get(url)).statusCode).toBe(200);
  });

  it('is neither made, ended nor seen for another customer, nor by visitors', async () => {
    const ofB = await api.signedIn(B);
    await renew({}, ofB);
    for (const [query, variables] of [
      [RENEW, { customerId: B }],
      [END, { customerId: B }],
      [FEED, { id: B }],
    ] as const) {
      expect((await api.gql(query, variables, { cookie })).errors[0]?.extensions.code).toBe('NOT_FOUND');
      expect((await api.gql(query, variables)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
    const seen = async (who: string) => (await api.gql(FEED, {}, { cookie: who })).data.customer.calendarFeed;
    expect(await seen(cookie)).toBeNull();
    expect(await seen(ofB)).toEqual({ createdAt: '2026-03-10T08:00:00Z' });
    // Another login of the same customer has its own.
    expect(await seen(await api.signedIn(B))).toBeNull();
  });

  it('shows what is left to pay by which day, and nothing else', async () => {
    const answer = await get(await renew());
    expect(answer.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
    });
    const link = (number: string) => `http://ebok.example/finanse/${keyOf(number)}?customer=${A}`;
    expect(eventsOf(answer.body)).toEqual([
      {
        uid: `${keyOf('due-date', A, keyOf('FV/1'))}@ebok.example`,
        day: '2026-03-24',
        isDate: true,
        summary: 'Do zapłaty 123,00 zł: FV/1',
        description: `Tego dnia mija termin płatności dokumentu FV/1. Do zapłaty: 123,00 zł.\nZobacz i zapłać: ${link('FV/1')}`,
        url: link('FV/1'),
      },
      expect.objectContaining({ day: '2026-02-24', summary: 'Do zapłaty 1 234,56 zł: FV/2' }),
    ]);
    expect(answer.body).not.toMatch(/Klient A|44051401359|71109010149999/);
    expect(answer.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it.each([
    ['EN', '123.00', 'to pay'],
    ['UK', '123,00', 'До сплати'],
  ])('speaks the language of its reader: %s', async (language, amount, words) => {
    const url = await renew();
    await sql('UPDATE users SET language = ? WHERE id = (SELECT userId FROM calendar_feeds)', language);
    const [first] = eventsOf((await get(url)).body);
    expect(first!.summary).toContain(amount);
    expect(first!.summary).toContain(words);
  });

  it('is sent again only when something changed', async () => {
    const url = await renew();
    const etag = String((await get(url)).headers.etag);
    now = new Date('2026-03-10T19:00:00Z');
    const same = await get(url, { 'if-none-match': `"x", ${etag}` });
    expect([same.statusCode, same.body]).toEqual([304, '']);
    await sql('UPDATE invoices SET covered = 300 WHERE customerId = ? AND id = ?', A, keyOf('FV/1'));
    const changed = await get(url, { 'if-none-match': etag });
    expect(eventsOf(changed.body)[0]!.summary).toBe('Do zapłaty 120,00 zł: FV/1');
    await sql('UPDATE invoices SET covered = 0 WHERE customerId = ? AND id = ?', A, keyOf('FV/1'));
  });

  it('makes no other event of what a number holds', async () => {
    await api.insert('invoices', [invoiceRow('A', ATTACK, { outstanding: 100, dueDate: '2027-01-01' })]);
    const events = eventsOf((await get(await renew())).body);
    await sql('DELETE FROM invoices WHERE customerId = ? AND number = ?', A, ATTACK);
    expect(events).toHaveLength(3);
    expect(events[0]!.summary).toBe('Do zapłaty 1,00 zł: FV/1  END:VEVENT  BEGIN:VEVENT; "x",\\n');
  });

  it('keeps its token nowhere, neither in the database nor in the log', async () => {
    const url = await renew();
    await get(url);
    const token = url.slice('/calendar/'.length, -'.ics'.length);
    expect(token).toHaveLength(43);
    const rows = await api.database.query('SELECT * FROM calendar_feeds');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(api.logged.join('')).not.toContain(token);
  });

  it('puts off whoever asks all the time, by the address, and nobody else', async () => {
    const [url, other] = [await renew(), await renew({}, await api.signedIn(B))];
    const answers = await Promise.all(Array.from({ length: 40 }, () => get(url)));
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect(refused).toHaveLength(10);
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(0);
    expect((await get(other)).statusCode).toBe(200);
  });

  it('holds one document behind the session, for those with access', async () => {
    const { data } = await api.gql(
      '{ customer { invoices(first: 10) { edges { node { number calendarUrl } } } } }',
      null,
      { cookie },
    );
    const urls = new Map<string, string | null>(
      data.customer.invoices.edges.map(({ node }: any) => [node.number, node.calendarUrl]),
    );
    expect(
      [...urls]
        .filter(([, url]) => url)
        .map(([number]) => number)
        .sort(),
    ).toEqual(['FV/1', 'FV/2']);
    const url = urls.get('FV/1')!;
    expect((await get(url)).statusCode).toBe(401);
    expect((await get(url, { cookie: await api.signedIn(B) })).statusCode).toBe(404);
    const paid = await get(url.replace(keyOf('FV/1'), keyOf('PAID')), { cookie });
    expect([paid.statusCode, paid.body]).toEqual([404, expect.stringContaining('nie czeka na zapłatę')]);
    const answer = await get(url, { cookie });
    expect(answer.headers['content-disposition']).toContain('FV-1.ics');
    expect(eventsOf(answer.body).map(({ day, summary }) => [day, summary])).toEqual([
      ['2026-03-24', 'Do zapłaty 123,00 zł: FV/1'],
    ]);
  });
});
