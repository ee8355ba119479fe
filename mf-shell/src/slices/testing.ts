// For tests of slices, as `@ebok/shell/testing`: a slice mounted as the shell does it, on the shell's fake.
import { client, navigate, session, type SliceProps } from '@ebok/shell';
import { fake } from '@ebok/shell/fake';

type MountProps = SliceProps & { domElement: HTMLElement };
interface Part {
  mount(props: MountProps): Promise<void>;
  unmount(props: MountProps): Promise<void>;
}

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

/** Before each test of the file the fake begins anew and `answers` is called; after each nothing stands, and no fault went unexpected. */
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

/** Puts a part of the slice on the page at an address; `close` takes the last one away. */
export async function open(part: Part, path = '/'): Promise<void> {
  history.pushState(null, '', path);
  const domElement = document.body.appendChild(document.createElement('main'));
  // As the host gives it: where the focus rests after a button went away.
  domElement.tabIndex = -1;
  const props = { domElement, onFault: (error: unknown) => void faults.push(error) };
  await part.mount(props);
  leave = () => part.unmount(props);
}

/** As when the reader leaves: nothing is remembered but the address. */
export async function close(): Promise<void> {
  await leave?.();
  leave = undefined;
  await client.clearStore();
}

/** The variables of the last time an operation was asked for. */
export function lastAsked(operation: string): any {
  return fake.asked.findLast((asked) => asked.operation === operation)?.variables;
}

/** All that can be read, with ordinary spaces. */
export function textOf(element: Element = document.body): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ');
}

/** The faults the shell was told of, which the test expects. */
export function takeFaults(): unknown[] {
  return faults.splice(0);
}

/** A promise to be kept when the test says so. */
export function promised<T>() {
  let keep: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => (keep = resolve));
  return { promise, keep };
}
