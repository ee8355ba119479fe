import type { EntityManager } from 'typeorm';
import { changedRows } from '../../database/changes';
import { instant, sqlInstant } from '../../database/columns';
import type { Database, Deadline } from '../../database/database';
import { columnsOf, tableOf } from '../../database/entity-columns';
import { Link, LinkPurpose } from './link.entity';
import { hashToken, newToken } from '../../runtime/tokens';
import { marks, padded } from '../../database/sql-lists';

export const LINK_MS = 72 * 3_600_000;

/** What a link is made for. */
export type NewLink = Pick<
  Link,
  'normalisedEmail' | 'email' | 'purpose' | 'language' | 'customerId' | 'termsVersion'
>;

const LINKS = tableOf(Link);
const COLUMNS = columnsOf(Link);
/** Limit of password checks with a used link. */
const REPEATS = 5;

/** Mailed links: single use, the newest only, 72 hours. */
export class LinkService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Replaces the address's older link of the same purpose; only the answer knows the token. */
  async issue(manager: EntityManager, link: NewLink): Promise<string> {
    const token = newToken();
    const expiresAt = sqlInstant(new Date(this.now().getTime() + LINK_MS));
    const { normalisedEmail, purpose, email, language, customerId, termsVersion } = link;
    await this.database.rows.upsert(manager, LINKS, [
      {
        normalisedEmail,
        purpose,
        tokenHash: hashToken(token),
        expiresAt,
        email,
        language,
        customerId,
        termsVersion,
        usedAt: null,
        repeats: 0,
      },
    ]);
    return token;
  }

  /** The link of a token if it was made for one of these purposes, expired and used ones too. */
  async find(token: string, purposes: LinkPurpose[]): Promise<Link | null> {
    const [row] = await this.database.query<Link>(
      `SELECT ${COLUMNS} FROM links WHERE tokenHash = ? AND purpose IN (${marks(purposes)})`,
      [hashToken(token), ...padded(purposes)],
    );
    return row
      ? { ...row, expiresAt: instant(row.expiresAt), usedAt: row.usedAt && instant(row.usedAt) }
      : null;
  }

  isExpired(link: Link): boolean {
    return this.now() >= link.expiresAt;
  }

  /**
   * Marks the link as used. Of concurrent calls exactly one gets true: the others wait for the row lock and
   * find it used.
   * (Deleting the row instead would lead to gap locks, and so to deadlocks.)
   */
  async take(manager: EntityManager, link: Link): Promise<boolean> {
    const now = sqlInstant(this.now());
    const taken = await changedRows(
      manager,
      'UPDATE links SET usedAt = ? WHERE email = ? AND purpose = ? AND tokenHash = ? AND usedAt IS NULL AND expiresAt > ?',
      [now, link.normalisedEmail, link.purpose, link.tokenHash, now],
    );
    return taken === 1;
  }

  /** Counts a reuse of a used link. False above the limit, which keeps passwords from being guessed here. */
  async countReuse(link: Link, { until }: Deadline): Promise<boolean> {
    const counted = await this.database.change(
      'UPDATE links SET repeats = repeats + 1 WHERE email = ? AND purpose = ? AND tokenHash = ? AND repeats < ?',
      [link.normalisedEmail, link.purpose, link.tokenHash, REPEATS],
      { until },
    );
    return counted === 1;
  }

  /**
   * After a change of credentials no link of the address can set a password. Of used links only the one that
   * made the change still answers.
   * Links that add a customer stay, since they also need the password.
   */
  async dropAll(manager: EntityManager, normalisedEmail: string, used?: Link): Promise<void> {
    await manager.query('DELETE FROM links WHERE email = ? AND purpose <> ? AND tokenHash <> ?', [
      normalisedEmail,
      LinkPurpose.ADD_CUSTOMER,
      used?.tokenHash ?? '',
    ]);
  }
}
