import type { Logger } from 'pino';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { report } from '../../runtime/report-error';
import { chunks } from '../../database/sql-lists';

const FLUSH_MS = 5_000;
const HOUR_MS = 3_600_000;
/**
 * Limits distinct entries between two flushes, so that invented names cannot fill the memory. More are not
 * counted.
 */
const DIFFERENT = 20_000;
/** Rows a statement. */
const ROWS = 200;

/** The caller: a slice in a version, or a program by its token's name without a version. */
export interface Caller {
  slice: string;
  version: string;
}

declare module '../../graphql/request-context' {
  interface RequestContext {
    /** The caller that the operation is counted for. */
    caller: Caller;
    uses: Pick<UseCounter, 'operation'>;
  }
}

/** Counts in memory and writes sums every few seconds, so that counting costs a request nothing. */
export class UseCounter {
  private fields = new Map<string, number>();
  private operations = new Map<string, number>();
  private versions = new Map<string, Caller>();
  /** When a version's use was last written down, so that it is once an hour. */
  private readonly noted = new Map<string, number>();
  private timer?: NodeJS.Timeout;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
    private readonly now: () => Date,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.flush();
  }

  /** An operation ran. @param fields every "Type.field" it names */
  operation({ slice, version }: Caller, hash: string, fields: readonly string[]): void {
    const hour = Math.floor(this.now().getTime() / HOUR_MS);
    add(this.operations, `${hour}\t${slice}\t${version}\t${hash}`);
    for (const field of fields) add(this.fields, `${hour}\t${slice}\t${version}\t${field}`);
  }

  /** A version stood in a page, or was asked for a file. */
  version({ slice, version }: Caller): void {
    const key = `${slice}@${version}`;
    if (this.now().getTime() - (this.noted.get(key) ?? 0) >= HOUR_MS)
      this.versions.set(key, { slice, version });
  }

  /** Writes the counts; after an error they are added to the next ones. */
  flush(): Promise<unknown> {
    this.running = this.running.then(() => this.write()).catch((error: unknown) => report(this.log, error));
    return this.running;
  }

  private async write(): Promise<void> {
    const [fields, operations, versions] = [this.fields, this.operations, this.versions];
    this.fields = new Map();
    this.operations = new Map();
    this.versions = new Map();
    try {
      await this.writeUses(versions);
      await this.writeSums('field_uses', 'field', fields);
      await this.writeSums('operation_uses', 'hash', operations);
    } catch (error) {
      for (const [key, calls] of fields) add(this.fields, key, calls);
      for (const [key, calls] of operations) add(this.operations, key, calls);
      throw error;
    }
  }

  private async writeUses(versions: Map<string, Caller>): Promise<void> {
    const now = this.now();
    for (const [key, { slice, version }] of versions) {
      await this.database.transaction((manager) =>
        manager.query(
          'UPDATE slice_versions SET lastUsedAt = ? WHERE slice = ? AND version = ? AND lastUsedAt < ?',
          [sqlInstant(now), slice, version, sqlInstant(now)],
        ),
      );
      this.noted.set(key, now.getTime());
    }
  }

  private async writeSums(table: string, what: string, sums: Map<string, number>): Promise<void> {
    const columns = ['hour', 'slice', 'version', what, 'calls'];
    // In one order everywhere: nodes that write the same rows then wait for each other instead of deadlocking.
    const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const part of chunks(rows, ROWS)) {
      const sql = this.database.dialect.addUp(table, columns, columns.slice(0, 4), 'calls', part.length);
      const values = part.flatMap(([key, calls]) => {
        const [hour, ...rest] = key.split('\t');
        return [sqlInstant(new Date(Number(hour) * HOUR_MS)), ...rest, calls];
      });
      await this.database.transaction((manager) => manager.query(sql, values));
      for (const [key] of part) sums.delete(key);
    }
  }
}

function add(sums: Map<string, number>, key: string, calls = 1): void {
  const known = sums.get(key);
  if (known === undefined && sums.size >= DIFFERENT) return;
  sums.set(key, (known ?? 0) + calls);
}
