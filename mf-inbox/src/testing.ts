// What every test of the slice begins with: the slice mounted as the shell does it, and the shell's links.
import { client, navigate, session } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';
import { screen } from '@testing-library/dom';
import userEvent from '@testing-library/user-event';
import { mount, parcels, unmount } from './lifecycle';
import { message, messageAnswer, messagesAnswer, newestAnswer, rows, unreadAnswer } from './samples';

const faults: unknown[] = [];
let leave: (() => Promise<void>) | undefined;

// As the shell: a press on a link changes the place, another customer empties the cache.
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest('a');
  if (!link || link.target) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
});
let customer = session.current?.customer.id;
session.subscribe((next) => {
  if (next?.customer.id !== customer) void client.clearStore();
  customer = next?.customer.id;
});

beforeEach(async () => {
  await fake.reset();
  faults.length = 0;
  fake.answer('Messages', messagesAnswer(rows(3)));
  fake.answer('Message', messageAnswer(message()));
  fake.answer('NewestMessages', newestAnswer(rows(3), 2));
  fake.answer('UnreadMessages', unreadAnswer(1));
  fake.answer('MarkMessagesRead', { markMessagesRead: 1 });
});
afterEach(async () => {
  await leave?.();
  leave = undefined;
  document.body.replaceChildren();
  expect(faults).toEqual([]);
});

/** Opens the pages at an address. */
export async function openAt(path: string) {
  history.pushState(null, '', path);
  return enter({ mount, unmount });
}

/** Puts the tile on home. */
export async function openTile() {
  history.pushState(null, '', '/');
  return enter(parcels.newest);
}

/** As after F5: nothing is remembered but the address. */
export async function reload() {
  await leave?.();
  await client.clearStore();
  return openAt(location.pathname + location.search);
}

async function enter(piece: Pick<typeof parcels.newest, 'mount' | 'unmount'>) {
  const domElement = document.body.appendChild(document.createElement('div'));
  const props = { domElement, onFault: (error: unknown) => void faults.push(error) };
  await piece.mount(props);
  leave = () => piece.unmount(props);
  return userEvent.setup();
}

/** The variables of the last time an operation was asked for. */
export function lastAsked(operation: string) {
  return fake.asked.findLast((asked) => asked.operation === operation)?.variables;
}

/** All that can be read, with ordinary spaces. */
export function textOf(element: Element = document.body): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ');
}

/** A fault the test expects. */
export function takeFaults(): unknown[] {
  return faults.splice(0);
}

/** A promise to be kept when the test says so. */
export function promised<T>() {
  let keep: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => (keep = resolve));
  return { promise, keep };
}

export { screen };
