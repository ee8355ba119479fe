// A visitor in a browser: registration and sign-in, checks of each page, and errors that must never occur.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ACTIVATE, REGISTER, START } from '../mf-shell/src/session/session.operations';
import { axeFindings, screenshot } from './browser';
import { ROOT, type Portal } from './portal';

export const PASSWORD = 'zielony rower nad Wisłą';
export const WIDTHS = [360, 768, 1280];

/** The data a customer registers with. */
export interface Account {
  email: string;
  taxId: string;
  invoice: string;
}

export interface Visit {
  page: Page;
  /** Errors in the browser: there must be none. */
  complaints: string[];
  /** Checks that axe has no finding, nothing overflows sideways and no text is missing; saves a screenshot. */
  look(name: string): Promise<void>;
  /** The same at every width in turn: loading the page once takes a third of the time. */
  lookAtWidths(name: string): Promise<void>;
  /** As `look`, without axe and screenshot: for further texts on a page that was checked already. */
  fits(name: string): Promise<void>;
  /** Waits until loading has finished. */
  settled(): Promise<void>;
  leave(): Promise<void>;
}

/** single-spa's warning about a mount that takes three seconds, which any does on a busy machine. */
const SLOW = /^single-spa minified message #31\b/;

export async function visit(
  browser: Browser,
  width: number,
  settings: { colorScheme?: 'light' | 'dark'; hasTouch?: boolean; isMobile?: boolean } = {},
): Promise<Visit> {
  const viewport = { width, height: 800 };
  const context = await browser.newContext({ viewport, locale: 'pl-PL', ...settings });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.setDefaultTimeout(45_000);
  page.on('console', (message) => {
    if (message.type() === 'error' && !SLOW.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const fits = async (name: string): Promise<void> => {
    // A chart that follows the width of the window needs a moment.
    await page.waitForFunction(FITS, undefined, { timeout: 5_000 }).catch(() => {});
    expect([name, await overflow(page)]).toEqual([name, 0]);
    expect([name, await unsaid(page)]).toEqual([name, []]);
  };
  const look = async (name: string): Promise<void> => {
    await fits(name);
    expect([name, await axeFindings(page)]).toEqual([name, []]);
    await screenshot(page, `${name}-${page.viewportSize()!.width}`);
  };
  return {
    page,
    complaints,
    fits,
    look,
    async lookAtWidths(name) {
      for (const at of WIDTHS) {
        await page.setViewportSize({ ...viewport, width: at });
        await look(name);
      }
    },
    async settled() {
      await page.waitForLoadState('networkidle');
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    },
    leave: () => context.close(),
  };
}

/** Registers through the API and sets the password by the link from the mail, for walks that test something else. */
export async function register(portal: Portal, { email, taxId, invoice }: Account): Promise<void> {
  const { service } = await ask(portal, START);
  const input = { email, taxId, invoiceNumber: invoice, termsDocumentId: service.terms.id };
  expect(await ask(portal, REGISTER, { input })).toEqual({ register: { ok: true, problems: [] } });
  const token = /#token=([\w-]+)/.exec(await mailedLink(portal, email))![1];
  const answer = await ask(portal, ACTIVATE, { token, password: PASSWORD });
  expect(answer).toEqual({ activate: { ok: true, problems: [] } });
}

/** Production accepts the shell's own operations, which are registered; others need a token. */
export async function ask(portal: Portal, query: string, variables = {}, headers = {}): Promise<any> {
  const answer = await fetch(`${portal.directUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: portal.url, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data?: unknown; errors?: object[] };
  if (errors) throw new Error(`${JSON.stringify(errors)} to ${query}`);
  return data;
}

/** The link in the newest mail to this address that has one. Waits until the worker has written the mail. */
export async function mailedLink(portal: Portal, email: string): Promise<string> {
  for (let tries = 0; tries < 450; tries++) {
    const links = portal
      .mails()
      .filter((mail) => mail.includes(email))
      .map((mail) => mail.replace(/=\r?\n/g, '').replaceAll('=3D', '='))
      .map((mail) => /https?:\/\/\S+#token=[\w-]+/.exec(mail)?.[0]);
    const link = links.findLast((one) => one !== undefined);
    if (link) return link;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('No mail with a link within 45 s');
}

/** Fills in the sign-in page that is open. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Adres e-mail').fill(email);
  await page.getByLabel('Hasło', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Zaloguj', exact: true }).click();
}

/** Signs in by the link of a page that waits under a dialog because its session is over, and comes back to it. */
export async function signInElsewhere(page: Page, email: string): Promise<void> {
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Zaloguj się w nowej karcie' }).click(),
  ]);
  await signIn(other, email);
  await other.getByRole('heading', { level: 1 }).filter({ hasText: 'Dzień dobry' }).waitFor();
  await other.close();
  await page.bringToFront();
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
}

export const LANGUAGES = { Polski: 'pl', English: 'en', Українська: 'uk' } as const;
export type Language = keyof typeof LANGUAGES;

/** Chooses a language in the menu, and waits until the page is in that language. */
export async function speak(page: Page, language: Language): Promise<void> {
  const choice = page.locator('summary', { hasText: /Język|Language|Мова/ });
  // On a phone the choice is in the menu.
  if (!(await choice.isVisible())) await page.locator('.menu-button').click();
  await choice.click();
  await page.getByRole('button', { name: language }).click();
  await page.locator(`html[lang=${LANGUAGES[language]}]`).waitFor();
}

/** The visible text; non-breaking spaces of money and dates become ordinary ones. */
export async function text(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replace(/[\u00a0\u202f]/g, ' ');
}

const FITS = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;

/** The horizontal overflow in pixels, which must be zero. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  );
}

/** Keys of texts that are visible on the page: a missing translation shows its key. */
async function unsaid(page: Page): Promise<string[]> {
  const words = (await page.locator('body').innerText()).match(/\w+(\.\w+)+/g) ?? [];
  return words.filter((word) => KEYS.has(word));
}

const KEYS = new Set(
  readdirSync(ROOT)
    .map((folder) => path.join(ROOT, folder, 'src'))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
    )
    .filter((file) => path.basename(file) === 'pl.json')
    .flatMap((file) => Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object))
    .map((key) => key.replace(/\.(one|few|many|other)$/, '')),
);

/** Checks that the page prints its text alone: no menu, no button, nothing of `without`. */
export async function printed(page: Page, { without }: { without: string }): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  expect(await page.locator('body').innerText()).not.toContain(without);
  await page.emulateMedia({ media: null });
}

/** The name of the element with the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    if (element === document.body) return '';
    return `${element?.labels?.[0]?.innerText ?? ''} ${element?.getAttribute('aria-label') ?? ''} ${element?.innerText ?? ''}`;
  });
}

/** Waits until the named element has the focus: a new page's headline gets it two frames after its render. */
export async function focusComesTo(page: Page, name: string): Promise<void> {
  for (let tries = 0; tries < 50 && !(await focused(page)).includes(name); tries++)
    await page.waitForTimeout(100);
  expect(await focused(page)).toContain(name);
}

/** Presses Tab until the named element has the focus; gives up after one round through the page. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    // An element focused only because another one was removed is not a tab stop.
    const isStop = await page.evaluate(() => (document.activeElement as HTMLElement).tabIndex >= 0);
    if (isStop && (await focused(page)).includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches "${name}"`);
}
