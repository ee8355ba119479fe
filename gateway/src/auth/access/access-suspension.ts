import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import type { NewMail, OutboxService } from '../../mail/outbox.service';
import { newId } from '../../runtime/tokens';
import { Role } from '../user.entity';
import { Language } from '../../texts/language';
import { chunks, marks, padded } from '../../database/sql-lists';

const CHUNK = 400;

/** What an access was, and whose. */
interface Suspended {
  customerId: string;
  userId: string;
  role: Role;
  taxId: string | null;
  requestedEmail: string | null;
  /** Of the login, as billing wrote it. */
  email: string;
  number: string;
}

interface Address {
  customerId: string;
  /** As billing wrote it. */
  email: string;
  language: Language | null;
}

/** True where billing lists the login's own address, or the one that the login asked billing for. */
const isListed = (access: string) =>
  `EXISTS (SELECT 1 FROM customer_emails e WHERE e.customerId = ${access}.customerId AND e.email IN (u.email, ${access}.requestedEmail))`;

/**
 * Finds owners whose e-mail address or tax id no longer matches billing's. A customer without addresses
 * proves nothing.
 */
const GROUNDLESS = `
SELECT a.customerId AS customerId, a.userId AS userId, a.role AS role, a.taxId AS taxId,
  a.requestedEmail AS requestedEmail, u.written AS email, c.number AS number
FROM accesses a
JOIN users u ON u.id = a.userId
JOIN customers c ON c.id = a.customerId
WHERE a.role = '${Role.OWNER}' AND (NOT ${isListed('a')} OR c.taxId <> a.taxId)
  AND EXISTS (SELECT 1 FROM customer_emails x WHERE x.customerId = a.customerId) AND a.customerId IN`;

/** The other way round. */
const GROUNDED = `
SELECT s.customerId AS customerId, s.userId AS userId, s.role AS role, s.taxId AS taxId, s.requestedEmail AS requestedEmail
FROM suspended_accesses s
JOIN users u ON u.id = s.userId
JOIN customers c ON c.id = s.customerId
WHERE ${isListed('s')} AND (c.taxId IS NULL OR s.taxId IS NULL OR c.taxId = s.taxId) AND s.customerId IN`;

const LOST =
  'NOT EXISTS (SELECT 1 FROM accesses a WHERE a.userId = sessions.userId AND a.customerId = sessions.customerId)';
const OTHER =
  'SELECT c.id FROM accesses a JOIN customers c ON c.id = a.customerId WHERE a.userId = sessions.userId ORDER BY c.number, c.id LIMIT 1';

/**
 * Access from registration depends on billing's e-mail address and tax id. When these no longer match, it is
 * suspended.
 * A suspended access moves to its own table, so that readers of `accesses` need no filter. A matching record
 * moves it back.
 */
