import type { EntityManager } from 'typeorm';
import type { Database, Deadline } from '../../database/database';
import { normaliseEmail } from '../../mail/email-address';
import type { Attempts } from '../sign-in/attempts';
import { ACCOUNT_PACE, accountSubject, passwordSubject } from '../sign-in/sign-in-limits';
import type { Hasher } from './hashing';

/** Who is asked for the password again. */
export interface Reauthenticated {
  userId: string;
  /** Of the login. */
  email: string;
}

/** Asks a signed-in user for the password again, before what could take a customer away from its owner. */
export class Reauthentication {
  constructor(private readonly parts: { database: Database; attempts: Attempts; hasher: Hasher }) {}

  /**
   * Counts an attempt together with password changes and sign-ins of the login, then compares. The answer serves the
   * same request only.
   * @throws RateLimited before the password is compared
   */
  async isRight(user: Reauthenticated, password: string, deadline: Deadline): Promise<boolean> {
    const { database, attempts, hasher } = this.parts;
    await attempts.charge(deadline, ...subjectsOf(user).map((name) => ({ name, pace: ACCOUNT_PACE })));
    const [row] = await database.query<{ passwordHash: string }>(
      'SELECT passwordHash FROM users WHERE id = ? AND disabled = 0',
      [user.userId],
    );
    return hasher.verify(row?.passwordHash ?? null, password);
  }

  /** Forgets earlier attempts, in the transaction of what the right password was given for. */
  async accepted(manager: EntityManager, user: Reauthenticated): Promise<void> {
    await this.parts.attempts.forget(manager, ...subjectsOf(user));
  }
}

function subjectsOf({ userId, email }: Reauthenticated): string[] {
  return [passwordSubject(userId), accountSubject(normaliseEmail(email) ?? email)];
}
