import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database';

/** Operations no published version has any more are forgotten after this. */
const CACHED_MS = 10 * 60_000;
/** How long an unknown hash stays cached, so that it reaches the database once in this time at most. */
const MISSING_MS = 1000;

interface Known {
  text?: string;
  /** "slice@version" of each version that has the operation. */
  owners: Set<string>;
  readAt: number;
}

/** Operations of published versions, by the hexadecimal SHA-256 of their texts. */
export class PersistedOperationsService {
  /** Caches operations. Concurrent requests for one, as after a start, share one read. */
  private readonly known = new LRUCache<string, Known>({
    max: 5000,
    ttl: CACHED_MS,
    // A flood of invented hashes can evict an entry while it is read; the caller still gets its result.
    ignoreFetchAbort: true,
    fetchMethod: (hash, _before, { options }) => this.read(hash, options),
  });

  constructor(private readonly database: Database) {}

  /** The text of an operation in the cache; never reads the database. */
  peek(hash: unknown): string | undefined {
    return typeof hash === 'string' ? this.known.peek(hash.replace(/^sha256:/, ''))?.text : undefined;
  }

  /** Undefined where no published version has it. */
  async text(hash: string): Promise<string | undefined> {
    return (await this.find(hash)).text;
  }

  /** Whether this version has the operation. No client can have its calls counted under another version. */
  async belongs(hash: string, slice: string, version: string): Promise<boolean> {
    const owner = `${slice}@${version}`;
    const known = await this.find(hash);
    if (known.owners.has(owner) || !known.text) return known.owners.has(owner);
    // A version published since may have it too.
    if (performance.now() - known.readAt < MISSING_MS) return false;
    return (await this.find(hash, { forceRefresh: true })).owners.has(owner);
  }

  private async find(hash: string, how: { forceRefresh?: boolean } = {}): Promise<Known> {
    return (await this.known.fetch(hash, how))!;
  }

  private async read(hash: string, keep: { ttl?: number }): Promise<Known> {
    const rows = await this.database.query<{ text: string; slice: string; version: string }>(
      `SELECT o.text, s.slice, s.version FROM operations o
       JOIN slice_operations s ON s.hash = o.hash
       JOIN slice_versions v ON v.slice = s.slice AND v.version = s.version AND v.removedAt IS NULL
       WHERE o.hash = ?`,
      [hash],
    );
    const owners = new Set(rows.map(({ slice, version }) => `${slice}@${version}`));
    if (rows.length === 0) keep.ttl = MISSING_MS;
    return { text: rows[0]?.text, owners, readAt: performance.now() };
  }
}
