import type { EntityManager } from 'typeorm';
import type { Database } from '../../database/database';
import type { OutboxService } from '../../mail/outbox.service';
import type { Link } from '../links/link.entity';
import type { LinkService } from '../links/link.service';
import type { SessionService } from '../session/session.service';
import { newId } from '../../runtime/tokens';
import type { User } from '../user.entity';

/** Limit of customers whose names a password is compared with: a manager can have hundreds of flats. */
const MOST_NAMES = 20;

/** What setting a password has in common, whichever way it is set. */
export class Credentials {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionService,
    private readonly links: LinkService,
    private readonly outbox: OutboxService,
    private readonly retailer: string,
  ) {}

  /** What a guesser would try first for a login: its address, its customers' names, the retailer's. */
  async wordsAbout(email: string): Promise<string[]> {
    const rows = await this.database.query<{ name: string }>(
      `SELECT c.name AS name FROM customer_emails e JOIN customers c ON c.id = e.customerId
       WHERE e.email = ? ORDER BY c.number LIMIT ${MOST_NAMES}`,
      [email],
    );
    return [email, this.retailer, ...rows.map(({ name }) => name)];
  }

  /** After a new password: ends other sessions, deletes links, and notifies the owner. */
  async changed(
    manager: EntityManager,
    user: User,
    { currentSession = '', used }: { currentSession?: string; used?: Link },
  ): Promise<void> {
    await this.sessions.endAll(manager, user.id, currentSession);
    await this.links.dropAll(manager, user.normalisedEmail, used);
    await this.outbox.queueMail(manager, {
      event: `password:${newId()}`,
      recipient: user.email,
      template: 'passwordChanged',
      language: user.language,
      values: {},
    });
  }
}
