// Setup of the slice's tests.
import { fake } from '@ebok/shell/fake';
import { eachBeginsWith, open, textOf } from '@ebok/shell/testing';
import { mount, parcels, unmount } from './lifecycle';
import { prosumerAnswer } from './fixtures.prosumer';
import {
  customerUsage,
  customerPrices,
  monthCost,
  monthUsage,
  notPriced,
  pointAlerts,
  pointPrices,
  pointsAnswer,
  pointUsage,
  readingPeriods,
} from './fixtures';

eachBeginsWith(() => {
  fake.answer('UsagePoints', pointsAnswer());
  fake.answer('CustomerUsage', (variables) => customerUsage(variables as never));
  fake.answer('PointAlerts', (variables) => pointAlerts(variables as never));
  fake.answer('CustomerPrices', customerPrices(notPriced));
  fake.answer('PointPrices', ({ id }) => pointPrices(id as string, notPriced));
  fake.answer('PointUsage', (variables) => pointUsage(variables as never));
  fake.answer('ReadingPeriods', readingPeriods([]));
  fake.answer('Prosumer', prosumerAnswer());
  fake.answer('MonthUsage', (variables) => monthUsage(variables as never));
  fake.answer('MonthCost', monthCost('1400.00'));
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

/** The element over the columns, as wide as `columns` hundreds of pixels, so that each column is 100 wide. */
export function columns(count: number): HTMLElement {
  const pointer = document.querySelector<HTMLElement>('.ebok-usage__pointer')!;
  pointer.getBoundingClientRect = () => ({ left: 0, width: count * 100 }) as DOMRect;
  return pointer;
}

/** What a pointer does at a place; `ms` is when. jsdom has no pointer events. */
export async function pointer(type: string, clientX: number, { touch = false, ms = 0, clientY = 0 } = {}) {
  const event = new MouseEvent(type, { bubbles: true, clientX, clientY });
  Object.defineProperties(event, {
    pointerType: { value: touch ? 'touch' : 'mouse' },
    timeStamp: { value: ms },
  });
  document.querySelector('.ebok-usage__pointer')!.dispatchEvent(event);
  await settle();
}

export async function key(name: string) {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true });
  document.querySelector('.ebok-usage__pointer')!.dispatchEvent(event);
  await settle();
}

/** What the chart says of the column that is pointed at. */
export const said = () =>
  document.querySelector('[aria-live=polite]:not(h2)')!.textContent.replace(/\s+/g, ' ').trim();

export { close, lastAsked, textOf as text } from '@ebok/shell/testing';
