import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { certificate } from './tls';

/** Without background requests: only the page under test uses the network. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** They are for a person, and whole pages take long to draw and to compress. */
const SCREENSHOTS = process.env.SCREENSHOTS === '1';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export function launch(): Promise<Browser> {
  // jest.config.cjs names the one that is here.
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath || !existsSync(executablePath))
    throw new Error(`No Chromium at ${executablePath}: set CHROMIUM_PATH`);
  const { publicKeyHash } = certificate();
  const args = [...ARGS, `--ignore-certificate-errors-spki-list=${publicKeyHash}`];
  return chromium.launch({ executablePath, headless: true, args });
}

/** Axe's findings on the current page, one line each; empty when there are none. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated through the DevTools protocol, because the page's policy blocks foreign scripts.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    // Axe would also describe in detail all rules that pass.
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} — ${v.help}`));
  });
}

interface Axe {
  run(
    place: Document,
    options: object,
  ): Promise<{ violations: { id: string; help: string; nodes: { target: string[] }[] }[] }>;
}

/** Saves a screenshot in e2e/screenshots (not committed) for a person to check, where SCREENSHOTS=1 asks for it. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS) keepPicture(name, await page.screenshot({ fullPage: true }));
}

/** Writes a PNG for a person to check, where SCREENSHOTS=1 asks for it. */
export function keepPicture(name: string, png: Buffer): void {
  if (!SCREENSHOTS) return;
  const folder = path.join(__dirname, 'screenshots');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.png`), png);
}
