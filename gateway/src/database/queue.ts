import { Unavailable } from '../errors';

/** A bounded queue: runs a limited number of works, and the others wait in order until their deadline. */
export class Queue {
  private readonly waiting = new Set<() => void>();
  private inside = 0;

  /** @param longest maximum length of the queue; further calls are rejected */
  constructor(
    private readonly places: number,
    private readonly longest = Infinity,
  ) {}

  get isEmpty(): boolean {
    return this.inside === 0;
  }

  /**
   * @param until of `performance.now()`; Infinity waits without a limit
   * @throws Unavailable when the turn did not come in time: the work did not start and never will
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

  /** Passes the place to the longest waiting entry, so that a new call cannot overtake it. */
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

/** A queue for each key, with one place unless told otherwise. */
export class KeyedQueue {
  private readonly queues = new Map<string, Queue>();

  constructor(
    private readonly longest: number,
    private readonly places = 1,
  ) {}

  async run<T>(key: string, work: () => Promise<T>, until: number): Promise<T> {
    const queue = this.queues.get(key) ?? new Queue(this.places, this.longest);
    this.queues.set(key, queue);
    try {
      return await queue.run(work, until);
    } finally {
      if (queue.isEmpty) this.queues.delete(key);
    }
  }
}
