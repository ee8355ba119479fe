import type { EntityManager } from 'typeorm';
import type { LanguageCode } from '../texts/language';
import { keyOf, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import type { TemplateName } from './templates';
import { chunks } from '../database/sql-lists';

/** A mail to be. */
export interface NewMail {
  /** Names what happened, once for customer, event and channel: the same event is never mailed twice. */
  event: string;
  recipient: string;
  customerId?: string | null;
  template: TemplateName;
  language: LanguageCode;
  /** What the template's text needs. */
  values: Record<string, string>;
}

const COLUMNS = [
  'id',
  'recipient',
  'customerId',
  'template',
  'language',
  'content',
  'state',
  'attempts',
  'claim',
  'createdAt',
  'dueAt',
];
const CHUNK = 100;

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
    for (const some of chunks(mails, CHUNK)) {
      await manager.query(
        this.database.dialect.upsert('mails', COLUMNS, ['id'], some.length, COLUMNS),
        some.flatMap((mail) => [
          mailId(mail.event),
          mail.recipient,
          mail.customerId ?? null,
          mail.template,
          mail.language,
          JSON.stringify(mail.values),
          'QUEUED',
          0,
          null,
          now,
          now,
        ]),
      );
    }
  }
}
