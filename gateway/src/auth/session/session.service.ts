import type { EntityManager } from 'typeorm';
import { warsawDay } from '../../calendar';
import { instant, sqlInstant } from '../../database/columns';
import { Customer } from '../../customers/customer.entity';
import type { Database, Deadline } from '../../database/database';
import { BUILT_IN_VERSION } from '../../documents/built-in';
import { TERMS_VERSION } from '../../documents/document.service';
import { NotFound, Unavailable } from '../../graphql/errors';
import type { Balance } from '../../invoices/balance';
import {
  AS_OF,
  balanceOf,
  OPEN_SUMS,
  onDay,
  openPaymentsOf,
  type OpenSums,
} from '../../invoices/balance.service';
import {
  PORTAL_INFO_COLUMNS,
  JOIN_TERMS,
  type PortalInfo,
  type PortalInfoRow,
  type PortalInfoService,
} from '../../portal/portal-info.service';
import { SessionRow, UserSession, type ActiveSession } from './session.entity';
import { hashToken, newToken } from '../tokens';
import { Access, type Language, type Role } from '../user.entity';

export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
/** Being seen is written down at most this often. */
const SEEN_EVERY_MS = 60_000;
const SEEN_PATIENCE_MS = 300;

/** A session and the customer it looks at, read together: hardly a request needs one without the other. */
export interface Visit {
  session: ActiveSession;
  customer: Customer;
  /** What a page asks for when it is opened; only where it was to be looked for. */
  around?: { customers: Customer[]; facts: PortalInfo };
  /** Of that customer; only where it was to be looked for. */
  balance?: Balance;
}

/** What the statement that finds a session can find with it, so that the page's commonest questions take one. */
export type Beside = 'around' | 'balance';

interface Found extends Customer, OpenSums {
  sessionId: string;
  userId: string;
  chosenId: string;
  email: string;
  role: Role;
  language: Language;
  developer: unknown;
  accepted: string | null;
  lastSeenAt: unknown;
  endsAt: unknown;
  /** Only where all customers are looked for. */
  untold?: number | string;
}

const COLUMNS = `c.*, s.id AS sessionId, s.userId AS userId, s.customerId AS chosenId, s.lastSeenAt AS lastSeenAt, s.endsAt AS endsAt,
  u.written AS email, u.language AS language, u.developer AS developer, a.role AS role, t.version AS accepted`;
// A disabled user, a customer no longer theirs: the session is as if it were not there.
const FIND = `
SELECT ${COLUMNS}
FROM sessions s
JOIN customers c ON c.id = s.customerId
JOIN users u ON u.id = s.userId AND u.disabled = 0
JOIN accesses a ON a.customerId = s.customerId AND a.userId = s.userId
LEFT JOIN terms_acceptances t ON t.userId = s.userId AND t.version = COALESCE((${TERMS_VERSION}), ?)
WHERE s.id = ?`;
/** The same with a row for each customer of the user, and with the portal's own facts. */
const FIND_AROUND = `
SELECT ${COLUMNS}, ${PORTAL_INFO_COLUMNS}, (SELECT COUNT(*) FROM suspended_accesses x WHERE x.userId = s.userId AND x.told = 0) AS untold
FROM sessions s
JOIN users u ON u.id = s.userId AND u.disabled = 0
JOIN accesses a ON a.userId = s.userId
JOIN customers c ON c.id = a.customerId
${JOIN_TERMS}
LEFT JOIN terms_acceptances t ON t.userId = s.userId AND t.version = COALESCE(d.version, ?)
WHERE s.id = ? ORDER BY c.number, c.id`;
const FIND_BALANCE = `
SELECT visit.*, sums.*, ${openPaymentsOf('visit.id')}, ${AS_OF}
FROM (${FIND}) visit CROSS JOIN (
  SELECT ${OPEN_SUMS} FROM invoices i
  WHERE i.customerId = (SELECT customerId FROM sessions WHERE id = ?) AND i.outstanding <> 0) sums`;

/** Sessions are rows: ending one works at once, on every node. */
export class SessionService {
  private readonly customerColumns: (keyof Customer)[];

  constructor(
    private readonly database: Database,
    private readonly facts: PortalInfoService,
    private readonly now: () => Date,
  ) {
    const { columns } = database.source.getMetadata(Customer);
    this.customerColumns = columns.map(({ propertyName }) => propertyName as keyof Customer);
  }

  /**
   * The session of a cookie with its customer, or null when there is none, it is over, or its user may no longer be here.
   * One statement, and once a minute one write; background requests (polling) never keep a session alive.
   */
  async find(
    token: string | undefined,
    { background, beside }: { background: boolean; beside?: Beside },
  ): Promise<Visit | null> {
    if (!token) return null;
    const now = this.now();
    const rows = await this.read(hashToken(token), now, beside);
    const found = rows.map((row) => apart(row, this.customerColumns));
    const chosen = found.find(({ isChosen }) => isChosen);
    if (!chosen) return null;
    const { row, login, developer, mustAcceptTerms, lastSeenAt, endsAt, customer } = chosen;
    if (now >= endsAt || now.getTime() - lastSeenAt.getTime() >= IDLE_MS) return null;
    const seenAgain = !background && now.getTime() - lastSeenAt.getTime() >= SEEN_EVERY_MS;
    if (seenAgain) await this.seen(login.id, now);
    const idleFrom = seenAgain ? now : lastSeenAt;
    const expiresAt = new Date(Math.min(idleFrom.getTime() + IDLE_MS, endsAt.getTime()));
    const session: ActiveSession = { ...login, developer, mustAcceptTerms, expiresAt };
    if (beside === 'balance') return { session, customer, balance: balanceOf(customer.id, row, now) };
    if (!beside) return { session, customer };
    const customers = found.map((one) => one.customer);
    session.hasSuspension = Number(row.untold) > 0;
    return { session, customer, around: { customers, facts: this.facts.from(row) } };
  }

  /** Opens a session and returns the token for its cookie: always a new one, whatever the browser sent. */
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
   * Looks at another customer from now on.
   * @returns what the user may do with that one.
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

  private read(id: string, now: Date, beside: Beside | undefined): Promise<(Found & PortalInfoRow)[]> {
    const today = warsawDay(now);
    const which = [today, BUILT_IN_VERSION, id];
    if (beside === 'balance') return this.database.query(FIND_BALANCE, [...which, ...onDay(today), id]);
    return this.database.query(beside ? FIND_AROUND : FIND, which);
  }

  /** Where others hold the row or the file, the next request says it: nobody's question waits for it. */
  private async seen(id: string, now: Date): Promise<void> {
    const sql = 'UPDATE sessions SET lastSeenAt = ? WHERE id = ? AND lastSeenAt < ?';
    try {
      await this.database.change(sql, [sqlInstant(now), id, sqlInstant(now)], {
        patienceMs: SEEN_PATIENCE_MS,
      });
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
  }
}

/** A row's customer, and what was found beside it. */
function apart(row: Found & PortalInfoRow, columns: readonly (keyof Customer)[]) {
  const { sessionId: id, userId, chosenId: customerId, email, role, language } = row;
  const customer = new Customer();
  for (const column of columns) Object.assign(customer, { [column]: row[column] });
  return {
    row,
    customer,
    isChosen: customer.id === customerId,
    login: { id, userId, customerId, email, role, language },
    developer: Boolean(row.developer),
    mustAcceptTerms: row.accepted === null,
    lastSeenAt: instant(row.lastSeenAt),
    endsAt: instant(row.endsAt),
  };
}
