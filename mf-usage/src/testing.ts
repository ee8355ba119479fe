// What every test of the slice begins with: a part mounted as the shell does it, and the shell's links.
import { client, navigate } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { mount, parcels, unmount } from './lifecycle';
import { customerUsage, pointsAnswer, pointUsage } from './samples';

const faults: unknown[] = [];
let leave: (() => Promise<void>) | undefined;

document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest('a');
  if (!link) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
});

beforeEach(async () => {
  await fake.reset();
  faults.length = 0;
  fake.answer('UsagePoints', pointsAnswer());
  fake.answer('CustomerUsage', (variables) => customerUsage(variables as never));
  fake.answer('PointUsage', (variables) => pointUsage(variables as never));
  fake.answer('MonthUsage', (variables) => customerUsage(variables as never));
});
afterEach(async () => {
  await close();
  document.body.replaceChildren();
  expect(faults).toEqual([]);
});

export async function openAt(path: string) {
  history.pushState(null, '', path);
  await enter({ mount, unmount });
}

export const openTile = () => enter(parcels.usage);

async function enter(piece: Pick<typeof parcels.usage, 'mount' | 'unmount'>) {
  const domElement = document.body.appendChild(document.createElement('div'));
  await piece.mount({ domElement, onFault: (error) => void faults.push(error) });
  leave = () => piece.unmount({ domElement });
  await settle();
}

export async function close() {
  await leave?.();
  leave = undefined;
  await client.clearStore();
}

/** Until answers have come and are drawn. */
export async function settle() {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve));
}

export async function press(name: string | RegExp) {
  const found = [...document.querySelectorAll<HTMLElement>('a, button')].find(({ textContent }) =>
    typeof name === 'string' ? textContent.trim() === name : name.test(textContent),
  );
  if (!found) throw new Error(`Nothing to press is called ${String(name)}: ${text()}`);
  found.click();
  await settle();
}

/** All that can be read, with ordinary spaces. */
export const text = () => document.body.textContent.replace(/\s+/g, ' ');

/** The variables of the last time an operation was asked for. */
export const lastAsked = (operation: string) =>
  fake.asked.findLast((asked) => asked.operation === operation)?.variables as any;
