import type { EntityManager } from 'typeorm';
import { instant, sqlInstant } from '../../database/columns';
import type { Database, Deadline } from '../../database/database';
import { NotFound } from '../../errors';
import { SessionRow, UserSession, type ActiveSession } from './session.entity';
import { hashToken, newToken } from '../../runtime/tokens';
import { Access, type Role } from '../user.entity';

/** An unused session ends after this time. */
export const IDLE_MS = 30 * 60_000;
/** Any session ends after this time, however active it is. */
export const ABSOLUTE_MS = 12 * 3_600_000;

/** Sessions are rows, so ending one takes effect immediately on every node. */
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Opens a session and returns the token for its cookie: always a new one, against session fixation. */
  async open(
    manager: EntityManager,
    session: { userId: string; customerId: string; ip: string; device: string },
  ): Promise<string> {
    const token = newToken();
    const now = this.now();
    await manager.insert(SessionRow, {
      ...session,
      id: hashToken(token),
      createdAt: now,
      lastSeenAt: now,
      endsAt: new Date(now.getTime() + ABSOLUTE_MS),
    });
    return token;
  }

  /** Where a user is signed in, the latest first. */
  async ofUser(userId: string, currentId: string): Promise<UserSession[]> {
    const now = this.now();
    const rows = await this.database.query<SessionRow>(
      `SELECT id, device, ip, createdAt, lastSeenAt FROM sessions
       WHERE userId = ? AND endsAt > ? AND lastSeenAt > ? ORDER BY lastSeenAt DESC, id`,
      [userId, sqlInstant(now), sqlInstant(new Date(now.getTime() - IDLE_MS))],
    );
    return rows.map(({ id, device, ip, createdAt, lastSeenAt }) => ({
      id,
      device,
      ip,
      createdAt: instant(createdAt),
      lastSeenAt: instant(lastSeenAt),
      current: id === currentId,
    }));
  }

  /**
   * Switches the session to another customer.
   * @returns the user's role for that customer
   */
  async selectCustomer(session: ActiveSession, customerId: string, { until }: Deadline): Promise<Role> {
    return this.database.transaction(
      async (manager) => {
        const { affected } = await manager
          .createQueryBuilder()
          .update(SessionRow)
          .set({ customerId })
          .where('id = :id', { id: session.id })
          .andWhere('EXISTS (SELECT 1 FROM accesses a WHERE a.userId = :user AND a.customerId = :customer)', {
            user: session.userId,
            customer: customerId,
          })
          .execute();
        const access = affected
          ? await manager.findOneBy(Access, { customerId, userId: session.userId })
          : null;
        if (!access) throw new NotFound();
        return access.role;
      },
      { subject: session.userId, until },
    );
  }

  /** Ends one of the user's own sessions. */
  async end(userId: string, id: string, { until }: Deadline): Promise<boolean> {
    const { affected } = await this.database.transaction(
      (manager) => manager.delete(SessionRow, { id, userId }),
      { until },
    );
    return Boolean(affected);
  }

  async endAllOf(userId: string, { until }: Deadline): Promise<void> {
    await this.database.transaction((manager) => this.endAll(manager, userId), { until });
  }

  async endAll(manager: EntityManager, userId: string, exceptId = ''): Promise<void> {
    await manager.query('DELETE FROM sessions WHERE userId = ? AND id <> ?', [userId, exceptId]);
  }
}
