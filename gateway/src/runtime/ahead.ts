/** Computes the next value while the one before is worked on: one ahead, never more. */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    let next = source.next();
    for (;;) {
      const result = await next;
      if (result.done) return;
      next = source.next();
      // Whoever stops early never looks at it.
      next.catch(() => undefined);
      yield result.value;
    }
  } finally {
    // Waits for what is under way, so that nothing reads once the caller has gone on.
    await source.return(undefined);
  }
}
