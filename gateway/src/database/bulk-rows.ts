import { hash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Dialect } from './dialect';

export type Value = string | number | null | Buffer;

/** A table as the feed writes it: the columns of a row in order, the first ones being its key. */
export interface TableShape {
  table: string;
  columns: readonly string[];
  keyLength: number;
}

/** Rows in one statement: few enough for SQLite's 32,766 parameters, and always a power of two (below). */
const MOST_ROWS = 512;

/** Writes and reads many rows with few statements. */
export class Rows {
  private readonly statements = new Map<string, string>();

  constructor(readonly dialect: Dialect) {}

  /**
   * Inserts rows, or replaces those with the same key. In groups whose sizes are powers of two, so that the same ten
   * statements serve every batch and stay prepared.
   */
  async upsert(
    manager: EntityManager,
    shape: TableShape,
    rows: readonly (readonly Value[])[],
  ): Promise<void> {
    for (let at = 0; at < rows.length;) {
      const count = powerBelow(Math.min(rows.length - at, MOST_ROWS));
      await manager.query(this.upsertSql(shape, count), rows.slice(at, at + count).flat());
      at += count;
    }
  }

  /** Deletes what stands under each (first key column, second key column). */
  async deleteUnder(
    manager: EntityManager,
    { table, columns }: TableShape,
    keys: readonly (readonly [string, string?])[],
  ): Promise<void> {
    for (let at = 0; at < keys.length;) {
      const count = powerBelow(Math.min(keys.length - at, 64));
      const group = keys.slice(at, at + count);
      const one = group[0]!.length === 1 ? `${columns[0]} = ?` : `(${columns[0]} = ? AND ${columns[1]} = ?)`;
      const where = Array<string>(count).fill(one).join(' OR ');
      await manager.query(`DELETE FROM ${table} WHERE ${where}`, group.flat());
      at += count;
    }
  }

  /** `select` ends where the list of values begins: `SELECT id FROM customers WHERE id IN`. */
  async selectIn<T>(manager: EntityManager, select: string, values: Iterable<string>): Promise<T[]> {
    const distinct = [...new Set(values)];
    const found: T[] = [];
    for (let at = 0; at < distinct.length; at += MOST_ROWS) {
      const group = distinct.slice(at, at + MOST_ROWS);
      // Filled up to a power of two by repeating the last value: again few statements.
      const count = powerBelow(group.length * 2 - 1);
      const filled = [...group, ...Array<string>(count - group.length).fill(group.at(-1)!)];
      const sql = `${select} (${filled.map(() => '?').join(',')})`;
      found.push(...(await manager.query<T[]>(sql, filled)));
    }
    return found;
  }

  private upsertSql(shape: TableShape, count: number): string {
    const id = `${shape.table} ${shape.columns.length} ${count}`;
    let sql = this.statements.get(id);
    if (!sql) {
      const key = shape.columns.slice(0, shape.keyLength);
      sql = this.dialect.upsert(shape.table, shape.columns, key, count);
      this.statements.set(id, sql);
    }
    return sql;
  }
}

export function powerBelow(count: number): number {
  return 2 ** (31 - Math.clz32(count));
}

/** Goes up when a later version keeps more of a record, so that every record is taken anew once. */
const RECORDS_KEPT = 1;

/** By which a record is known to be equal to the one taken before: 96 bits. `packed` is JSON already. */
export function recordHash(values: readonly unknown[], ...packed: string[]): string {
  const text = `${RECORDS_KEPT}${JSON.stringify(values)}${packed.join('\n')}`;
  return hash('sha256', text, 'base64url').slice(0, 16);
}
