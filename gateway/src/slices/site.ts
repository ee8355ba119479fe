import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { type BuiltPackage, buildStamp, distFolders, type FileContents, readPackage } from './built-package';
import { composePage, type Page, type PageOptions } from './page';
import { compressed } from './send';

export interface SiteOptions extends PageOptions {
  /** The folder in which the front ends (`mf-*`) stand. */
  root: string;
}

/** The page as it was last built. */
export class Site {
  page?: Page;
  body?: FileContents;
  /** Files of earlier builds stay, so that an open tab never asks for one that is gone. */
  readonly assets = new Map<string, FileContents>();
  private stamp = '';

  constructor(
    readonly options: SiteOptions,
    private readonly log: FastifyBaseLogger,
  ) {}

  /** In production builds do not change under a running gateway; while developing they do. */
  async refresh(): Promise<void> {
    if (!this.options.production) await this.read();
  }

  async read(): Promise<void> {
    const folders = await distFolders(this.options.root);
    const stamp = await buildStamp(folders);
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    const packages = (await Promise.all(folders.map((folder) => this.tryPackage(folder)))).filter(
      (built) => !!built,
    );
    const shell = packages.find(({ manifest }) => manifest.name === 'shell');
    this.page = shell && composePage(shell, this.distinct(packages), this.options);
    if (!this.page) return this.log.error('the shell is not built, so there is no page to serve');
    this.body = compressed(this.page.html);
    for (const [address, contents] of this.page.assets) this.assets.set(address, contents);
  }

  private async tryPackage(folder: string): Promise<BuiltPackage | undefined> {
    try {
      return await readPackage(folder, !this.options.production);
    } catch (error) {
      this.log.warn({ folder, reason: describe(error) }, 'not in the page: its build cannot be read');
      return undefined;
    }
  }

  private distinct(packages: BuiltPackage[]): BuiltPackage[] {
    const slices = new Map<string, BuiltPackage>();
    for (const built of packages) {
      if (!built.slice) continue;
      if (slices.has(built.slice.name)) this.log.warn({ slice: built.slice.name }, 'two builds of one slice');
      else slices.set(built.slice.name, built);
    }
    return [...slices.values()];
  }
}

function describe(error: unknown): string {
  return error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
}
