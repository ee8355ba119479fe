import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { RateLimited } from '../errors';
import { newToken } from './tokens';

/** OWASP's least for argon2id; the library's default variant is argon2id. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const PASSWORD_BYTES = 1000;

/**
 * Hashes and checks passwords, a few at a time: each costs 19 MB and some 20 ms of a core, so a burst of
 * sign-ins waits in a short line instead of starving everything else, and is sent away when the line is long.
 */
export class Hasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** What the password of an unknown user is checked against, so that it takes as long. */
  private readonly dummy = hash(newToken(), PARAMETERS);

  constructor(
    private readonly atOnce = Math.max(1, Math.min(3, availableParallelism() - 1)),
    private readonly line = 60,
  ) {}

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(prepared(password), PARAMETERS));
  }

  /** False for a user that is not there (`stored` null), after as much work as for one that is. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const against = stored ?? (await this.dummy);
    const text = prepared(password);
    // Nobody has such a password; hashing megabytes would only burn time.
    const possible = Buffer.byteLength(text) <= PASSWORD_BYTES;
    const matches = await this.inTurn(() => verify(against, possible ? text : ''));
    return matches && possible && stored !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) {
      if (this.waiting.length >= this.line) throw new RateLimited(3);
      // Whoever leaves hands the place on, so it is never free in between.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}

/** Keyboards write the same letters in several ways; compatibility form makes them one. */
export function prepared(password: string): string {
  return password.normalize('NFKC');
}
