// The demo world as a person who evaluates the product sees it: its customers, all screens, widths and languages.
// Every figure is compared with the feed it came from.
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
// This tool reads files only and shares no code with the gateway.
import { eachDay, readFiled, shifted, sum, type Filed } from '../gateway/testing/demo/filed';
import { launch } from './browser';
import { startDevelopmentPortal, type Portal } from './portal';
import { written, writtenMoney } from './usage-data';
import { signIn, speak, tabTo, text, visit, type Language, type Visit } from './visitor';

const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' }).format(new Date());

let browser: Browser;
let portal: Portal;
let filed: Filed;
let logins: { email: string; password: string }[];
beforeAll(async () => {
  browser = await launch();
  // Production has no demo world, because its passwords are public.
  portal = await startDevelopmentPortal({ DEMO: '1' });
  // The same options generate the same bytes, so this is a copy of the imported feed.
  const feed = path.join(portal.world, 'the-same-feed');
  const options = ['--customers', '12', '--seed', '2026', '--today', TODAY];
  expect((await portal.command('demo', ...options, feed)).code).toBe(0);
  filed = readFiled(feed);
  logins = [...portal.output().matchAll(/^ {4}(\S+@\S+) +(\S+) /gm)].map(([, email, password]) => ({
    email: email!,
    password: password!,
  }));
});
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
});

/** Each screen with the content it must show, and the steps to screens without their own address. */
const SCREENS: {
  name: string;
  place: string;
  open?: (page: Page) => Promise<void>;
  /** Expected in every language. */
  figures: RegExp[];
  /** Expected in Polish only. */
  words: RegExp[];
}[] = [
  { name: 'home', place: '/', figures: [/\d zł/, /\d kWh/], words: [/Wiadomość|wiadomości/] },
  { name: 'documents', place: '/finanse', figures: [/\d,?\d* zł/], words: [/Historia/, /\d+ dokument/] },
  {
    name: 'document',
    place: '/finanse',
    // An invoice for energy: what is newest depends on the day, and a note has no kilowatt-hours.
    open: (page) => page.locator('table a[href^="/finanse/"]', { hasText: /^FR/ }).first().click(),
    figures: [/\d zł/, /\d kWh/],
    words: [/Za co płacisz/, /Brutto/],
  },
  { name: 'use', place: '/zuzycie', figures: [/\d kWh/], words: [/Rok wcześniej/] },
  { name: 'use-table', place: '/zuzycie?view=table', figures: [/(\d kWh[^]*?){12}/], words: [] },
  {
    name: 'data',
    place: '/dane',
    figures: [/\d{7}/],
    words: [/Numer klienta/, /Punkty poboru/],
  },
  {
    name: 'points',
    place: '/dane/punkty',
    figures: [/(\d{3} ){5}\d{3}/, /[GC]\d\d/],
    words: [/Numer PPE/, /Taryfa/],
  },
  {
    name: 'point',
    place: '/dane/punkty',
    open: (page) => page.locator('main li.card a').first().click(),
    figures: [/(\d{3} ){5}\d{3}/, /[GC]\d\d/, /991/],
    words: [/Moc umowna/, /Dystrybutor/],
  },
  { name: 'messages', place: '/wiadomosci', figures: [/20\d\d/], words: [/\d+ wiadomoś/] },
  {
    name: 'message',
    place: '/wiadomosci',
    open: (page) => page.locator('main li a').first().click(),
    figures: [/20\d\d/],
    words: [/Jak wysłaliśmy tę wiadomość/],
  },
  { name: 'contact', place: '/kontakt', figures: [], words: [/Kontakt/] },
];

/**
 * Each screen is loaded in one language and switched to the others. The language it is loaded in rotates from screen
 * to screen.
 */
