import type { EntityManager } from 'typeorm';
import type { LanguageCode } from '../texts/language';
import { keyOf, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { Mail, MailState } from './mail.entity';
import type { MailContent, RequestContent } from './templates';

/** A mail to be: what it says, and to whom. */
export type NewMail = Envelope & (MailContent | RequestContent);

interface Envelope {
  /** Names what happened, once for customer, event and channel: the same event is never mailed twice. */
  event: string;
  recipient: string;
  customerId?: string | null;
  language: LanguageCode;
  /** When it may leave; at once without it. */
  notBefore?: Date;
}

const MAILS = tableOf(Mail);

/** The key of the mail about an event. */
export function mailId(event: string): string {
  return keyOf('mail', event);
}

/** Writes mails in the transaction that causes them; `MailDelivery` sends them once it is committed. */
export class OutboxService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  async queueMail(manager: EntityManager, mail: NewMail): Promise<void> {
    await this.queueMails(manager, [mail]);
  }

  /** Mails whose event is known already are left alone. */
  async queueMails(manager: EntityManager, mails: readonly NewMail[]): Promise<void> {
    const now = sqlInstant(this.now());
    const rows = mails.map((mail) => ({
      id: mailId(mail.event),
      recipient: mail.recipient,
      customerId: mail.customerId ?? null,
      template: mail.template,
      language: mail.language,
      content: JSON.stringify(mail.values),
      state: MailState.QUEUED,
      attempts: 0,
      claim: null,
      createdAt: now,
      dueAt: mail.notBefore ? sqlInstant(mail.notBefore) : now,
      reason: null,
      failedAt: null,
      retriedAt: null,
    }));
    await this.database.rows.insertMissing(manager, MAILS, rows);
  }
}
