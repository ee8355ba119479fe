import { LRUCache } from 'lru-cache';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { addressOf, type Catalogue, type Version } from './catalogue';
import type { FileContents } from '../registry/manifest';
import { composePage, HOME, ownerOf, type PageOptions, type Visit } from './html';

/** A page ready to be sent. */
export interface Composed {
  body: FileContents;
  headers: Record<string, string>;
  /** Whether a slice owns the path that the page was composed for. */
  isKnown: boolean;
  /** What it is made of. */
  versions: Version[];
}

export interface Asked {
  path: string;
  /** True for a browser with a session cookie. Only signed-in visitors need slices to be preloaded. */
  signedIn: boolean;
  preview?: string;
}

/** Caches pages by their combination of versions, shared by all visitors with the same ones. */
export class Composer {
  private readonly pages = new LRUCache<string, Promise<Composed>>({ max: 200 });

  constructor(
    private readonly catalogue: Catalogue,
    private readonly options: PageOptions,
  ) {}

  /** Undefined without a shell. */
  async compose(
    chosen: Map<string, string>,
    { path, signedIn, preview }: Asked,
  ): Promise<Composed | undefined> {
    const found = await Promise.all(
      [...chosen].map(([slice, version]) => this.catalogue.get(slice, version)),
    );
    const versions = found.filter((version) => !!version);
    const shell = versions.find(({ slice }) => slice === 'shell');
    if (!shell) return undefined;
    const slices = versions.filter((version) => version !== shell);
    const owner = ownerOf(path, shell, slices);
    const ahead = signedIn && (path === HOME || owner !== HOME) ? owner : undefined;
    const key = [...versions.map((version) => addressOf(version, version.version)), ahead, preview].join(
      '\n',
    );
    const page = this.pages.get(key) ?? this.make(shell, slices, { ahead, preview });
    this.pages.set(key, page);
    page.catch(() => this.pages.delete(key));
    return { ...(await page), isKnown: owner !== undefined };
  }

  private async make(shell: Version, slices: Version[], visit: Visit): Promise<Composed> {
    const { html, headers } = composePage(shell, slices, this.options, visit);
    return { body: await compressed(html), headers, isKnown: false, versions: [shell, ...slices] };
  }
}

/** A text in all its forms, made away from the thread that answers visitors. */
export async function compressed(text: string): Promise<FileContents> {
  const plain = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  const [br, older] = await Promise.all([
    promisify(brotliCompress)(plain, { params }),
    promisify(gzip)(plain),
  ]);
  return { plain, br, gzip: older };
}
