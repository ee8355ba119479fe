import type { EntityManager } from 'typeorm';
import { instant, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { Link, type LinkPurpose } from './link.entity';
import { hashToken, newToken } from './tokens';

export const LINK_MS = 72 * 3_600_000;

/** What a link is made for. */
export type NewLink = Pick<
  Link,
  'email' | 'purpose' | 'written' | 'language' | 'customerId' | 'termsVersion'
>;

const COLUMNS = [
  'email',
  'purpose',
  'tokenHash',
  'expiresAt',
  'written',
  'language',
  'customerId',
  'termsVersion',
];

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
    await manager.query(this.database.dialect.upsert('links', COLUMNS, ['email', 'purpose'], 1), [
      link.email,
      link.purpose,
      hashToken(token),
      expiresAt,
      link.written,
      link.language,
      link.customerId,
      link.termsVersion,
    ]);
    return token;
  }

  /** The link of a token if it was made for one of these purposes, expired ones too. */
  async find(token: string, purposes: LinkPurpose[]): Promise<Link | null> {
    const [row] = await this.database.query<Link>(
      `SELECT * FROM links WHERE tokenHash = ? AND purpose IN (${purposes.map(() => '?').join(',')})`,
      [hashToken(token), ...purposes],
    );
    return row ? { ...row, expiresAt: instant(row.expiresAt) } : null;
  }

  isExpired(link: Link): boolean {
    return this.now() >= link.expiresAt;
  }

  /** Uses the link up. Of many at once exactly one is told true. */
  async take(manager: EntityManager, link: Link): Promise<boolean> {
    const { affected } = await manager
      .createQueryBuilder()
      .delete()
      .from(Link)
      .where('tokenHash = :hash AND expiresAt > :now', {
        hash: link.tokenHash,
        now: sqlInstant(this.now()),
      })
      .execute();
    return affected === 1;
  }

  /** After any change of credentials no link of the address opens anything any more. */
  async dropAll(manager: EntityManager, email: string): Promise<void> {
    await manager.query('DELETE FROM links WHERE email = ?', [email]);
  }
}
