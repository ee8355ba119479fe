import { instant, sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { sha256 } from '../../slices/registry/manifest';

const WEEK_MS = 7 * 86_400_000;

/** An operation of a version that some channel points at, or that called something this week: a tab is open on it. */
export interface LiveOperation {
  slice: string;
  version: string;
  /** Empty for a version that only open tabs use, or that a rollback would restore. */
  channels: string[];
  name: string;
  hash: string;
  text: string;
  /** In the last 7 days, by this version. */
  calls: number;
}

/** Calls of a field in the last 7 days, by a slice's version or a program (`api:NAME`, no version). */
export interface FieldCalls {
  field: string;
  slice: string;
  version: string;
  calls: number;
}

/** What a changed schema is compared with. */
export interface LiveContract {
  /** SDL of the schema served last; null where no gateway served any. */
  schema: string | null;
  operations: LiveOperation[];
  fields: FieldCalls[];
}

/** The live state: the served schema, operations of live versions, and this week's usage. */
export class LiveService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Stores which schema this gateway serves. */
  async serve(schema: string): Promise<void> {
    const columns = ['hash', 'text', 'servedAt'];
    const row = [sha256(schema), schema, sqlInstant(this.now())];
    await this.database.transaction((manager) =>
      manager.query(this.database.dialect.upsert('served_schemas', columns, ['hash'], 1), row),
    );
  }

  async contract(): Promise<LiveContract> {
    const since = sqlInstant(new Date(this.now().getTime() - WEEK_MS));
    const [served, rows, calls, fields] = await Promise.all([
      this.database.query<{ text: string; servedAt: unknown }>('SELECT text, servedAt FROM served_schemas'),
      this.database.query<Omit<LiveOperation, 'channels' | 'calls'> & { channel: string | null }>(
        `SELECT v.slice, v.version, v.channel, o.name, o.hash, o.text FROM (
           SELECT slice, version, channel FROM slice_channels WHERE version IS NOT NULL
           UNION SELECT slice, version, NULL FROM operation_uses WHERE hour >= ?) v
         JOIN slice_operations s ON s.slice = v.slice AND s.version = v.version
         JOIN operations o ON o.hash = s.hash ORDER BY v.slice, v.version, o.name, o.hash, v.channel`,
        [since],
      ),
      this.database.query<{ slice: string; version: string; hash: string; calls: unknown }>(
        'SELECT slice, version, hash, SUM(calls) AS calls FROM operation_uses WHERE hour >= ? GROUP BY slice, version, hash',
        [since],
      ),
      this.database.query<FieldCalls>(
        'SELECT field, slice, version, SUM(calls) AS calls FROM field_uses WHERE hour >= ? GROUP BY field, slice, version ORDER BY field, slice, version',
        [since],
      ),
    ]);
    const latest = served.sort((a, b) => Number(instant(b.servedAt)) - Number(instant(a.servedAt)))[0];
    const counted = new Map(
      calls.map((row) => [`${row.slice}@${row.version} ${row.hash}`, Number(row.calls)]),
    );
    const operations = new Map<string, LiveOperation>();
    for (const { channel, ...row } of rows) {
      const key = `${row.slice}@${row.version} ${row.hash}`;
      const known = operations.get(key) ?? { ...row, channels: [], calls: counted.get(key) ?? 0 };
      operations.set(key, {
        ...known,
        channels: channel === null ? known.channels : [...known.channels, channel],
      });
    }
    return {
      schema: latest?.text ?? null,
      operations: [...operations.values()],
      fields: fields.map((row) => ({ ...row, calls: Number(row.calls) })),
    };
  }
}
