// Somebody in front of a browser: how they get in, what they read, and what nobody should ever see.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ACTIVATE, REGISTER, START } from '../mf-shell/src/session/session.operations';
import { axeFindings, screenshot } from './browser';
import { ROOT, type Portal } from './portal';

export const PASSWORD = 'zielony rower nad Wisłą';
export const WIDTHS = [360, 768, 1280];

/** Who registers with which document. */
export interface Account {
  email: string;
  taxId: string;
  invoice: string;
}

export interface Visit {
  page: Page;
  /** What the browser complained of: nothing of it may come. */
  complaints: string[];
  /** Nothing for axe to find, nothing to push sideways, no sentence missing, a picture for people. */
  look(name: string): Promise<void>;
  /** The same at every width, one after the other: a page that is loaded once costs a third. */
  lookAtWidths(name: string): Promise<void>;
  /** As `look`, without axe and picture: for words that stand where others were looked at. */
  fits(name: string): Promise<void>;
  /** Waits until nothing is being loaded any more. */
  settled(): Promise<void>;
  leave(): Promise<void>;
}

/** What single-spa says of a part that took three seconds to mount: on a machine with other work any does. */
const SLOW = /^single-spa minified message #31\b/;

export async function visit(
  browser: Browser,
  width: number,
  settings: { colorScheme?: 'light' | 'dark' } = {},
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
    // A drawing that follows the width of the window needs a moment.
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

/** Registers as the page does and sets the password by the link from the mail: for walks that are about something else. */
export async function registered(portal: Portal, { email, taxId, invoice }: Account): Promise<void> {
  const { service } = await ask(portal, START);
  const input = { email, taxId, invoiceNumber: invoice, termsDocumentId: service.terms.id };
  expect(await ask(portal, REGISTER, { input })).toEqual({ register: { ok: true, problems: [] } });
  const token = /#token=([\w-]+)/.exec(await mailedLink(portal, email))![1];
  const answer = await ask(portal, ACTIVATE, { token, password: PASSWORD });
  expect(answer).toEqual({ activate: { ok: true, problems: [] } });
}

/** In production the shell's own operations, which are registered; others need a token. */
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

/** The link of the newest mail to this address that has one, once the worker has written it. */
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

export const LANGUAGES = { Polski: 'pl', English: 'en', Українська: 'uk' } as const;
export type Language = keyof typeof LANGUAGES;

/** Chooses a language in the menu, and waits until the page speaks it. */
export async function speak(page: Page, language: Language): Promise<void> {
  const choice = page.locator('summary', { hasText: /Język|Language|Мова/ });
  // On a phone it stands in the menu.
  if (!(await choice.isVisible())) await page.locator('.menu-button').click();
  await choice.click();
  await page.getByRole('button', { name: language }).click();
  await page.locator(`html[lang=${LANGUAGES[language]}]`).waitFor();
}

/** Text as read: hard blanks of money and dates as ordinary ones. */
export async function text(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replace(/[\u00a0\u202f]/g, ' ');
}

const FITS = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;

/** How far the page can be pushed sideways: not at all. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  );
}

/** Keys of texts that stand on the page for what they should say: a missing sentence shows its key. */
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

/** What the element with the focus is called. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    if (element === document.body) return '';
    return `${element?.labels?.[0]?.innerText ?? ''} ${element?.getAttribute('aria-label') ?? ''} ${element?.innerText ?? ''}`;
  });
}

/** What is so called has the focus, at once or soon: a new page's headline gets it two frames after it came. */
export async function focusComesTo(page: Page, name: string): Promise<void> {
  for (let tries = 0; tries < 50 && !(await focused(page)).includes(name); tries++)
    await page.waitForTimeout(100);
  expect(await focused(page)).toContain(name);
}

/** Presses Tab until the named thing has the focus; gives up after a round through the page. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    // A place that has the focus only because something in it went away is not what Tab came to.
    const isStop = await page.evaluate(() => (document.activeElement as HTMLElement).tabIndex >= 0);
    if (isStop && (await focused(page)).includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches "${name}"`);
}
