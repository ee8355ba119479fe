// A slice's stylesheets: loaded once, enabled only while a part of the slice is mounted.
import { importMap } from './import-map';

/** A stylesheet failed to load, or did not match its hash. */
export class StylesheetFailed extends Error {
  constructor(readonly address: string) {
    super(`No stylesheet at ${address}`);
  }
}

export class SliceStyles {
  #links: HTMLLinkElement[] | undefined;
  #loaded: Promise<void> | undefined;
  #users = 0;

  constructor(private readonly styles: string[]) {}

  /** Loads the stylesheets once; after a failure, all of them again. @throws StylesheetFailed */
  load(): Promise<void> {
    const loading = (this.#loaded ??= this.#load());
    loading.catch(() => this.#loaded === loading && (this.#loaded = undefined));
    return loading;
  }

  async #load(): Promise<void> {
    this.#links?.forEach((link) => link.remove());
    const { integrity = {} } = importMap();
    const links = this.styles.map((href) =>
      Object.assign(document.createElement('link'), {
        rel: 'stylesheet',
        href,
        integrity: integrity[href] ?? '',
      }),
    );
    this.#links = links;
    await Promise.all(links.map((link) => this.#whenLoaded(link)));
  }

  /** Call it when a part of the slice is mounted. */
  enter(): void {
    this.#users += 1;
    this.#apply();
  }

  /** Call it when a part is unmounted; the last one disables the stylesheets. */
  leave(): void {
    this.#users -= 1;
    this.#apply();
  }

  #whenLoaded(link: HTMLLinkElement): Promise<void> {
    return new Promise((resolve, reject) => {
      link.addEventListener('load', () => {
        this.#apply();
        resolve();
      });
      link.addEventListener('error', () => {
        link.remove();
        reject(new StylesheetFailed(link.getAttribute('href') ?? ''));
      });
      document.head.append(link);
    });
  }

  /**
   * Disables the sheet rather than the link: a re-enabled link loads again, and the part would be unstyled meanwhile.
   */
  #apply(): void {
    for (const { sheet } of this.#links ?? []) if (sheet) sheet.disabled = this.#users === 0;
  }
}
