// What tests of the playground share.
import type { Page } from 'playwright-core';

/** Opens a prepared tab, and waits until GraphiQL has looked what operations it has. */
export async function openTab(page: Page, tab: string): Promise<void> {
  await page.getByRole('tab', { name: tab }).getByRole('button', { name: tab }).click();
  await page.waitForFunction((name) => {
    const { __MONACO } = globalThis as any;
    const models: { getValue(): string }[] = __MONACO.editor.getModels();
    return models.some((model) => new RegExp(`^(query|mutation) ${name}\\b`, 'm').test(model.getValue()));
  }, tab);
  // It looks a tenth of a second after the tab was opened.
  await laterInPage(page, 300);
}

/** A timer of the page's own comes after those it had before, however slow the machine is. */
export function laterInPage(page: Page, milliseconds: number): Promise<void> {
  return page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), milliseconds);
}
