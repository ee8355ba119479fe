import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { hashToken, newToken } from '../../runtime/tokens';

/**
 * Browsers that their owner signed in with before. They have their own budget of attempts, so an attacker
 * cannot lock a customer out.
 */
export class BrowserService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** @returns the value for the browser's cookie: unchanged where it sent one */
  async remember(manager: EntityManager, userId: string, cookie: string = newToken()): Promise<string> {
    const columns = ['userId', 'id', 'lastUsedAt'];
    await manager.query(this.database.dialect.upsert('browsers', columns, ['userId', 'id'], 1), [
      userId,
      hashToken(cookie),
      sqlInstant(this.now()),
    ]);
    return cookie;
  }

  async forgetAll(manager: EntityManager, userId: string): Promise<void> {
    await manager.query('DELETE FROM browsers WHERE userId = ?', [userId]);
  }
}
