// Lists of values in statements: as few different statements as possible, so that they stay prepared.

/** Rows in one statement, where nothing else limits them. */
const CHUNK = 200;

/** The values of an IN list, filled up to a power of two by repeating the last one. */
export function padded<T>(values: readonly T[]): T[] {
  const count = values.length < 2 ? values.length : powerBelow(values.length * 2 - 1);
  return [...values, ...Array<T>(count - values.length).fill(values.at(-1)!)];
}

/** Placeholders of an IN list for `padded(values)`; an empty list matches nothing. */
export function marks(values: readonly unknown[]): string {
  if (values.length === 0) return 'NULL';
  return padded(values)
    .map(() => '?')
    .join(',');
}

/** All of a list in parts of at most `size`. */
export function chunks<T>(all: readonly T[], size = CHUNK): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += size) parts.push(all.slice(at, at + size));
  return parts;
}

/** Splits a list into parts whose sizes are powers of two, at most `most`: for statements that cannot be padded. */
export function powerChunks<T>(all: readonly T[], most: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += parts.at(-1)!.length)
    parts.push(all.slice(at, at + powerBelow(Math.min(all.length - at, most))));
  return parts;
}

function powerBelow(count: number): number {
  return 2 ** (31 - Math.clz32(count));
}
