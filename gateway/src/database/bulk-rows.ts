import { hash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Dialect } from './dialect';
import { chunks, marks, padded, powerChunks } from './sql-lists';

export type Value = string | number | null | Buffer;

/** What a table keeps of a property: booleans as 0 and 1, instants and packed objects as text. */
type Stored<V> = V extends boolean
  ? 0 | 1
  : V extends string
    ? `${V}`
    : V extends number | null | Buffer
      ? V
      : string;

/** A row to be written: a value for each column of an entity, by name. */
export type RowOf<E, Without extends keyof E = never> = {
  [Column in Exclude<keyof E & string, Without>]: Stored<E[Column]>;
};

/** A table whose rows `R` are written in bulk; see `tableOf`. */
export interface TableShape<R> {
  table: string;
  /** Properties of a row, in the order of `names`. */
  columns: readonly (keyof R & string)[];
  /** The same in SQL. */
  names: readonly string[];
  /** The first of the names. */
  key: readonly string[];
}

/** What reads go through: a transaction, or the connections for reads. */
export interface Reader {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

/** Values in one statement that reads. */
const MOST_VALUES = 512;

/** Writes and reads many rows with few statements. */
export class Rows {
  private readonly statements = new Map<string, string>();

  constructor(readonly dialect: Dialect) {}

  /** Inserts rows, or replaces those with the same key. */
  async upsert<R>(manager: EntityManager, shape: TableShape<R>, rows: readonly NoInfer<R>[]): Promise<void> {
    await this.insert(manager, shape, rows);
  }

  /** Inserts rows; existing keys keep their row. */
  async insertMissing<R>(
    manager: EntityManager,
    shape: TableShape<R>,
    rows: readonly NoInfer<R>[],
  ): Promise<void> {
    await this.insert(manager, shape, rows, shape.names);
  }

  /** Deletes rows by (first key column, second key column). */
  async deleteUnder(
    manager: EntityManager,
    { table, key }: TableShape<never>,
    keys: readonly (readonly [string, string?])[],
  ): Promise<void> {
    for (const some of powerChunks(keys, 64)) {
      const one = some[0]!.length === 1 ? `${key[0]} = ?` : `(${key[0]} = ? AND ${key[1]} = ?)`;
      const where = Array<string>(some.length).fill(one).join(' OR ');
      await manager.query(`DELETE FROM ${table} WHERE ${where}`, some.flat());
    }
  }

  /** `select` ends where the list of values begins: `SELECT id FROM customers WHERE id IN`. */
  async selectIn<T>(reader: Reader, select: string, values: Iterable<string>): Promise<T[]> {
    const found: T[] = [];
    for (const some of chunks([...new Set(values)], MOST_VALUES))
      found.push(...(await reader.query<T[]>(`${select} (${marks(some)})`, padded(some))));
    return found;
  }

  /** In groups whose sizes are powers of two, so that the same few statements serve every batch and stay prepared. */
  private async insert<R>(
    manager: EntityManager,
    shape: TableShape<R>,
    rows: readonly R[],
    keep: readonly string[] = [],
  ): Promise<void> {
    for (const some of powerChunks(rows, this.dialect.rowsAtOnce))
      await this.dialect.repeat(manager, this.upsertSql(shape, some.length, keep), valuesOf(shape, some));
  }

  private upsertSql(
    { table, names, key }: TableShape<never>,
    count: number,
    keep: readonly string[] = [],
  ): string {
    const id = `${table} ${names.length} ${keep.length} ${count}`;
    let sql = this.statements.get(id);
    if (!sql) {
      sql = this.dialect.upsert(table, names, key, count, keep);
      this.statements.set(id, sql);
    }
    return sql;
  }
}

/** The parameters of a statement: row after row, in the order of the columns. */
function valuesOf<R>({ columns }: TableShape<R>, rows: readonly R[]): unknown[] {
  const values: unknown[] = [];
  for (const row of rows) for (const column of columns) values.push(row[column]);
  return values;
}

/** Prefix of every stored hash. Another value would make the next import write all records again. */
const HASH_PREFIX = '1';

/** By which a record is known to be equal to the one taken before: 96 bits. `packed` is JSON already. */
export function recordHash(values: readonly unknown[], ...packed: string[]): string {
  const text = `${HASH_PREFIX}${JSON.stringify(values)}${packed.join('\n')}`;
  return hash('sha256', text, 'base64url').slice(0, 16);
}
