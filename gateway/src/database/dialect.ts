import type { PoolUse } from '../runtime/metrics';
import type { DataSource, DataSourceOptions, EntityManager, QueryRunner, Table } from 'typeorm';
import type { Sql } from './sorting';

/** A row as the driver gives it: instants and booleans differ by database, `instant()` and `Boolean()` even them out. */
export type Row = Record<string, unknown>;

/** Code of errors on connections that `probe` closed: the database is available again. */
export const LOST_MEANWHILE = 'LOST_MEANWHILE';

/**
 * All that differs between SQLite and MySQL/MariaDB and that TypeORM doesn't hide.
 * One file each; nothing else in the gateway asks which database it is on.
 */
export interface Dialect {
  readonly name: 'sqlite' | 'mysql';
  readonly options: DataSourceOptions;
  /** Column types for up to 16 MB. */
  readonly longText: string;
  readonly longBytes: string;
  /** Suffix of a SELECT that locks its rows until the transaction ends. */
  readonly forUpdate: string;
  /** Runs one prepared statement outside any transaction; sees committed rows only. */
  read(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs one statement outside any transaction, committed when it is done; cut when it is not by `until`. Absent where writes wait for each other.
   * @returns how many rows it met
   */
  write?(sql: string, parameters: readonly unknown[], until: number): Promise<number>;
  /** Ends what a transaction's connection is doing, and the transaction with it. */
  cut(runner: QueryRunner): void;
  /** Runs after a transaction that failed. Absent where each has a connection of its own. */
  reset?(source: DataSource): void;
  /** Sets the timeout of all later reads. */
  serve(timeoutMs: number): void;
  /**
   * Tests whether the database is available. If so, ends waiting for connections that cannot be opened, and
   * for those opened before an outage.
   * @param since start of the outage in `Date.now()`; null where an outage is only suspected
   * @throws while the database is unavailable
   */
  probe(since: number | null): Promise<void>;
  /** Opens what `read` needs, once TypeORM is connected. */
  open(): void;
  close(): Promise<void>;
  /** Migrates the tables once, however many processes start together. */
  migrate(source: DataSource): Promise<void>;
  /** Creates a table where it is missing, with byte-wise collation and the checks given, which TypeORM can't express for both. */
  createTable(runner: QueryRunner, table: Table, checks?: Record<string, string>): Promise<void>;
  /** Drops a check of `createTable`, if it is there. */
  dropCheck(runner: QueryRunner, table: string, name: string): Promise<void>;
  /** Runs a statement of a transaction that is repeated so often that it stays prepared. */
  repeat(manager: EntityManager, sql: string, parameters: readonly unknown[]): Promise<unknown>;
  /** The most rows of a statement that writes many; a power of two. */
  readonly rowsAtOnce: number;
  /** `INSERT` of `rows` rows which replaces those with the same key. Columns in `keep` stay as they are on a replaced row. */
  upsert(
    table: string,
    columns: readonly string[],
    key: readonly string[],
    rows: number,
    keep?: readonly string[],
  ): string;
  /** Condition: the text column holds this text somewhere, byte by byte. Faster than LIKE where many texts are read. */
  contains(column: string, text: string): Sql;
  /** `INSERT` of what a SELECT with a WHERE finds; rows with the same key stay as they are. */
  insertFrom(table: string, columns: readonly string[], key: readonly string[], select: string): string;
  /** `INSERT` of `rows` rows which adds `sum` to that of a row with the same key. */
  addUp(table: string, columns: readonly string[], key: readonly string[], sum: string, rows: number): string;
  /** True when the whole transaction should be tried again (deadlock, lock timeout, busy file). */
  isRetriable(error: unknown): boolean;
  /** True when it is not the statement's fault: the database is away, read-only or full. */
  isUnavailable(error: unknown): boolean;
  /**
   * True when the database rejects a value (too long, out of range, against a check), so that a retry fails
   * again.
   */
  isUnfit(error: unknown): boolean;
  /** True when an insert met a row with the same unique key. */
  isDuplicate(error: unknown): boolean;
  /** How much of each pool of connections is used; none where there are no pools. */
  pools(): PoolUse[];
  /** How many transactions may run side by side in this process. */
  readonly writers: number;
}

/** Quotes nothing: our names are plain identifiers. Groups of placeholders for `rows` rows of `columns` columns. */
export function placeholders(columns: number, rows: number): string {
  const group = `(${Array<string>(columns).fill('?').join(',')})`;
  return Array<string>(rows).fill(group).join(',');
}

/** The code a database driver gave an error, looked for through TypeORM's wrapper. */
export function driverCode(error: unknown): { code?: string; errno?: number; fatal?: boolean } {
  const outer = error as { driverError?: unknown };
  const inner = (outer?.driverError ?? error) as { code?: string; errno?: number; fatal?: boolean };
  return { code: inner?.code, errno: inner?.errno, fatal: inner?.fatal };
}
