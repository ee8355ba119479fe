// Firefox and WebKit, each over its own protocol: WebDriver BiDi and WebDriver. The walk needs few of their commands.
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core';
import { keepPicture } from './browser';
import { freePort } from './port';

/** Elements are found as a user finds them: by role and name. */
export type Kind = 'button' | 'link' | 'field' | 'checkbox';

export interface Engine {
  goto(url: string): Promise<void>;
  /** Waits for the element, then clicks it as a user would. */
  press(kind: Kind, name: string): Promise<void>;
  type(name: string, text: string): Promise<void>;
  /** Chooses a file of this machine. */
  attach(name: string, path: string): Promise<void>;
  /** Waits until the page shows this text. */
  says(words: string): Promise<void>;
  /** Waits until an element matches this selector. */
  shows(selector: string): Promise<void>;
  /** Evaluates an expression in the page. */
  ask<T>(expression: string): Promise<T>;
  /** Saves a screenshot in e2e/screenshots for a person to check. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** The commands that differ by protocol; everything else is shared. */
interface Driver<Handle> {
  goto(url: string): Promise<unknown>;
  /** Runs the body of a function. */
  run(body: string): Promise<unknown>;
  find(body: string): Promise<Handle | undefined>;
  click(element: Handle): Promise<unknown>;
  type(element: Handle, text: string): Promise<unknown>;
  attach(element: Handle, path: string): Promise<unknown>;
  /** PNG in base64. */
  picture(): Promise<string>;
  close(): Promise<unknown>;
}

const TIMEOUT_MS = 45_000;

/** The body of a function that returns the visible element of this kind and name. */
function finding(kind: Kind, name: string): string {
  const selectors = {
    button: 'button',
    link: 'a[href]',
    field: 'input:not([type=checkbox]), textarea',
    checkbox: 'input[type=checkbox]',
  };
  return `
    const plain = (text) => (text ?? '').replace(/[\\s\\u00a0\\u202f]+/g, ' ').trim();
    const named = (one) => [one.labels?.[0]?.innerText, one.getAttribute('aria-label'), one.innerText].map(plain);
    const things = [...document.querySelectorAll(${JSON.stringify(selectors[kind])})].filter((one) => one.checkVisibility?.() ?? one.offsetParent);
    const wanted = ${JSON.stringify(name)};
    return things.find((one) => named(one).includes(wanted)) ?? things.find((one) => named(one).some((text) => text.startsWith(wanted))) ?? null;`;
}

function engine<Handle>(driver: Driver<Handle>): Engine {
  async function until<T>(what: string, look: () => Promise<T | undefined | false | null>): Promise<T> {
    const end = Date.now() + TIMEOUT_MS;
    for (;;) {
      // During a navigation the page does not answer.
      const found = await look().catch(() => undefined);
      if (found) return found;
      if (Date.now() > end) {
        const shown = await driver.run('return document.body.innerText').catch(String);
        throw new Error(`${what} never came; the page says:\n${String(shown)}`);
      }
      await pause(100);
    }
  }
  /** Retries when the element was rendered again between the search and the click. */
  const act = (kind: Kind, name: string, work: (found: Handle) => Promise<unknown>) =>
    until(`The ${kind} "${name}"`, async () => {
      const found = await driver.find(finding(kind, name));
      if (found) await work(found);
      return Boolean(found);
    });
  return {
    goto: async (url) => void (await driver.goto(url)),
    press: async (kind, name) => void (await act(kind, name, (found) => driver.click(found))),
    type: async (name, text) => void (await act('field', name, (found) => driver.type(found, text))),
    attach: async (name, file) => void (await act('field', name, (found) => driver.attach(found, file))),
    says: async (words) => {
      const body = `return document.body.innerText.replace(/[\\s\\u00a0\\u202f]+/g, ' ').includes(${JSON.stringify(words)})`;
      await until(`"${words}"`, () => driver.run(body) as Promise<boolean>);
    },
    shows: async (selector) => {
      const body = `return document.querySelector(${JSON.stringify(selector)}) !== null`;
      await until(selector, () => driver.run(body) as Promise<boolean>);
    },
    ask: (expression) => driver.run(`return ${expression}`) as Promise<never>,
    picture: async (name) => keepPicture(name, Buffer.from(await driver.picture(), 'base64')),
    close: async () => void (await driver.close()),
  };
}

const FIREFOX = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';

export async function startFirefox(): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    acceptInsecureCerts: true,
    extraPrefsFirefox: { 'intl.accept_languages': 'pl' },
  });
  const page: Page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const evaluated = (body: string) => `(() => {${body}})()`;
  return engine<ElementHandle>({
    goto: (url) => page.goto(url),
    run: (body) => page.evaluate(evaluated(body)),
    find: async (body) =>
      (await page.evaluateHandle(evaluated(body))).asElement() as ElementHandle | undefined,
    click: (element) => element.click(),
    type: (element, text) => element.type(text),
    attach: (element, file) => (element as ElementHandle<HTMLInputElement>).uploadFile(file),
    picture: () => page.screenshot({ encoding: 'base64' }),
    close: () => browser.close(),
  });
}

const WEBKIT = process.env.WEBKIT_DRIVER_PATH ?? '/usr/bin/WebKitWebDriver';
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export async function startWebKit(): Promise<Engine> {
  const screen = await startScreen();
  const port = await freePort();
  const env = {
    ...process.env,
    DISPLAY: screen.display,
    LANG: 'pl_PL.UTF-8',
    LANGUAGE: 'pl',
  };
  const driver = spawn(WEBKIT, [`--port=${port}`], { env, stdio: 'ignore' });
  const send = async (method: string, path: string, body?: object): Promise<any> => {
    const answer = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      body: body && JSON.stringify(body),
    });
    const { value } = (await answer.json()) as { value: { error?: string; message?: string } };
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const capabilities = { alwaysMatch: { acceptInsecureCerts: true } };
  const { sessionId } = await answers(() => send('POST', '', { capabilities }));
  const call = (method: string, path: string, body?: object) => send(method, `/${sessionId}${path}`, body);
  await call('POST', '/window/rect', { width: 1280, height: 900 }).catch(() => undefined);
  const run = (body: string) => call('POST', '/execute/sync', { script: body, args: [] });
  const type = (element: string, text: string) => call('POST', `/element/${element}/value`, { text });
  return engine<string>({
    goto: (url) => call('POST', '/url', { url }),
    run,
    find: async (body) => ((await run(body)) as Record<string, string> | null)?.[ELEMENT],
    click: (element) => call('POST', `/element/${element}/click`, {}),
    type,
    // WebDriver types the path of a file into its field.
    attach: type,
    picture: () => call('GET', '/screenshot'),
    close: async () => {
      await send('DELETE', `/${sessionId}`).catch(() => undefined);
      await ended(driver);
      await ended(screen.process);
    },
  });
}

/** WebKit needs a display, so it gets a virtual one. */
async function startScreen(): Promise<{ display: string; process: ChildProcess }> {
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1400x1000x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    xvfb.stdout.once('data', (text) => resolve(String(text).trim()));
    xvfb.once('error', reject);
  });
  return { display: `:${number}`, process: xvfb };
}

async function answers<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 100) throw error;
      await pause(100);
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const end = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await end;
}
