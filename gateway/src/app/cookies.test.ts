import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startApi } from '../../testing/api';
import { ASK_RESET, GOOD, openOffice, OTHER, SIGN_IN, type Office } from '../../testing/auth';
import { ENGINES } from '../../testing/database';
import { team, writeBuild } from '../../testing/slices';

jest.setTimeout(60_000);

const START = '{ session { role } service { name terms { id } cookies { name } } }';
const LIST = '{ service { cookies { name maxAge purpose } } }';
const EMAIL = 'owner@example.pl';

describe.each(ENGINES)('cookies on %s', (engine) => {
  let office: Office;
  beforeAll(async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'ebok-cookies-'));
    for (const name of ['shell', 'finance']) writeBuild(root, name);
    office = await openOffice(engine, {}, root);
    await office.join('1', EMAIL);
    // Browsers differ while a canary runs.
    const finance = await team(office.api, 'finance');
    await finance.publish('1.0.0');
    expect((await finance.canary(50, '1.0.0')).status).toBe(200);
  });
  afterAll(() => office.close());

  const namesOf = (headers: Record<string, unknown>) =>
    ([headers['set-cookie'] ?? []].flat() as string[]).map((one) => one.split('=', 1)[0]);
  const page = async (url: string, cookie = '') => {
    const headers = { accept: 'text/html', ...(cookie && { cookie }) };
    return office.api.app.inject({ url, headers });
  };

  it('are none before sign-in, on no page and in no answer', async () => {
    const places = ['/', '/logowanie', '/rejestracja', '/regulamin', '/finance', '/files/documents/terms'];
    for (const place of [...places, '/readyz', '/.well-known/security.txt']) {
      const { headers, statusCode } = await page(place);
      expect([place, statusCode < 500, namesOf(headers)]).toEqual([place, true, []]);
    }
    const questions: [string, object?][] = [
      [START],
      [ASK_RESET, { email: EMAIL }],
      [SIGN_IN, { input: { email: EMAIL, password: OTHER } }],
      ['{ mailedLink(token: "nobodys") { link { email } } }'],
    ];
    for (const [query, variables] of questions) {
      const { headers, status, errors } = await office.api.gql(query, variables);
      expect([query, status, errors, namesOf(headers)]).toEqual([query, 200, [], []]);
    }
  });

  it('come with sign-in, and the share of a canary with the next page', async () => {
    const entered = await office.signIn(EMAIL);
    expect(namesOf(entered.headers)).toEqual(['ebok', 'ebok-browser']);
    const home = await page('/', entered.cookie);
    expect(namesOf(home.headers)).toEqual(['ebok-visitor']);
  });

  it('that somebody else put into the browser are not taken on at sign-in', async () => {
    const entered = await office.signIn(EMAIL, GOOD, { cookie: 'ebok=chosen; ebok-browser=chosen' });
    expect([entered.session, entered.browser]).not.toContain('ebok=chosen');
    expect(entered.browser).toMatch(/^ebok-browser=[\w-]{43}$/);
    const again = await office.signIn(EMAIL, GOOD, { cookie: entered.cookie });
    expect([again.browser, again.session === entered.session]).toEqual([entered.browser, false]);
  });

  it('are listed for everybody in three languages, each with what it is for', async () => {
    const purposes = new Set<string>();
    for (const language of ['pl', 'en', 'uk']) {
      const { data } = await office.api.gql(LIST, null, { headers: { 'accept-language': language } });
      const listed = data.service.cookies as { name: string; maxAge: number | null; purpose: string }[];
      expect(listed.map(({ name, maxAge }) => [name, maxAge])).toEqual([
        ['ebok', null],
        ['ebok-browser', 31_536_000],
        ['ebok-visitor', 31_536_000],
        ['ebok-instead', 3600],
        ['ebok-preview', null],
      ]);
      for (const { purpose } of listed) purposes.add(purpose);
    }
    expect(purposes.size).toBe(15);
  });
});

it('cookies that only this host may set are listed with their prefix where the portal is on https', async () => {
  const api = await startApi('sqlite', { env: { PUBLIC_URL: 'https://ebok.example', NODE_ENV: 'test' } });
  const { data } = await api.gql('{ service { cookies { name } } }');
  expect(data.service.cookies.map(({ name }: { name: string }) => name)).toEqual([
    '__Host-ebok',
    'ebok-browser',
    '__Host-ebok-visitor',
    'ebok-instead',
    'ebok-preview',
  ]);
  await api.close();
});
