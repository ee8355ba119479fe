// The demo world as whoever tries the product out meets it: three people, every screen, every width, three languages.
import type { Browser, Page } from 'playwright-core';
import { launch, screenshot } from './browser';
import { startPortal, type Portal } from './portal';
import { overflow, signIn, speak, tabTo, text, visit, WIDTHS, type Visit } from './visitor';

let browser: Browser;
let portal: Portal;
let logins: { email: string; password: string }[];
beforeAll(async () => {
  browser = await launch();
  portal = await startPortal({ DEMO: '1' });
  logins = [...portal.said().matchAll(/^ {4}(\S+@\S+) +(\S+) /gm)].map(([, email, password]) => ({
    email: email!,
    password: password!,
  }));
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

/** Each screen with what must be on it where it is filled, and how one comes to those without an address of their own. */
const SCREENS: { name: string; place: string; open?: (page: Page) => Promise<void>; filled: RegExp[] }[] = [
  { name: 'home', place: '/', filled: [/\d zł/, /\d kWh/, /Wiadomość|wiadomości/] },
  { name: 'documents', place: '/finanse', filled: [/Historia/, /\d+ dokument/, /\d zł/] },
  {
    name: 'document',
    place: '/finanse',
    open: (page) => page.locator('table a[href^="/finanse/"]').first().click(),
    filled: [/Za co płacisz/, /Brutto/, /\d zł/],
  },
  { name: 'use', place: '/zuzycie', filled: [/\d kWh/, /Rok wcześniej/] },
  { name: 'use-table', place: '/zuzycie?widok=tabela', filled: [/\d kWh/] },
  { name: 'data', place: '/dane', filled: [/Numer klienta/, /Numer PPE/, /Taryfa/] },
  { name: 'messages', place: '/wiadomosci', filled: [/\d+ wiadomoś/] },
  {
    name: 'message',
    place: '/wiadomosci',
    open: (page) => page.locator('main li a').first().click(),
    filled: [/Jak wysłaliśmy tę wiadomość/],
  },
  { name: 'contact', place: '/kontakt', filled: [/Kontakt/] },
];

async function go({ page, settled }: Visit, { place, open }: (typeof SCREENS)[number]) {
  await page.goto(portal.url + place);
  await settled();
  if (!open) return;
  const before = page.url();
  await open(page);
  await page.waitForURL((url) => url.href !== before);
  await settled();
}

it('names three people to sign in as', () => {
  expect(logins).toHaveLength(3);
});

describe.each([
  { n: 0, language: 'English' },
  { n: 1, language: 'Українська' },
  { n: 2, language: 'Українська' },
] as const)('person $n', ({ n, language }) => {
  it('finds every screen filled at every width, with nothing for axe to find', async () => {
    const visited = await visit(browser, 1280);
    const { page, complaints, look, leave } = visited;
    await page.goto(portal.url);
    await signIn(page, logins[n]!.email, logins[n]!.password);
    await page.getByRole('heading', { name: 'Saldo' }).waitFor();
    for (const screen of SCREENS) {
      await go(visited, screen);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await page.waitForTimeout(100);
        await look(`demo-${n}-${screen.name}`);
      }
      const said = await text(page, 'main');
      for (const wanted of screen.filled)
        expect([screen.name, said]).toEqual([screen.name, expect.stringMatching(wanted)]);
      expect([screen.name, said.match(/Nie (masz|mamy|udało)[^.]*/)?.[0]]).toEqual([screen.name, undefined]);
    }
    await leave();
    expect(complaints).toEqual([]);
  });

  it(`reads every screen in ${language} on a phone`, async () => {
    const visited = await visit(browser, 360);
    const { page, complaints, leave } = visited;
    await page.goto(portal.url);
    await signIn(page, logins[n]!.email, logins[n]!.password);
    await page.getByRole('heading', { name: 'Saldo' }).waitFor();
    await speak(page, language);
    for (const screen of SCREENS) {
      await go(visited, screen);
      const name = `demo-${n}-${screen.name}-${language}`;
      expect([name, await overflow(page)]).toEqual([name, 0]);
      // A sentence that is missing would show its key.
      expect([name, (await text(page, 'body')).match(/\b[a-z]+\.[a-z]+[A-Z]\w*\b/)?.[0]]).toEqual([
        name,
        undefined,
      ]);
      await screenshot(page, `${name}-360`);
    }
    // The choice is kept with the login, which others of these walks use.
    await speak(page, 'Polski');
    await page.getByRole('button', { name: /^Menu/ }).waitFor();
    await leave();
    expect(complaints).toEqual([]);
  });
});

it.each([360, 1280])('is readable in the dark at %d px', async (width) => {
  const visited = await visit(browser, width, { colorScheme: 'dark' });
  const { page, complaints, look, leave } = visited;
  await page.goto(portal.url);
  await page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
  await look('dark-sign-in');
  await signIn(page, logins[0]!.email, logins[0]!.password);
  await page.getByRole('heading', { name: 'Saldo' }).waitFor();
  for (const screen of SCREENS.filter(({ name }) => ['home', 'document', 'use', 'messages'].includes(name))) {
    await go(visited, screen);
    await look(`dark-${screen.name}`);
  }
  await leave();
  expect(complaints).toEqual([]);
});

it('is walked through with the keyboard alone, from signing in through the menu', async () => {
  const { page, leave } = await visit(browser, 1280);
  await page.goto(portal.url);
  await page.getByLabel('Adres e-mail').waitFor();
  await tabTo(page, 'Adres e-mail');
  await page.keyboard.type(logins[0]!.email);
  await tabTo(page, 'Hasło');
  await page.keyboard.type(logins[0]!.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Saldo' }).waitFor();
  for (const name of ['Finanse', 'Twoje zużycie', 'Twoje dane', 'Wiadomości', 'Kontakt', 'Wyloguj']) {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
    if (name !== 'Wyloguj') await page.getByRole('heading', { level: 1, name }).waitFor();
  }
  await page.getByLabel('Hasło', { exact: true }).waitFor();
  await leave();
});
