import type { EntityManager } from 'typeorm';
import { instant, sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { User } from './user.entity';
import type { Language } from '../texts/language';

const ACCEPTANCE = ['userId', 'version', 'acceptedAt'];

/** Logins and what belongs to a person rather than to a customer. */
export class UserService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  async setLanguage(id: string, language: Language, { until }: Deadline): Promise<void> {
    await this.database.transaction((manager) => manager.update(User, { id }, { language }), {
      subject: id,
      until,
    });
  }

  async acceptTerms(userId: string, version: string, { until }: Deadline): Promise<void> {
    await this.database.transaction((manager) => this.recordAcceptance(manager, userId, version), {
      subject: userId,
      until,
    });
  }

  /** When the user accepted which version of the terms. */
  async acceptedTerms(userId: string): Promise<Map<string, Date>> {
    const rows = await this.database.query<{ version: string; acceptedAt: unknown }>(
      'SELECT version, acceptedAt FROM terms_acceptances WHERE userId = ?',
      [userId],
    );
    return new Map(rows.map(({ version, acceptedAt }) => [version, instant(acceptedAt)]));
  }

  /** Proof of which version was accepted and when; accepting again keeps the first time. */
  async recordAcceptance(manager: EntityManager, userId: string, version: string): Promise<void> {
    await manager.query(
      this.database.dialect.upsert('terms_acceptances', ACCEPTANCE, ['userId', 'version'], 1, ['acceptedAt']),
      [userId, version, sqlInstant(this.now())],
    );
  }
}
