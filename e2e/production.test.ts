// Rules of production only: it accepts persisted operations alone, and shows the playground to developers.
import { openTab } from './playground';
import { portalSuite } from './suite';
import { signIn } from './visitor';
import { CUSTOMER } from './world';

const suite = portalSuite();

it('shows every slice in production, each sending persisted operations by their hashes alone', async () => {
  const { page, complaints, leave } = await suite.visit(1280);
  const asked: { query?: string; extensions?: { persistedQuery?: object } }[] = [];
  const refused: string[] = [];
  page.on(
    'request',
    (request) => request.url().endsWith('/graphql') && asked.push(request.postDataJSON() as object),
  );
  page.on('response', (response) => {
    if (!response.url().endsWith('/graphql')) return;
    // Of a page that was left the browser keeps no answers.
    const answer = response.text().catch(() => '');
    void answer.then((text) => text.includes('PERSISTED_QUERY') && refused.push(text));
  });
  await page.goto(suite.portal.url);
  await signIn(page, CUSTOMER.email);
  await page.getByText('termin minął 15 marca 2026').waitFor();
  await page.waitForLoadState('networkidle');
  for (const [address, name] of [
    ['/finanse', 'Finanse'],
    ['/zuzycie', 'Zużycie'],
    ['/dane', 'Dane'],
    ['/wiadomosci', 'Wiadomości'],
    ['/konto', /./],
  ] as const) {
    await page.goto(suite.portal.url + address);
    await page.getByRole('heading', { level: 1, name }).first().waitFor();
    await page.waitForLoadState('networkidle');
  }
  expect(refused).toEqual([]);
  expect(asked.filter(({ extensions }) => extensions?.persistedQuery).length).toBeGreaterThan(5);
  const texts = asked.filter(({ query }) => query).map(({ query }) => /\w+ (\w+)/.exec(query!)![1]);
  // The shell's own few operations are sent as texts, each of them registered.
  expect([...new Set(texts)].sort()).toEqual(expect.arrayContaining(['SignIn', 'Start']));
  await leave();
  expect(complaints).toEqual([]);
});

it('shows the playground to developers alone, who see the customer they are signed in as', async () => {
  const { page, complaints, leave } = await suite.visit(1280);
  const playground = `${suite.portal.url}/playground`;
  const status = async () => (await page.goto(playground))?.status();
  expect(await status()).toBe(404);
  expect(await page.content()).not.toContain('playground');
  await page.goto(suite.portal.url);
  await signIn(page, CUSTOMER.email);
  await page.getByText('termin minął 15 marca 2026').waitFor();
  expect(await status()).toBe(404);
  expect((await suite.portal.command('user', 'developer', CUSTOMER.email)).code).toBe(0);
  expect(await status()).toBe(200);
  await page.getByText(`Signed in as ${CUSTOMER.email}`).waitFor();
  // Before the editor is ready, choosing a tab would not change its text.
  await page.locator('.graphiql-query-editor').getByText('Who is signed in').waitFor();
  await openTab(page, 'Balance');
  await page.getByRole('button', { name: /^Execute query/ }).click();
  const answer = page.getByRole('region', { name: 'Result Window' });
  await answer.getByText('"53.63"').first().waitFor();
  await answer.getByText('"RED"').waitFor();
  await leave();
  // The browser itself logs the 404 that visitors without access get.
  expect(complaints.filter((one) => !one.includes('404'))).toEqual([]);
});
