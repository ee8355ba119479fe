import { instant, sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { hashToken, newToken } from '../runtime/tokens';
import type { Language } from '../texts/language';
import { CalendarFeed } from './calendar-feed.entity';

const FEEDS = tableOf(CalendarFeed);

/** Whose calendar it is. */
export interface CalendarOwner {
  customerId: string;
  userId: string;
}

/** What an address leads to. */
export interface OpenedFeed {
  customerId: string;
  customerNumber: string;
  language: Language;
}

/** Secret addresses of calendars. Only hashes are stored, so a copy of the database opens none of them. */
export class CalendarFeedService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  async find({ customerId, userId }: CalendarOwner): Promise<CalendarFeed | null> {
    const [row] = await this.database.query<CalendarFeed>(
      'SELECT customerId, userId, tokenHash, createdAt FROM calendar_feeds WHERE customerId = ? AND userId = ?',
      [customerId, userId],
    );
    return row ? Object.assign(new CalendarFeed(), row, { createdAt: instant(row.createdAt) }) : null;
  }

  /**
   * Makes a new address; the former one ends.
   * @returns its token, which is stored nowhere
   */
  async renew({ customerId, userId }: CalendarOwner, { until }: Deadline = {}): Promise<string> {
    const token = newToken();
    const row = {
      customerId,
      userId,
      tokenHash: hashToken(token),
      createdAt: sqlInstant(this.now()),
    };
    await this.database.transaction((manager) => this.database.rows.upsert(manager, FEEDS, [row]), {
      subject: userId,
      until,
    });
    return token;
  }

  /** Ends the address, if there is one. */
  async end({ customerId, userId }: CalendarOwner, { until }: Deadline = {}): Promise<void> {
    await this.database.transaction(
      (manager) =>
        manager.query('DELETE FROM calendar_feeds WHERE customerId = ? AND userId = ?', [customerId, userId]),
      { subject: userId, until },
    );
  }

  /** What a token leads to. Null for one that was ended or never was, and while the user has no access. */
  async open(token: string): Promise<OpenedFeed | null> {
    const [row] = await this.database.query<OpenedFeed>(
      `SELECT f.customerId AS customerId, c.number AS customerNumber, u.language AS language FROM calendar_feeds f
       JOIN accesses a ON a.customerId = f.customerId AND a.userId = f.userId
       JOIN users u ON u.id = f.userId AND u.disabled = 0
       JOIN customers c ON c.id = f.customerId
       WHERE f.tokenHash = ?`,
      [hashToken(token)],
    );
    return row ?? null;
  }
}
