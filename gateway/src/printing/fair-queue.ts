/** What a document takes as long as nothing is known of an owner's. */
const USUAL_MS = 100;

/** Who waits for a place: owners take turns, each with a queue of their own. */
export class FairQueue {
  /** Owners who wait, the next one first. */
  private readonly waiting = new Map<string, (() => void)[]>();
  /** How long documents of owners who were served last take, the newest counting most. */
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

  /** Lets the next owner's first one go; that owner comes last then. @returns whether there was any */
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
    // Those who were served longest ago are forgotten.
    for (const oldest of this.times.keys()) {
      if (this.times.size <= 1_000) break;
      this.times.delete(oldest);
    }
  }

  /** How long work of one thread lies before another document of this owner: as many rounds as they wait for already. */
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
