import type { EntityManager } from 'typeorm';
import type { Deadline } from '../../database/database';
import { networkOf, type Alarm, type Attempts, type Pace, type Subject } from './attempts';
import { withoutTag } from '../../mail/email-address';

const MINUTES = 60_000;
export const ACCOUNT_PACE: Pace = { free: 5, firstPauseMs: 1_000, longestPauseMs: 15 * MINUTES };
/** Many households can share an address; it may err more often. */
const ADDRESS_PACE: Pace = { free: 20, firstPauseMs: 1_000, longestPauseMs: 15 * MINUTES };
const ADDRESS_PACE_IN_ALARM: Pace = { ...ADDRESS_PACE, free: 3 };

/** Who tries to sign in, and from where. */
export interface SignInTry {
  /** Normalised. */
  email: string;
  ip: string;
  /** A browser that its owner got in with before; it has a budget of its own. */
  browser?: { userId: string; id: string };
}

/** One that was counted. */
export interface CountedTry extends SignInTry {
  at: number;
}

/** What wrong passwords for an address are counted under. */
export function accountSubject(email: string): string {
  return `account:${withoutTag(email)}`;
}

/** What wrong passwords of a signed-in user are counted under. */
export function passwordSubject(userId: string): string {
  return `change:${userId}`;
}

/**
 * Limits password guessing. A login counts its failures from all addresses.
 * An address counts failures of logins that did not sign in afterwards. A success takes back the login's own
 * failures.
 * The first success of a login in a day allows the address one more failure.
 * An office can mistype all day, while guessing stays limited (figures: `sign-in-limits.test.ts`).
 */
export class SignInLimits {
  constructor(
    private readonly attempts: Attempts,
    private readonly alarm: Alarm,
  ) {}

  /** @throws RateLimited when the attempt comes too early, before the password is checked */
  async begin(attempt: SignInTry, deadline: Deadline = {}): Promise<CountedTry> {
    return { ...attempt, at: await this.attempts.charge(deadline, ...this.subjectsOf(attempt)) };
  }

  async failed(): Promise<void> {
    await this.alarm.failed();
  }

  async succeeded(): Promise<void> {
    await this.alarm.succeeded();
  }

  /** The password was right. Called late in the transaction, because it locks the row of the address. */
  async accepted(manager: EntityManager, attempt: CountedTry): Promise<void> {
    if (attempt.browser) return this.attempts.forget(manager, browserSubject(attempt.browser));
    await this.attempts.forget(manager, accountSubject(attempt.email));
    const address = addressSubject(attempt.ip);
    const { email } = attempt;
    await this.attempts.settle(manager, {
      shared: { name: address, pace: ADDRESS_PACE },
      own: `${address} ${accountSubject(email)}`,
      at: attempt.at,
      vouched: `${address} in ${accountSubject(email)}`,
    });
  }

  private subjectsOf({ email, ip, browser }: SignInTry): Subject[] {
    if (browser) return [{ name: browserSubject(browser), pace: ACCOUNT_PACE }];
    const [account, address] = [accountSubject(email), addressSubject(ip)];
    return [
      { name: account, pace: ACCOUNT_PACE },
      { name: address, pace: this.alarm.raised ? ADDRESS_PACE_IN_ALARM : ADDRESS_PACE },
      // Only counted, so that it can be taken back.
      { name: `${address} ${account}` },
    ];
  }
}

function browserSubject({ userId, id }: { userId: string; id: string }): string {
  return `browser:${userId}:${id}`;
}

function addressSubject(ip: string): string {
  return `address:${networkOf(ip)}`;
}
