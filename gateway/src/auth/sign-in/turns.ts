/** Lets what belongs together happen one after another, in this process; what doesn't never waits. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  async after<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(name) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.last.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.last.get(name) === turn) this.last.delete(name);
    }
  }
}
