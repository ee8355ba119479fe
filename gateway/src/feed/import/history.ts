import { instant, sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { tableOf } from '../../database/entity-columns';
import { Feed } from '../feed.entity';
import { MANIFEST } from '../read/folder';
import type { FeedLock } from './lock';
import { FeedRejected, type Manifest } from '../read/manifest';
import type { Summary } from './report';

/** NEW: to import. AGAIN: the latest feed once more. SUPERSEDED: imported before, and others after it. */
export type Standing = 'new' | 'again' | 'superseded';

interface Row {
  id: number;
  feedId: string | null;
  fingerprint: string;
}

/** A feed that has a name is recorded once. */
const FEEDS = { ...tableOf(Feed), key: ['feedId'] };

/** Which feeds were taken. */
export class FeedHistory {
  constructor(private readonly database: Database) {}

  /** @throws FeedRejected for a feed older than the last one, or another one under a known name */
  async find(manifest: Manifest | null, fingerprint: string): Promise<Standing> {
    const [last] = await this.database.query<Row>(
      'SELECT id, feedId, fingerprint FROM feeds ORDER BY id DESC LIMIT 1',
    );
    if (!manifest) return last?.fingerprint === fingerprint && last.feedId === null ? 'again' : 'new';
    const [known] = await this.database.query<Row>(
      'SELECT id, feedId, fingerprint FROM feeds WHERE feedId = ?',
      [manifest.feedId],
    );
    if (known) {
      if (known.fingerprint === fingerprint) return known.id === last!.id ? 'again' : 'superseded';
      throw new FeedRejected(MANIFEST, {
        field: 'feedId',
        value: manifest.feedId,
        reason: 'A feed with this feedId was taken before, with other files.',
      });
    }
    const [newest] = await this.database.query<{ asOf: unknown }>('SELECT MAX(asOf) AS asOf FROM feeds');
    if (newest?.asOf && manifest.asOf < instant(newest.asOf))
      throw new FeedRejected(MANIFEST, {
        field: 'asOf',
        value: manifest.asOf.toISOString(),
        reason: `A newer feed was taken already, as of ${instant(newest.asOf).toISOString()}.`,
      });
    return 'new';
  }

  /** Records a completely imported feed; a feed imported before is already recorded. */
  async add(
    lock: FeedLock,
    manifest: Manifest | null,
    fingerprint: string,
    started: Date,
    ended: Date,
    { taken, unchanged, refused, warnings }: Summary,
  ): Promise<void> {
    const asOf = manifest?.asOf ?? null;
    await this.database.transaction(async (manager) => {
      await lock.guard(manager);
      const [row] = await manager.query<{ last: number | null }[]>('SELECT MAX(id) AS last FROM feeds');
      const feed = {
        id: Number(row?.last ?? 0) + 1,
        feedId: manifest?.feedId ?? null,
        fingerprint,
        asOf: asOf && sqlInstant(asOf),
        dataAsOf: sqlInstant(asOf ?? started),
        takenAt: sqlInstant(ended),
        taken,
        unchanged,
        refused,
        warnings,
      };
      await this.database.rows.insertMissing(manager, FEEDS, [feed]);
    });
  }
}
