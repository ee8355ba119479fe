// A slice's module, and how it is asked for again after it failed.
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

/** True where a part that the slice imports later did not come, or not whole: its build marks the error. */
export function isMissingPart(error: unknown): boolean {
  return error instanceof Object && 'isMissingPart' in error;
}

/**
 * True where a module, or one that it imports, did not come: browsers say so in words of their own, and of which file it
 * was nothing at all. An error of the module's own code is none of these.
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

  /** The slice's module with its look, bootstrapped once; the next call after a failure tries anew. */
  load(): Promise<Lifecycles> {
    if (this.#loaded) return this.#loaded;
    const loading = this.#load();
    this.#loaded = loading;
    // One that was given up long ago must not take away what came since.
    loading.catch(() => this.#loaded === loading && this.renew());
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

  /** What kept a file of the slice from coming: the browser names the one that was asked for, not the one that failed. */
  why(): Promise<Fault> {
    const finding = this.#why();
    this.#replaced = finding;
    return finding;
  }

  /** What the browser keeps of files that came changed is replaced, or nobody waits for it any longer. */
  get replaced(): Promise<unknown> {
    return withTimeout(TIMEOUT_MS, this.#replaced).catch(() => {});
  }

  async #why(): Promise<Fault> {
    const faults = await Promise.all(this.#asked().map(([file, seal]) => why(file, seal)));
    return faults.includes('integrity') ? 'integrity' : 'load';
  }

  /**
   * Whether this failed though every file comes: Firefox keeps of a module for as long as the page stands that it failed,
   * also of one that was only fetched ahead, and a fresh address of the entry is no fresh address of what it imports.
   */
  async remembersFailure(error: unknown): Promise<boolean> {
    if (!isUnfetched(error)) return false;
    await this.replaced;
    const came = await Promise.all(this.#asked().map(([file, seal]) => comes(file, { integrity: seal })));
    return !came.includes(false);
  }

  /** Files of the slice that the browser was asked for, each with its hash. */
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
 * Browsers say of a file only that it failed. One that comes, but not with its hash, was changed; what the browser keeps of
 * it is then replaced, or it would stay changed for good.
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
