import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../database/columns';
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

  /** Proof of which version was accepted and when; accepting again keeps the first time. */
  async recordAcceptance(manager: EntityManager, userId: string, version: string): Promise<void> {
    await manager.query(
      this.database.dialect.upsert('terms_acceptances', ACCEPTANCE, ['userId', 'version'], 1, ['acceptedAt']),
      [userId, version, sqlInstant(this.now())],
    );
  }
}
