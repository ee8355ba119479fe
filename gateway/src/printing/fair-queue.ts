/** What a document takes as long as nothing is known of an owner's. */
const USUAL_MS = 100;

/** Who waits for a place: owners take turns, each with a queue of their own. */
export class FairQueue {
  /** Waiting owners, the next one first. */
  private readonly waiting = new Map<string, (() => void)[]>();
  /** Average duration of documents by recent owners; the newest counts most. */
  private readonly times = new Map<string, number>();
  size = 0;

  /** Resolves when it is the turn of this one. */
  wait(owner: string): Promise<void> {
    this.size++;
    return new Promise((resolve) => {
      const own = this.waiting.get(owner);
      if (own) own.push(resolve);
      else this.waiting.set(owner, [resolve]);
    });
  }

  /**
   * Starts the next owner's first job; that owner then moves to the end.
   * @returns whether there was one
   */
  next(): boolean {
    const [first] = this.waiting;
    if (!first) return false;
    const [owner, own] = first;
    this.size--;
    this.waiting.delete(owner);
    const resolve = own.shift();
    if (own.length > 0) this.waiting.set(owner, own);
    resolve?.();
    return true;
  }

  /** Learns how long an owner's document took. */
  took(owner: string, ms: number): void {
    const before = this.times.get(owner) ?? ms;
    this.times.delete(owner);
    this.times.set(owner, before + (ms - before) / 2);
    // The owners served longest ago are forgotten.
    for (const oldest of this.times.keys()) {
      if (this.times.size <= 1_000) break;
      this.times.delete(oldest);
    }
  }

  /** Work of one thread before another document of this owner: one round for each that already waits. */
  expectedMs(owner: string): number {
    const rounds = (this.waiting.get(owner)?.length ?? 0) + 1;
    let expected = this.waiting.has(owner) ? 0 : this.timeOf(owner);
    for (const [other, own] of this.waiting) expected += Math.min(rounds, own.length) * this.timeOf(other);
    return expected;
  }

  private timeOf(owner: string): number {
    return this.times.get(owner) ?? USUAL_MS;
  }
}
