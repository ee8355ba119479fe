// The playground for developers: in a browser, with its own portal, signed in as a customer.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { axeFindings, launch, screenshot } from './browser';
import { laterInPage, openTab } from './playground';
import { startDevelopmentPortal, type Portal } from './portal';
import { overflow, register, signIn, tabTo } from './visitor';
import { CUSTOMER, ELECTRICITY, NEWS } from './world';

/** Axe's finding in GraphiQL itself: a draggable tab contains the buttons that open and close it. */
const GRAPHIQL = /^nested-interactive: .*(li:nth-child|graphiql-tab)/;

describe('the playground', () => {
  let browser: Browser;
  let portal: Portal;
  beforeAll(async () => {
    browser = await launch();
    // Only in development is it open to everyone; production.test.ts covers access in production.
    portal = await startDevelopmentPortal();
    for (const world of [ELECTRICITY, NEWS]) expect((await portal.import(portal.feed(world))).code).toBe(0);
    await register(portal, CUSTOMER);
  });
  afterAll(async () => {
    await browser.close();
    await portal.stop();
  });

  let context: BrowserContext;
  let page: Page;
  /** Errors in the browser (policy, scripts) and requests to other hosts: there must be none. */
  let complaints: string[];
  async function open(width = 1280): Promise<void> {
    complaints = [];
    context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'pl-PL' });
    page = await context.newPage();
    page.setDefaultTimeout(45_000);
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    context.on('request', (request) => {
      if (!request.url().startsWith(portal.url)) complaints.push(request.url());
    });
    await page.goto(`${portal.url}/playground`);
    await page.getByText('# Who is signed in').waitFor();
  }
  async function openSignedIn(): Promise<void> {
    await open();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, CUSTOMER.email);
    await page.getByText('Signed in as jan@kowalski.pl').waitFor();
    expect(new URL(page.url()).pathname).toBe('/playground');
    await page.getByText('# Who is signed in').waitFor();
  }
  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  it('answers who is signed in before anybody is, says so, and closes the rest', async () => {
    await open();
    await page.getByText('Nobody is signed in: only session and service answer.').waitFor();
    expect((await run('Session')).data).toMatchObject({ session: null, service: { name: 'Jasna Energia' } });
    expect((await run('Balance')).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(await findings()).toEqual([]);
    await screenshot(page, 'playground-anonymous-1280');
  });

  it('lets a visitor sign in and come back, and every prepared operation answers', async () => {
    await openSignedIn();
    expect((await run('Session')).data.session.customer.number).toBe('99999999');
    expect((await run('Balance')).data.customer.balance).toMatchObject({
      state: 'RED',
      amount: '107.26',
      overdue: { amount: '53.63', documents: 1, earliestDueDate: '2026-03-15' },
    });
    await screenshot(page, 'playground-balance-1280');
    const { invoices } = (await run('Documents')).data.customer;
    expect([invoices.totalCount, invoices.edges[0].node.lines.length]).toEqual([2, 2]);
    const use = (await run('Use', 'Use')).data.customer;
    expect([use.usage.intervals.length, use.consumptionPoints.length]).toEqual([13, 1]);
    expect((await run('Use', 'UseByHour')).data.customer.usage.intervals.length).toBeGreaterThanOrEqual(23);
    const { messages } = (await run('Messages', 'Messages')).data.customer;
    expect(messages.totalCount).toBe(1);
    expect((await run('Messages', 'MarkRead')).data).toEqual({ markMessagesRead: 0 });
    expect(await findings()).toEqual([]);
    await screenshot(page, 'playground-messages-1280');
  });

  it('explains fields in its documentation, as the schema does', async () => {
    await open();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.getByRole('complementary').or(page.locator('.graphiql-plugin'));
    await docs.getByRole('link', { name: 'Balance', exact: true }).click();
    await docs.getByText('What lies between the customer and the retailer.').waitFor();
    await docs.getByText('Positive: the customer owes. Negative: an overpayment.').waitFor();
    expect(await findings()).toEqual([]);
    await screenshot(page, 'playground-documentation-1280');
  });

  it('finds a field by the search of its documentation', async () => {
    await open();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.locator('.graphiql-plugin');
    await docs.getByRole('combobox').fill('overd');
    await page.getByRole('option', { name: 'overdue' }).first().click();
    await docs.locator('.graphiql-doc-explorer-title', { hasText: 'overdue' }).waitFor();
  });

  it('completes fields and marks a wrong one, by the workers of our own origin', async () => {
    await open();
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.type('{ servic');
    await page.locator('.suggest-widget').getByText('service', { exact: false }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.type('x { name } }');
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
  });

  it('keeps tabs and history over a reload but no answer, and nothing after signing out', async () => {
    await openSignedIn();
    await run('Balance');
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.insertText('query Mine { session { role } }');
    await page.getByRole('tab', { name: 'Mine' }).waitFor();
    await execute();
    await answer();
    // GraphiQL stores tabs half a second later.
    await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('query Mine'));
    await page.reload();
    await page.getByRole('tab', { name: 'Mine' }).waitFor();
    expect(await page.getByRole('tab').count()).toBe(6);
    await page.getByRole('button', { name: 'Show History' }).click();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByText('Mine').waitFor();
    await history.getByText('Balance').waitFor();
    await screenshot(page, 'playground-history-1280');
    expect(await stored()).not.toContain('107.26');

    const other = await context.newPage();
    await other.goto(portal.url);
    await other.getByRole('button', { name: 'Wyloguj' }).first().click();
    await other.getByLabel('Hasło', { exact: true }).waitFor();
    await page.getByText('Nobody is signed in').waitFor();
    await page.getByText('# Who is signed in').waitFor();
    expect(await page.getByRole('tab', { name: 'Mine' }).count()).toBe(0);
    // Longer than GraphiQL's delay before it stores tabs.
    await laterInPage(page, 800);
    for (const typed of ['query Mine', 'graphiql:queries', 'ebok.playground'])
      expect(await stored()).not.toContain(typed);
  });

  it('shows nobody what another user left when a session had ended by itself', async () => {
    await openSignedIn();
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.insertText('query Mine { session { role } }');
    await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('query Mine'));
    await context.clearCookies();
    await page.reload();
    await page.getByText('Nobody is signed in').waitFor();
    await page.getByText('# Who is signed in').waitFor();
    expect(await stored()).not.toContain('query Mine');
  });

  it('gives prepared operations back after their tabs were closed', async () => {
    await open();
    for (const name of ['Balance', 'Documents', 'Use', 'Messages']) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tab', { name }).getByRole('button', { name: 'Close Tab' }).click();
    }
    expect(await page.getByRole('tab').count()).toBe(1);
    await page.getByRole('button', { name: 'Prepared operations' }).click();
    await page.getByRole('menuitem', { name: 'Documents' }).click();
    await page.getByRole('tab', { name: 'Documents' }).waitFor();
    await page.getByText('# The customer’s documents'.replace('’', "'")).waitFor();
    await page.getByText('"OPEN_FIRST"').waitFor();
  });

  it('signing out by a mutation is seen at once', async () => {
    await openSignedIn();
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.insertText('mutation Leave { signOut }');
    await page.getByRole('tab', { name: 'Leave' }).waitFor();
    // The reload takes longer than GraphiQL's delay before it stores tabs.
    await page.route('**/playground', async (route) => {
      await pause(1500);
      await route.continue();
    });
    await execute();
    await page.getByText('Nobody is signed in').waitFor();
    expect(await page.getByRole('tab', { name: 'Leave' }).count()).toBe(0);
  });

  it('lists the operations of live slices, and opens them as tabs', async () => {
    await open();
    const slices = await panel('Slices');
    const inbox = slices.getByRole('region', { name: 'inbox' });
    await inbox.getByRole('button', { name: 'NewestMessages' }).click();
    await page.getByRole('tab', { name: 'NewestMessages' }).waitFor();
    await inbox.getByText('(stable)').waitFor();
    expect(await findings()).toEqual([]);
    await screenshot(page, 'playground-slices-1280');

    const before = await page.getByRole('tab').count();
    await inbox.getByRole('button', { name: 'NewestMessages' }).click();
    expect(await page.getByRole('tab').count()).toBe(before);
    await inbox.getByRole('button', { name: /^Open all operations of inbox/ }).click();
    const names = ['MarkMessagesRead', 'Message', 'Messages', 'UnreadMessages Close Tab'];
    for (const name of names) await page.getByRole('tab', { name, exact: true }).last().waitFor();
    // NewestMessages was open; the prepared Messages are another operation.
    expect(await page.getByRole('tab').count()).toBe(before + operationsOf('inbox') - 1);
    await page.getByRole('tab', { name: 'Message', exact: true }).getByRole('button').first().click();
    await page.getByText('"id": null').waitFor();
    await page.getByRole('tab', { name: 'NewestMessages' }).getByRole('button').first().click();
    await page.locator('.graphiql-query-editor').getByText('NewestMessages').waitFor();
  });

  it('tells what the operation of a tab costs, who has it and who uses its fields, as it is typed', async () => {
    await openSignedIn();
    await page.goto(`${portal.url}/`);
    await page.getByText('107,26').first().waitFor();
    // Calls are recorded within five seconds.
    await page.waitForTimeout(5_500);
    await page.goto(`${portal.url}/playground`);
    await (await panel('Slices')).getByRole('button', { name: 'NewestMessages' }).click();
    const operation = await panel('Operation');
    await operation.getByText(/^inbox .* \(stable\): NewestMessages, [1-9]/).waitFor();
    await operation.getByRole('row', { name: 'Depth 5 12' }).waitFor();
    await operation.getByText('Nothing it uses is deprecated.').waitFor();
    expect(await findings()).toEqual([]);
    await screenshot(page, 'playground-operation-1280');

    await operation.getByRole('button', { name: 'Customer.messages' }).click();
    const schema = page.getByRole('region', { name: 'Schema and its users' });
    await schema.getByText(/^inbox .* \(stable\): [1-9]\d* calls? in 7 days/).waitFor();
    await schema.getByText(/^NewestMessages: [1-9]/).waitFor();
    expect(await findings()).toEqual([]);
    await screenshot(page, 'playground-users-1280');
    await schema.getByLabel('A field, argument or value').fill('Customer.nothing');
    await schema.getByText('The schema has no such place.').waitFor();

    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    const deep = `{ customer { invoices { edges { node ${'{ corrects '.repeat(8)}{ id } ${'}'.repeat(8)} } } } }`;
    await page.keyboard.insertText(deep);
    await panel('Operation');
    await operation.getByText('At most 12 levels deep.').waitFor();
    await operation.getByRole('row', { name: 'Depth over 12' }).waitFor();
    expect(await findings()).toEqual([]);
    await page.setViewportSize({ width: 768, height: 1000 });
    await screenshot(page, 'playground-refused-768');
  });

  it('hands out the schema as a file, and says what is deprecated until when', async () => {
    await open();
    const schema = await panel('Schema and its users');
    await schema.getByText('Nothing is deprecated.').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      schema.getByRole('link', { name: 'Download SDL' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^schema-\d{4}-\d\d-\d\d\.graphql$/);
    expect(readFileSync(await file.path(), 'utf8')).toBe(
      readFileSync(path.resolve(__dirname, '../schema.graphql'), 'utf8'),
    );

    // At present nothing is deprecated, so the answer is a fake.
    const user = { slice: 'usage', version: '0.3.0', channels: ['stable'], calls: 1234 };
    const reason = 'balance.amount says it, until 2027-03-01';
    await page.route('**/playground/deprecations', (route) =>
      route.fulfill({
        json: [
          {
            place: 'Customer.debt',
            reason,
            until: '2027-03-01',
            users: [{ ...user, operations: [{ name: 'Debt', hash: 'x', calls: 1234 }] }],
          },
          { place: 'Use.OLD', reason, until: '2027-03-01', users: [] },
        ],
      }),
    );
    await page.reload();
    await schema.getByText('Customer.debt stays until 2027-03-01. balance.amount').waitFor();
    await schema.getByText('usage 0.3.0 (stable): 1,234 calls in 7 days').waitFor();
    await schema.getByText('Nobody uses it: it may go.').waitFor();
    expect(await findings()).toEqual([]);
    await screenshot(page, 'playground-deprecations-1280');
    await page.emulateMedia({ colorScheme: 'dark' });
    await screenshot(page, 'playground-deprecations-dark');
  });

  it('copies a tab as a command for a shell, and says what is wrong where it cannot', async () => {
    await open();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openTab(page, 'Balance');
    await page.getByRole('button', { name: 'Copy as cURL' }).click();
    await page.getByText('Copied as cURL. Put your session into its first line.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^EBOK_SESSION='.*'\ncurl /);
    const body = JSON.parse(/--data-raw '(.*)'\n$/.exec(copied)![1]!.replaceAll(`'\\''`, "'"));
    expect(body).toMatchObject({ variables: { customer: null }, operationName: 'Balance' });
    expect(body.query).toContain("# What the customer owes: the top of the\n# portal's home.");

    await page.locator('.graphiql-editor-tool .monaco-editor').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('{ "customer": ');
    await page.getByRole('button', { name: 'Copy as cURL' }).click();
    await page.getByRole('button', { name: /^Variables are invalid JSON/ }).waitFor();
  });

  it.each([360, 768])('can be used at %d px in need: nothing of the bar is cut off', async (width) => {
    await open(width);
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => document.querySelector('.bar')!.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await overflow(page)).toBe(0);
    expect(await findings()).toEqual([]);
    await screenshot(page, `playground-${width}`);
  });

  it('runs an operation with the keyboard alone, and lets go of it again', async () => {
    await open();
    const isInEditor = () =>
      page.evaluate(() => document.activeElement!.closest('.graphiql-query-editor') !== null);
    await tabTo(page, 'Messages');
    await tabTo(page, 'New tab');
    await page.keyboard.press('Enter');
    await page.getByRole('tab').nth(5).waitFor();
    // The editor is one tab stop. Enter moves into it, where Tab indents; Escape leaves it.
    for (let presses = 0; presses < 40 && !(await isInEditor()); presses++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('query Name { service { name } }');
    await page.getByRole('tab', { name: 'Name' }).waitFor();
    expect(await isInEditor()).toBe(true);
    await page.keyboard.press('Escape');
    await tabTo(page, 'Execute query');
    await page.keyboard.press('Enter');
    expect(JSON.parse(await answer())).toEqual({ data: { service: { name: 'Jasna Energia' } } });
  });

  /** Opens one of our panels in GraphiQL's sidebar. */
  async function panel(title: string): Promise<Locator> {
    await page.getByRole('button', { name: `Show ${title}` }).click();
    const shown = page.getByRole('region', { name: title, exact: true });
    await shown.waitFor();
    return shown;
  }

  /** Opens a tab, runs its operation (the named one where there are several), and returns the answer. */
  async function run(tab: string, operation?: string): Promise<any> {
    await openTab(page, tab);
    await execute(operation);
    // The editor must report no error in the prepared operation or its variables. Its workers answer with a delay.
    for (let tries = 0; tries < 20 && (await marked()).length > 0; tries++) await laterInPage(page, 250);
    expect([tab, await marked()]).toEqual([tab, []]);
    return JSON.parse(await answer());
  }

  async function execute(operation?: string): Promise<void> {
    await page.locator('.graphiql-execute-button').click();
    if (operation) await page.getByRole('menuitem', { name: operation, exact: true }).click();
  }

  /** The whole answer; the editor renders only the visible part. */
  async function answer(): Promise<string> {
    await page.locator('.graphiql-response').getByText('{').first().waitFor();
    return page.evaluate(() => {
      const { __MONACO } = globalThis as any;
      const models: { uri: { path: string }; getValue(): string }[] = __MONACO.editor.getModels();
      return models.find(({ uri }) => uri.path.includes('response'))!.getValue();
    });
  }

  function marked(): Promise<string[]> {
    return page.evaluate(() => {
      const { __MONACO } = globalThis as any;
      const markers: { message: string }[] = __MONACO.editor.getModelMarkers({});
      return markers.map(({ message }) => message);
    });
  }

  function stored(): Promise<string> {
    return page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  }

  /** Axe's findings without those of GraphiQL itself. */
  async function findings(): Promise<string[]> {
    return (await axeFindings(page)).filter((finding) => !GRAPHIQL.test(finding));
  }
});

/** How many persisted operations the sources of a slice hold. */
function operationsOf(slice: string): number {
  const sources = path.resolve(__dirname, `../mf-${slice}/src`);
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'persisted-documents.json')
    .flatMap((file) => Object.keys(JSON.parse(readFileSync(path.join(sources, file), 'utf8')))).length;
}
