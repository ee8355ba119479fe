import { IDLE_MS } from '../auth/session/session.service';
import type { ActiveSession } from '../auth/session/session.entity';
import type { Role } from '../auth/user.entity';
import { warsawDay } from '../calendar';
import { Customer } from '../customers/customer.entity';
import { instant, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { BUILT_IN_VERSION } from '../documents/built-in';
import { TERMS_VERSION } from '../documents/document.service';
import { Unavailable } from '../errors';
import type { Balance } from '../invoices/balance';
import {
  AS_OF,
  balanceOf,
  OPEN_SUMS,
  onDay,
  openPaymentsOf,
  type OpenSums,
} from '../invoices/balance.service';
import {
  PORTAL_INFO_COLUMNS,
  JOIN_TERMS,
  type PortalInfo,
  type PortalInfoRow,
  type PortalInfoService,
} from '../portal/portal-info.service';
import { hashToken } from '../runtime/tokens';
import type { Language } from '../texts/language';

/** Being seen is written down at most this often. */
const SEEN_EVERY_MS = 60_000;
const SEEN_TIMEOUT_MS = 300;

/** A session with its current customer, read together because nearly every request needs both. */
export interface Visit {
  session: ActiveSession;
  customer: Customer;
  /** What a page asks for when it is opened; only with that prefetch. */
  pageStart?: { customers: Customer[]; portalInfo: PortalInfo };
  /** Of that customer; only with that prefetch. */
  balance?: Balance;
}

/** What the statement that finds a session reads with it, so that the page's commonest queries take one statement. */
export type Prefetch = 'pageStart' | 'balance';

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
  /** Only with the prefetch of all customers. */
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
const FIND_FOR_PAGE_START = `
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

/**
 * Identifies the visitor. The same statement prefetches what the home page's first requests need from other
 * domains.
 * Only this place knows sessions, customers, terms, balances and the portal together.
 */
export class VisitService {
  private readonly customerColumns: (keyof Customer)[];

  constructor(
    private readonly database: Database,
    private readonly portalInfo: PortalInfoService,
    private readonly now: () => Date,
  ) {
    const { columns } = database.source.getMetadata(Customer);
    this.customerColumns = columns.map(({ propertyName }) => propertyName as keyof Customer);
  }

  /**
   * The session of a cookie with its customer. Null when it is unknown, expired, or its user was disabled.
   * One statement, and at most one write a minute. Background requests (polling) do not prolong a session.
   */
  async find(
    token: string | undefined,
    { background, prefetch }: { background: boolean; prefetch?: Prefetch },
  ): Promise<Visit | null> {
    if (!token) return null;
    const now = this.now();
    const rows = await this.read(hashToken(token), now, prefetch);
    const found = rows.map((row) => split(row, this.customerColumns));
    const chosen = found.find(({ isChosen }) => isChosen);
    if (!chosen) return null;
    const { row, login, developer, mustAcceptTerms, lastSeenAt, endsAt, customer } = chosen;
    if (now >= endsAt || now.getTime() - lastSeenAt.getTime() >= IDLE_MS) return null;
    const seenAgain = !background && now.getTime() - lastSeenAt.getTime() >= SEEN_EVERY_MS;
    if (seenAgain) await this.seen(login.id, now);
    const idleFrom = seenAgain ? now : lastSeenAt;
    const expiresAt = new Date(Math.min(idleFrom.getTime() + IDLE_MS, endsAt.getTime()));
    const session: ActiveSession = { ...login, developer, mustAcceptTerms, expiresAt };
    if (prefetch === 'balance') return { session, customer, balance: balanceOf(customer.id, row, now) };
    if (!prefetch) return { session, customer };
    const customers = found.map((one) => one.customer);
    session.hasSuspension = Number(row.untold) > 0;
    return { session, customer, pageStart: { customers, portalInfo: this.portalInfo.from(row) } };
  }

  private read(id: string, now: Date, prefetch: Prefetch | undefined): Promise<(Found & PortalInfoRow)[]> {
    const today = warsawDay(now);
    const which = [today, BUILT_IN_VERSION, id];
    if (prefetch === 'balance') return this.database.query(FIND_BALANCE, [...which, ...onDay(today), id]);
    return this.database.query(prefetch ? FIND_FOR_PAGE_START : FIND, which);
  }

  /** Does not wait for a locked row or file: the next request writes it. */
  private async seen(id: string, now: Date): Promise<void> {
    const sql = 'UPDATE sessions SET lastSeenAt = ? WHERE id = ? AND lastSeenAt < ?';
    try {
      await this.database.change(sql, [sqlInstant(now), id, sqlInstant(now)], {
        timeoutMs: SEEN_TIMEOUT_MS,
      });
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
  }
}

/** Splits a row into the session and its customer. */
function split(row: Found & PortalInfoRow, columns: readonly (keyof Customer)[]) {
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
