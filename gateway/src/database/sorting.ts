/** A piece of SQL with the values of its placeholders. */
export interface Sql {
  text: string;
  values: (string | number)[];
}

/** What a list is sorted by; the last of several is unique, so that no two rows are equal. */
export interface SortKey {
  expression: string;
  descending: boolean;
}

/** The ORDER BY list of these keys. */
export function orderBy(keys: readonly SortKey[]): string {
  return keys.map((k) => `${k.expression} ${k.descending ? 'DESC' : 'ASC'}`).join(', ');
}

/** Condition for rows after `position`; without one, all rows: (a > x) OR (a = x AND (b > y OR …)). */
export function behind(keys: readonly SortKey[], position: readonly (string | number)[] | null): Sql {
  if (!position) return { text: '1 = 1', values: [] };
  let sql: Sql = { text: '', values: [] };
  for (let n = keys.length - 1; n >= 0; n--) {
    const { expression, descending } = keys[n]!;
    const value = position[n]!;
    const beyond = `${expression} ${descending ? '<' : '>'} ?`;
    sql = sql.text
      ? { text: `(${beyond} OR (${expression} = ? AND ${sql.text}))`, values: [value, value, ...sql.values] }
      : { text: beyond, values: [value] };
  }
  return sql;
}
