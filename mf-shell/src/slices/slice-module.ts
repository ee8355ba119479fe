// A slice's module, and how it is imported again after a failure.
import type { Parcel, ParcelConfig } from 'single-spa';
import type { SliceDescription } from '../config';
import { SliceStyles } from './slice-styles';
import { importMap } from './import-map';
import { reportFault, reportStep, type Fault } from './reports';
import { TimedOut, TIMEOUT_MS, withTimeout } from './timeout';

export interface Lifecycles {
  bootstrap?(props: object): Promise<unknown>;
  mount(props: object): Promise<unknown>;
  unmount(props: object): Promise<unknown>;
  parcels?: Record<string, ParcelConfig>;
  /** Counts for the menu entries; called where slice.json sets `badge` for one of them. */
  badges?(): Promise<unknown>;
}

export type { Parcel };

/** The import map has hashes for this many further addresses of each module. */
const RETRIES = 3;

/** The browser's import(), replaceable in tests. */
export const browser = {
  import: (address: string): Promise<unknown> => import(/* @vite-ignore */ address),
};

/** True when a chunk that the slice imports later failed to load or to verify: the build marks this error. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Object && 'isMissingPart' in error;
}

/**
 * True when a module, or one of its imports, failed to load. Browsers have messages of their own for it, and none
 * names the file. An error of the module's own code is none of these.
 */
export function isUnfetched(error: unknown): boolean {
  return (
    error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message)
  );
}

export class SliceModule {
  readonly styles: SliceStyles;
  #loaded: Promise<Lifecycles> | undefined;
  #retries = 0;
  #replaced: Promise<unknown> = Promise.resolve();

  constructor(readonly slice: SliceDescription) {
    this.styles = new SliceStyles(slice.styles);
  }

  /** Loads the slice's module and stylesheets and bootstraps it, once; after a failure the next call tries again. */
  load(): Promise<Lifecycles> {
    if (this.#loaded) return this.#loaded;
    const loading = this.#load();
    this.#loaded = loading;
    // An outdated load must not discard a newer one.
    loading.catch(() => this.#loaded === loading && this.renew());
    return loading;
  }

  /** The next load() imports a fresh copy: browsers remember for good that an address failed or threw. */
  renew(): void {
    // A failed load has renewed already.
    if (!this.#loaded) return;
    this.#loaded = undefined;
    this.#retries += 1;
  }

  /** True when no fresh address is left and only a page reload can help. */
  get exhausted(): boolean {
    return this.#retries > RETRIES;
  }

  /** The reason why a file of the slice failed to load: the browser names the requested file, not the failed one. */
  why(): Promise<Fault> {
    const finding = this.#why();
    this.#replaced = finding;
    return finding;
  }

  /** Resolves when modified files were replaced in the browser's cache, or after a timeout. */
  get replaced(): Promise<unknown> {
    return withTimeout(TIMEOUT_MS, this.#replaced).catch(() => {});
  }

  async #why(): Promise<Fault> {
    const faults = await Promise.all(this.#asked().map(([file, seal]) => why(file, seal)));
    return faults.includes('integrity') ? 'integrity' : 'load';
  }

  /**
   * Whether this failed although every file loads. Firefox remembers a failed module, even one that was only
   * preloaded, as long as the page lives. A fresh address of the entry is no fresh address of its imports.
   */
  async remembersFailure(error: unknown): Promise<boolean> {
    if (!isUnfetched(error)) return false;
    await this.replaced;
    const came = await Promise.all(this.#asked().map(([file, seal]) => comes(file, { integrity: seal })));
    return !came.includes(false);
  }

  /** The slice's files that the browser requested, each with its hash. */
  #asked(): [string, string][] {
    const { imports = {}, integrity = {} } = importMap();
    const folder = imports[this.slice.module]?.replace(/[^/]*$/, '');
    const asked = performance.getEntriesByType('resource').map(({ name }) => pathOf(name));
    return Object.entries(integrity).filter(
      ([file]) => folder && file.startsWith(folder) && asked.includes(file),
    );
  }

  async #load(): Promise<Lifecycles> {
    const began = performance.now();
    const address = this.#address();
    let step: 'load' | 'bootstrap' = 'load';
    const coming = async () => {
      await this.replaced;
      const [module] = await Promise.all([
        browser.import(address) as Promise<Lifecycles>,
        this.styles.load(),
      ]);
      if (typeof module.mount !== 'function') throw new TypeError(`${this.slice.name} has nothing to mount`);
      step = 'bootstrap';
      await module.bootstrap?.({ name: this.slice.name });
      return module;
    };
    try {
      const module = await withTimeout(TIMEOUT_MS, coming());
      reportStep(this.slice, 'load', began);
      return module;
    } catch (error) {
      const fault = step === 'load' ? this.why() : step;
      reportFault(this.slice, error, error instanceof TimedOut ? 'slow' : fault);
      throw error;
    }
  }

  #address(): string {
    const { module } = this.slice;
    if (this.#retries === 0) return module;
    return `${importMap().imports?.[module] ?? module}?retry=${Math.min(this.#retries, RETRIES)}`;
  }
}

/**
 * Browsers only report that a file failed. A file that loads with another hash was modified; its copy in the
 * browser's cache is replaced, or the failure would be permanent.
 */
async function why(file: string, seal: string): Promise<Fault> {
  if (await comes(file, { integrity: seal })) return 'load';
  return (await comes(file, { cache: 'reload' })) ? 'integrity' : 'load';
}

function comes(file: string, options: RequestInit): Promise<boolean> {
  return fetch(file, options).then(
    ({ ok }) => ok,
    () => false,
  );
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
