import { Unavailable } from '../errors';

/** Lets so many at once in; others wait in order, and leave when their time is over. */
export class Queue {
  private readonly waiting = new Set<() => void>();
  private inside = 0;

  /** @param longest so many may wait; whoever comes then is refused at once */
  constructor(
    private readonly places: number,
    private readonly longest = Infinity,
  ) {}

  get isEmpty(): boolean {
    return this.inside === 0;
  }

  /**
   * @param until of `performance.now()`; Infinity waits for ever
   * @throws Unavailable when the turn has not come by then: the work is not begun and never will be
   */
  async run<T>(work: () => Promise<T>, until: number): Promise<T> {
    await this.enter(until);
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(until: number): Promise<void> {
    if (this.inside < this.places) {
      this.inside++;
      return;
    }
    if (this.waiting.size >= this.longest) throw new Unavailable();
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.waiting.delete(enter);
        reject(new Unavailable());
      };
      const timer = until === Infinity ? undefined : setTimeout(giveUp, until - performance.now());
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      this.waiting.add(enter);
    });
  }

  /** The place goes to whoever has waited longest, so that nobody who comes now is before them. */
  private leave(): void {
    const [next] = this.waiting;
    if (!next) {
      this.inside--;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}

/** A queue with one place for each key. */
export class KeyedQueue {
  private readonly queues = new Map<string, Queue>();

  constructor(private readonly longest: number) {}

  async run<T>(key: string, work: () => Promise<T>, until: number): Promise<T> {
    const queue = this.queues.get(key) ?? new Queue(1, this.longest);
    this.queues.set(key, queue);
    try {
      return await queue.run(work, until);
    } finally {
      if (queue.isEmpty) this.queues.delete(key);
    }
  }
}
