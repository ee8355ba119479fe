// The portal as a retailer runs it: only registered operations get in.
import type { Browser } from 'playwright-core';
import { launch } from './browser';
import { startPortal } from './portal';
import { registered, signIn, visit } from './visitor';
import { CUSTOMER, ELECTRICITY } from './world';

let browser: Browser;
beforeAll(async () => (browser = await launch()));
afterAll(() => browser?.close());

it('shows every slice in production, each asking registered operations by their hashes alone', async () => {
  const portal = await startPortal({
    NODE_ENV: 'production',
    MAIL_FROM: 'ebok@example.pl',
    RETAILER_FILE: 'gateway/retailer.example.json',
    AUTOPAY_URL: 'https://operator.invalid',
    AUTOPAY_SERVICE_ID: '1',
    AUTOPAY_SHARED_KEY: 'x',
    EUR_RATE: '4.25',
    EUR_RATE_DATE: '2026-11-20',
  });
  try {
    expect((await portal.import(portal.feed(ELECTRICITY))).code).toBe(0);
    const { report: token } = await portal.command('token', '--api', 'e2e');
    await registered(portal, CUSTOMER, { authorization: `Bearer ${token.trim()}` });
    const { page, complaints, leave } = await visit(browser, 1280);
    const asked: { query?: string; extensions?: { persistedQuery?: object } }[] = [];
    const refused: string[] = [];
    page.on(
      'request',
      (request) => request.url().endsWith('/graphql') && asked.push(request.postDataJSON() as object),
    );
    page.on('response', (response) => {
      if (response.url().endsWith('/graphql'))
        void response.text().then((text) => text.includes('PERSISTED_QUERY') && refused.push(text));
    });
    await page.goto(portal.url);
    await signIn(page, CUSTOMER.email);
    await page.getByText('termin minął 15 marca 2026').waitFor();
    for (const [address, name] of [
      ['/finanse', 'Finanse'],
      ['/zuzycie', 'Zużycie'],
      ['/dane', 'Dane'],
      ['/wiadomosci', 'Wiadomości'],
      ['/konto', /./],
    ] as const) {
      await page.goto(portal.url + address);
      await page.getByRole('heading', { level: 1, name }).first().waitFor();
      await page.waitForLoadState('networkidle');
    }
    expect(refused).toEqual([]);
    expect(asked.filter(({ extensions }) => extensions?.persistedQuery).length).toBeGreaterThan(5);
    const texts = asked.filter(({ query }) => query).map(({ query }) => /\w+ (\w+)/.exec(query!)![1]);
    // The shell's own few go as texts, each of them registered.
    expect([...new Set(texts)].sort()).toEqual(expect.arrayContaining(['SignIn', 'Start']));
    await leave();
    expect(complaints).toEqual([]);
  } finally {
    await portal.stop();
  }
});
