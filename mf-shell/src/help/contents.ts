import { prepare, type Language } from '../language/language';

/** Long texts of a page. They load with it, and from then on before each switch of language. */
export class Contents<T> {
  readonly #loads: Record<Language, () => Promise<{ default: T }>>;
  readonly #loaded: Partial<Record<Language, T>> = {};
  #spoken: T | undefined;
  #prepared: Promise<void> | undefined;

  constructor(loads: Record<Language, () => Promise<{ default: T }>>) {
    this.#loads = loads;
  }

  /** The texts in the language of the page, or in the last one that could be loaded. */
  get current(): T {
    if (!this.#spoken) throw new Error('The texts were not loaded');
    return this.#spoken;
  }

  load = (): Promise<void> => {
    this.#prepared ??= prepare(async (next) => {
      this.#spoken = this.#loaded[next] ??= (await this.#loads[next]()).default;
    }).catch((error: unknown) => {
      this.#prepared = undefined;
      throw error;
    });
    return this.#prepared;
  };
}
