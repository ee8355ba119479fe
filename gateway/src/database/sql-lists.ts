// Lists of keys in prepared statements.

/** Lists are filled up to one of three lengths, so that three statements are prepared and not a hundred. */
export function padded(ids: readonly string[]): string[] {
  const length = ids.length === 1 ? 1 : ids.length <= 20 ? 20 : Math.max(100, ids.length);
  return [...ids, ...Array<string>(length - ids.length).fill(ids.at(-1)!)];
}

export function marks(ids: readonly string[]): string {
  return padded(ids)
    .map(() => '?')
    .join(',');
}