export class AccessSuspension {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxService,
    private readonly now: () => Date,
  ) {}

  /**
   * Runs in the transaction that wrote these customers, after their addresses. Needs a few statements for any
   * number of customers.
   */
  async follow(manager: EntityManager, customerIds: readonly string[]): Promise<void> {
    for (const ids of chunks(customerIds, CHUNK)) {
      const list = `(${marks(ids)})`;
      const back = await manager.query<Suspended[]>(`${GROUNDED} ${list}`, padded(ids));
      if (back.length > 0) await this.restore(manager, back);
      const gone = await manager.query<Suspended[]>(`${GROUNDLESS} ${list}`, padded(ids));
      if (gone.length > 0) await this.suspend(manager, gone);
    }
  }

  private async restore(manager: EntityManager, rows: readonly Suspended[]): Promise<void> {
    const columns = ['customerId', 'userId', 'role', 'taxId', 'requestedEmail'];
    await manager.query(
      this.database.dialect.upsert('accesses', columns, ['customerId', 'userId'], rows.length),
      rows.flatMap((row) => [row.customerId, row.userId, row.role, row.taxId, row.requestedEmail]),
    );
    await deletePairs(manager, 'suspended_accesses', rows);
  }

  private async suspend(manager: EntityManager, rows: readonly Suspended[]): Promise<void> {
    const columns = ['customerId', 'userId', 'role', 'taxId', 'requestedEmail', 'since', 'told'];
    const since = sqlInstant(this.now());
    await manager.query(
      this.database.dialect.upsert('suspended_accesses', columns, ['customerId', 'userId'], rows.length),
      rows.flatMap((row) => [row.customerId, row.userId, row.role, row.taxId, row.requestedEmail, since, 0]),
    );
    // First the access: a sign-in locks it while it opens a session, so that session is met by what follows.
    await deletePairs(manager, 'accesses', rows);
    await this.moveSessions(manager, [...new Set(rows.map(({ userId }) => userId))]);
    await this.stopMails(manager, rows);
    await this.notifyOthers(manager, rows);
  }

  /** Moves sessions to another customer of the login, or ends them. */
  private async moveSessions(manager: EntityManager, userIds: readonly string[]): Promise<void> {
    const which = `userId IN (${marks(userIds)}) AND ${LOST}`;
    await manager.query(
      `UPDATE sessions SET customerId = (${OTHER}) WHERE ${which}
       AND EXISTS (SELECT 1 FROM accesses b WHERE b.userId = sessions.userId)`,
      padded(userIds),
    );
    await manager.query(`DELETE FROM sessions WHERE ${which}`, padded(userIds));
  }

  /** What waits to be mailed about the customer stays here. */
  private async stopMails(manager: EntityManager, rows: readonly Suspended[]): Promise<void> {
    const which = Array<string>(rows.length).fill('(customerId = ? AND recipient = ?)').join(' OR ');
    await manager.query(
      `UPDATE mails SET state = 'FAILED', content = NULL WHERE state = 'QUEUED' AND (${which})`,
      rows.flatMap((row) => [row.customerId, row.email]),
    );
  }

  /**
   * Notifies the addresses that billing has now, each in the language of its login.
   * An address without a login gets Polish: it may belong to another person than the one who lost access.
   */
  private async notifyOthers(manager: EntityManager, rows: readonly Suspended[]): Promise<void> {
    const customers = new Map(rows.map((row) => [row.customerId, row]));
    const ids = [...customers.keys()];
    const addresses = await manager.query<Address[]>(
      `SELECT e.customerId AS customerId, e.written AS email, u.language AS language
       FROM customer_emails e LEFT JOIN users u ON u.email = e.email
       WHERE e.customerId IN (${marks(ids)}) ORDER BY e.customerId, e.position`,
      padded(ids),
    );
    const lost = rows.map((row) => ({ ...row, hidden: hiddenAddress(row.email) }));
    await this.outbox.queueMails(
      manager,
      addresses.flatMap(({ customerId, email, language }): NewMail[] => {
        const gone = lost.filter((row) => row.customerId === customerId && row.email !== email);
        if (gone.length === 0) return [];
        return [
          {
            event: `access-suspended:${newId()}`,
            recipient: email,
            customerId,
            template: 'accessSuspended',
            language: language ?? Language.PL,
            values: { customer: gone[0]!.number, address: gone.map(({ hidden }) => hidden).join(', ') },
          },
        ];
      }),
    );
  }
}

async function deletePairs(
  manager: EntityManager,
  table: string,
  rows: readonly { customerId: string; userId: string }[],
): Promise<void> {
  const which = Array<string>(rows.length).fill('(customerId = ? AND userId = ?)').join(' OR ');
  await manager.query(
    `DELETE FROM ${table} WHERE ${which}`,
    rows.flatMap((row) => [row.customerId, row.userId]),
  );
}

/** "jan@kowalski.pl" → "j…@kowalski.pl": readable only for people who know the address. */
function hiddenAddress(email: string): string {
  return email.replace(/^(.).*@/u, '$1…@');
}
