// Slices as single-spa applications: the address and the session decide which one is mounted.
import { mountRootParcel, registerApplication, start, triggerAppChange } from 'single-spa';
import { isAt, type SliceDescription } from '../config';
import { session } from '../session/session';
import { BadgeCount, whileSeen } from './badges';
import { SliceHost, type Open } from './slice-host';
import { SliceModule } from './slice-module';

const modules = new Map<string, SliceModule>();
const badges = new BadgeCount();

/** Registers the slices; each mounts in an element of its own under `outlet`. Call it once. */
export function startSlices(slices: SliceDescription[], outlet: HTMLElement): void {
  for (const slice of slices) {
    const module = new SliceModule(slice);
    modules.set(slice.name, module);
    const place = Object.assign(document.createElement('div'), { className: 'slice' });
    place.dataset['slice'] = slice.name;
    outlet.append(place);
    const host = new SliceHost(place, module, application(module), 'page');
    registerApplication({
      name: slice.name,
      // These never wait for the slice and never reject: single-spa blocks all navigation for a slow application, and
      // gives up a failed one until the page is reloaded.
      app: {
        bootstrap: async () => {},
        mount: async () => void host.start(),
        unmount: async () => void (await host.stop()),
      },
      activeWhen: ({ pathname }) => mayMount() && isAt(slice, pathname),
    });
  }
  start();
  whileSeen(countBadges);
}

/** Reconsiders which slices are mounted, after sign-in or accepted terms. */
export function reconsider(): void {
  void triggerAppChange();
  countBadges();
}

function countBadges(): void {
  badges.count(
    modules.values(),
    mayMount() ? `${session.current?.user.id} ${session.current?.customer.id}` : '',
  );
}

/** Hosts a slice's parcel, e.g. the balance on home. */
export function hostParcel(element: HTMLElement, slice: string, name: string): SliceHost | undefined {
  const module = modules.get(slice);
  return module && new SliceHost(element, module, parcel(module, name), 'tile');
}

function mayMount(): boolean {
  return session.current !== null && session.current.termsToAccept === null;
}

function application(module: SliceModule): Open {
  return async (domElement, onFault) => {
    const lifecycles = await module.load();
    const props = { name: module.slice.name, domElement, onFault };
    await lifecycles.mount(props);
    return () => lifecycles.unmount(props);
  };
}

function parcel(module: SliceModule, name: string): Open {
  return async (domElement, onFault) => {
    const config = (await module.load()).parcels?.[name];
    if (!config) throw new TypeError(`${module.slice.name} has no parcel ${name}`);
    const mounted = mountRootParcel(config, { domElement, onFault });
    // A parcel that fails rejects all three promises; awaiting them together prevents an unhandled rejection.
    const ready = Promise.all([mounted.loadPromise, mounted.bootstrapPromise, mounted.mountPromise]);
    await ready;
    return () => mounted.unmount();
  };
}