const IN_TURN: Language[][] = [
  ['Polski', 'English', 'Українська'],
  ['Українська', 'Polski', 'English'],
  ['English', 'Українська', 'Polski'],
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

it('names four people to sign in as', () => {
  expect(logins).toHaveLength(4);
});

async function enter(width: number, n: number, settings = {}): Promise<Visit> {
  const visited = await visit(browser, width, settings);
  await visited.page.goto(portal.url);
  await signIn(visited.page, logins[n]!.email, logins[n]!.password);
  await visited.page.getByRole('heading', { name: 'Saldo' }).waitFor();
  return visited;
}

describe.each([0, 1, 2])('person %d', (n) => {
  it('finds every screen filled at every width and in every language, with nothing for axe to find', async () => {
    const visited = await enter(1280, n);
    const { page, complaints, look, lookAtWidths, fits, leave } = visited;
    const widen = (width: number) => page.setViewportSize({ width, height: 800 });
    for (const [at, screen] of SCREENS.entries()) {
      const texts = new Set<string>();
      const languages = IN_TURN[at % IN_TURN.length]!;
      await go(visited, screen);
      for (const language of languages) {
        const name = `demo-${n}-${screen.name}${language === 'Polski' ? '' : `-${language}`}`;
        await widen(1280);
        if (language !== languages[0]) await speak(page, language);
        if (language === 'Polski') await lookAtWidths(name);
        else {
          await fits(name);
          await widen(768);
          await fits(name);
          await widen(360);
          await look(name);
        }
        const shown = await text(page, 'main');
        for (const wanted of [...screen.figures, ...(language === 'Polski' ? screen.words : [])])
          expect([name, shown]).toEqual([name, expect.stringMatching(wanted)]);
        if (language === 'Polski')
          expect([name, shown.match(/Nie (masz|mamy|udało)[^.]*/)?.[0]]).toEqual([name, undefined]);
        texts.add(shown);
      }
      expect([screen.name, texts.size]).toEqual([screen.name, 3]);
      await widen(1280);
    }
    // The choice is stored with the login, which other walks use, too.
    await speak(page, 'Polski');
    await leave();
    expect(complaints).toEqual([]);
  });

  it('reads what the files of the feed add up to', async () => {
    const { email } = logins[n]!;
    const customer = filed.customers.find(({ emails }) => emails.includes(email));
    const isTheirs = ({ customerNumber }: { customerNumber: string }) => customerNumber === customer.number;
    const documents = filed.documents.filter(isTheirs);
    const points = new Set(filed.points.filter(isTheirs).map(({ ppe }) => ppe));
    const used = (days: string[]) => {
      const wanted = new Set(days);
      const rows = filed.days.filter(
        ({ ppe, day, direction }) => points.has(ppe) && wanted.has(day) && direction === 'CONSUMPTION',
      );
      return rows.length === 0 ? null : sum(rows.flatMap(({ values }) => values)) / 1000;
    };
    const { page, settled, leave } = await enter(1280, n);
    await settled();

    const owed =
      sum(documents.map(({ outstanding }) => outstanding)) -
      Math.round(Number(customer.overpayment ?? 0) * 100);
    // The tile shows an overpayment as text, and its amount without a sign.
    expect(await text(page, '.ebok-finance__amount')).toBe(writtenMoney(Math.abs(owed)));
    expect(await page.locator('.ebok-finance__amount').getAttribute('class')).toMatch(
      owed < 0 ? /--info/ : /--(danger|neutral)/,
    );
    const yesterday = shifted(TODAY, -1);
    expect(await text(page, '.ebok-usage__amount')).toBe(
      written(used(eachDay(`${yesterday.slice(0, 7)}-01`, yesterday))),
    );

    await page.goto(`${portal.url}/zuzycie?to=${Number(TODAY.slice(0, 4)) - 1}-12`);
    const year = String(Number(TODAY.slice(0, 4)) - 1);
    await page.getByRole('heading', { level: 2, name: `Rok ${year}` }).waitFor();
    await settled();
    expect(await text(page, '.ebok-usage__amount')).toBe(
      written(used(eachDay(`${year}-01-01`, `${year}-12-31`))),
    );

    await page.goto(`${portal.url}/finanse`);
    await settled();
    const count = new RegExp(`(^|\\s)${documents.length} dokument(y|ów)?(,|$)`, 'm');
    expect(await text(page, 'main')).toMatch(count);
    // The largest document, because its number is not known in advance.
    const [dearest] = [...documents].sort((a, b) => b.gross - a.gross);
    await page.getByLabel('Szukaj po numerze lub kwocie').fill(dearest!.number);
    await page.getByRole('link', { name: dearest!.number, exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: dearest!.number }).waitFor();
    await settled();
    const shown = await text(page, 'main');
    for (const part of ['net', 'vat', 'gross'] as const)
      expect([part, shown]).toEqual([part, expect.stringContaining(writtenMoney(dearest![part]))]);
    expect(shown.replace(/\s+/g, ' ')).toContain(`Brutto ${writtenMoney(dearest!.gross)}`);
    await leave();
  });
});

it.each([360, 1280])('is readable in the dark at %d px', async (width) => {
  const outside = await visit(browser, width, { colorScheme: 'dark' });
  await outside.page.goto(portal.url);
  await outside.page.getByRole('heading', { name: 'Zaloguj się' }).waitFor();
  await outside.look('dark-sign-in');
  await outside.leave();
  const visited = await enter(width, 0, { colorScheme: 'dark' });
  const { complaints, look, leave } = visited;
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
