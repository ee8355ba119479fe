/** Groups rows by a key, in their order; `value` selects what is collected of each. */
export function grouped<R>(rows: Iterable<R>, key: (row: R) => string): Map<string, R[]>;
export function grouped<R, V>(
  rows: Iterable<R>,
  key: (row: R) => string,
  value: (row: R) => V,
): Map<string, V[]>;
export function grouped<R>(
  rows: Iterable<R>,
  key: (row: R) => string,
  value: (row: R) => unknown = (row) => row,
): Map<string, unknown[]> {
  const groups = new Map<string, unknown[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(value(row));
    else groups.set(key(row), [value(row)]);
  }
  return groups;
}
