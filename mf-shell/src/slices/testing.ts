// Tests of slices, as `@ebok/shell/testing`: mounts a slice as the shell does, on the shell's fake.
import { client, navigate, session, type SliceProps } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';

export { fakeUploads, requests } from '../uploads/fake-request';

type MountProps = SliceProps & { domElement: HTMLElement };
interface Part {
  mount(props: MountProps): Promise<void>;
  unmount(props: MountProps): Promise<void>;
}

const faults: unknown[] = [];
const mounted: (() => Promise<void>)[] = [];

// As the shell: links navigate, and another customer clears the cache.
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

/** Resets the fake and calls `answers` before each test; afterwards unmounts and expects no unexpected fault. */
export function eachBeginsWith(answers: () => void): void {
  beforeEach(async () => {
    await fake.reset();
    faults.length = 0;
    answers();
  });
  afterEach(async () => {
    await close();
    document.body.replaceChildren();
    expect(faults).toEqual([]);
  });
}

/** Mounts a part of the slice at an address; `close` unmounts all that were opened. */
export async function open(part: Part, path = '/'): Promise<void> {
  history.pushState(null, '', path);
  const domElement = document.body.appendChild(document.createElement('main'));
  // As the host does: the element keeps the focus after a button disappears.
  domElement.tabIndex = -1;
  const props = { domElement, onFault: (error: unknown) => void faults.push(error) };
  await part.mount(props);
  mounted.push(() => part.unmount(props));
}

/** As when the reader leaves: only the address is kept. */
export async function close(): Promise<void> {
  for (const unmount of mounted.splice(0)) await unmount();
  await client.clearStore();
}

/** The variables of the last request of an operation. */
export function lastAsked(operation: string): any {
  return fake.asked.findLast((asked) => asked.operation === operation)?.variables;
}

/** All visible text, with ordinary spaces. */
export function textOf(element: Element = document.body): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ');
}

/** The faults reported to the shell, which the test expects. */
export function takeFaults(): unknown[] {
  return faults.splice(0);
}

/** A promise that the test resolves. */
export function promised<T>() {
  let keep: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => (keep = resolve));
  return { promise, keep };
}
