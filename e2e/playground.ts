// Shared by tests of the playground.
import type { Page } from 'playwright-core';

/** Opens a prepared tab, and waits until GraphiQL has parsed its operations. */
export async function openTab(page: Page, tab: string): Promise<void> {
  await page.getByRole('tab', { name: tab }).getByRole('button', { name: tab }).click();
  await page.waitForFunction((name) => {
    const { __MONACO } = globalThis as any;
    const models: { getValue(): string }[] = __MONACO.editor.getModels();
    return models.some((model) => new RegExp(`^(query|mutation) ${name}\\b`, 'm').test(model.getValue()));
  }, tab);
  // GraphiQL parses a tenth of a second after the tab was opened.
  await laterInPage(page, 300);
}

/** A timer of the page fires after those set before it, however slow the machine is. */
export function laterInPage(page: Page, milliseconds: number): Promise<void> {
  return page.evaluate((wait) => new Promise((resolve) => setTimeout(resolve, wait)), milliseconds);
}
