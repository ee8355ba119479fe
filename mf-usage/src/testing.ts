// Setup of the slice's tests.
import { fake } from '@ebok/shell/fake';
import { eachBeginsWith, open, textOf } from '@ebok/shell/testing';
import { mount, parcels, unmount } from './lifecycle';
import { customerUsage, pointsAnswer, pointUsage } from './fixtures';

eachBeginsWith(() => {
  fake.answer('UsagePoints', pointsAnswer());
  fake.answer('CustomerUsage', (variables) => customerUsage(variables as never));
  fake.answer('PointUsage', (variables) => pointUsage(variables as never));
  fake.answer('MonthUsage', (variables) => customerUsage(variables as never));
});

/** Opens the page at an address. */
export async function openAt(path: string) {
  await open({ mount, unmount }, path);
  await settle();
}

/** Mounts the tile. */
export async function openTile() {
  await open(parcels.usage);
  await settle();
}

/** Waits until answers are drawn. */
export async function settle() {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve));
}

export async function press(name: string | RegExp) {
  const found = [...document.querySelectorAll<HTMLElement>('a, button')].find(({ textContent }) =>
    typeof name === 'string' ? textContent.trim() === name : name.test(textContent),
  );
  if (!found) throw new Error(`Nothing to press is called ${String(name)}: ${textOf()}`);
  found.click();
  await settle();
}

export { close, lastAsked, textOf as text } from '@ebok/shell/testing';
