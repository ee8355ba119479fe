// A slice's module, and how it is asked for again after it failed.
import type { Parcel, ParcelConfig } from 'single-spa';
import type { SliceDescription } from '../config';

export interface Lifecycles {
  bootstrap?(props: object): Promise<unknown>;
  mount(props: object): Promise<unknown>;
  unmount(props: object): Promise<unknown>;
  parcels?: Record<string, ParcelConfig>;
  /** Counts anew what its menu entries show; called where slice.json gives one of them `badge`. */
  badges?(): Promise<unknown>;
}

export type { Parcel };

/** The import map vouches for this many further addresses of each module. */
const RETRIES = 3;

/** The browser's own import(), where a test can reach it. */
export const browser = {
  import: (address: string): Promise<unknown> => import(/* @vite-ignore */ address),
};

export class SliceModule {
  #loaded: Promise<Lifecycles> | undefined;
  #retries = 0;

  constructor(readonly slice: SliceDescription) {}

  /** The slice's module with its look, bootstrapped once; the next call after a failure tries anew. */
  load(): Promise<Lifecycles> {
    if (this.#loaded) return this.#loaded;
    const loading = this.#load();
    this.#loaded = loading;
    loading.catch(() => this.renew());
    return loading;
  }

  /** The next load() takes a fresh copy: browsers remember for good that an address failed or threw. */
  renew(): void {
    // A load that failed has seen to it already.
    if (!this.#loaded) return;
    this.#loaded = undefined;
    this.#retries += 1;
  }

  /** True when no fresh address is left and only a reload of the page can help. */
  get exhausted(): boolean {
    return this.#retries > RETRIES;
  }

  async #load(): Promise<Lifecycles> {
    const [module] = await Promise.all([
      browser.import(this.#address()) as Promise<Lifecycles>,
      ...this.slice.styles.map(addStyle),
    ]);
    if (typeof module.mount !== 'function') throw new TypeError(`${this.slice.name} has nothing to mount`);
    await module.bootstrap?.({ name: this.slice.name });
    return module;
  }

  #address(): string {
    const { module } = this.slice;
    if (this.#retries === 0) return module;
    return `${importMap()[module] ?? module}?retry=${Math.min(this.#retries, RETRIES)}`;
  }
}

/** Addresses by bare name: a fresh copy needs the address itself. */
function importMap(): Record<string, string> {
  const element = document.querySelector('script[type="importmap"]');
  const { imports } = JSON.parse(element?.textContent ?? '{}') as { imports?: Record<string, string> };
  return imports ?? {};
}

/** Loads a stylesheet once. A slice without its look is still better than no slice. */
function addStyle(href: string): Promise<void> {
  const present = [...document.styleSheets].some((sheet) => sheet.href === new URL(href, location.href).href);
  if (present) return Promise.resolve();
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      link.remove();
      resolve();
    });
    document.head.append(link);
  });
}
