// A slice's stylesheets: loaded once, in effect only while a piece of the slice stands on the page.
import { importMap } from './import-map';

/** A stylesheet did not come, or not with its hash. */
export class StylesheetFailed extends Error {
  constructor(readonly address: string) {
    super(`No stylesheet at ${address}`);
  }
}

export class SliceStyles {
  #links: HTMLLinkElement[] | undefined;
  #loaded: Promise<void> | undefined;
  #places = 0;

  constructor(private readonly styles: string[]) {}

  /** Loads the stylesheets, once; after a failure all of them anew. @throws StylesheetFailed */
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
    await Promise.all(links.map((link) => this.#arrival(link)));
  }

  /** One more piece of the slice stands on the page. */
  enter(): void {
    this.#places += 1;
    this.#apply();
  }

  /** One piece less; with the last one the look goes. */
  leave(): void {
    this.#places -= 1;
    this.#apply();
  }

  #arrival(link: HTMLLinkElement): Promise<void> {
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

  /** By the sheet, not by the link: a link that is enabled again loads anew, and the piece would stand bare meanwhile. */
  #apply(): void {
    for (const { sheet } of this.#links ?? []) if (sheet) sheet.disabled = this.#places === 0;
  }
}
