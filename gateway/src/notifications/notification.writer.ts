import type { EntityManager } from 'typeorm';
import type { AccessService, Recipient } from '../auth/access/access.service';
import { warsawDay } from '../calendar';
import type { Reader } from '../database/bulk-rows';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { chunks, marks, padded } from '../database/sql-lists';
import { earliestNotification } from '../mail/daytime';
import { mailId, type OutboxService } from '../mail/outbox.service';
import type { MessageKind } from '../messages/message.entity';
import { messageRow, type MessageToWrite } from '../messages/message.row';
import type { MessageWriter } from '../messages/message.writer';
import type { SmsContent } from '../sms/sms-templates';
import { Language } from '../texts/language';
import type { NotificationSms, SmsNews } from './notification-sms';
import type { NotificationSettingsService, SettingOf } from './notification-settings.service';

/** Something to tell a customer. */
export interface News {
  customerId: string;
  messageId: string;
  kind: MessageKind;
  invoiceId: string | null;
  /** The portal's message; null where it is written already. */
  message: ((language: Language) => { subject: string; body: string }) | null;
  /** What an SMS says; null for none. */
  sms: SmsContent | null;
}

/** News of one recipient, for one mail. */
interface Letter {
  recipient: Recipient;
  messageIds: string[];
}

/** News with their readers, ready to be written. */
export interface Telling {
  messages: readonly MessageToWrite[];
  letters: readonly Letter[];
  texts: readonly SmsNews[];
  settingOf: SettingOf;
}

export interface NotificationWriterParts {
  database: Database;
  access: AccessService;
  outbox: OutboxService;
  settings: NotificationSettingsService;
  messages: MessageWriter;
  sms: NotificationSms;
  now: () => Date;
}

/**
 * Tells customers: a message in the portal, and one mail a day to each login that wants it. The mail is a request that
 * `NotificationMail` prepares when it leaves, so that news of the same day join it, and what was paid meanwhile drops out.
 */
export class NotificationWriter {
  constructor(private readonly parts: NotificationWriterParts) {}

  /** In the transaction of what it reports. Messages and mails that exist are left alone. */
  async tell(manager: EntityManager, news: readonly News[]): Promise<void> {
    await this.write(manager, await this.prepare(manager, news));
  }

  /** Reads who is told, and composes what is said. Work in the background does it before its transaction. */
  async prepare(reader: Reader, news: readonly News[]): Promise<Telling> {
    const { access, settings } = this.parts;
    const customerIds = [...new Set(news.map(({ customerId }) => customerId))];
    const recipients = grouped(await access.recipients(reader, customerIds), ({ customerId }) => customerId);
    const settingOf = await settings.ofCustomers(reader, customerIds);
    const sentAt = this.parts.now();
    return {
      messages: news.flatMap((one) => this.message(one, recipients.get(one.customerId) ?? [], sentAt)),
      letters: lettersOf(news, recipients, settingOf),
      texts: news.flatMap(({ sms: content, customerId, messageId, kind }): SmsNews[] => {
        const language = languageOf(recipients.get(customerId) ?? []);
        return content ? [{ customerId, messageId, kind, language, content }] : [];
      }),
      settingOf,
    };
  }

  /** Messages and mails that exist are left alone. */
  async write(manager: EntityManager, { messages, letters, texts, settingOf }: Telling): Promise<void> {
    await this.parts.messages.addMissing(manager, messages);
    await this.queueMails(manager, letters);
    await this.parts.sms.queue(manager, texts, settingOf);
  }

  private message(news: News, recipients: readonly Recipient[], sentAt: Date): MessageToWrite[] {
    const { customerId, messageId: id, kind, invoiceId, message } = news;
    if (!message) return [];
    const language = languageOf(recipients);
    const { subject: whole, body } = message(language);
    // A document's number may be as long as a subject.
    const subject = whole.slice(0, 256);
    const written = { id, customerId, customerNumber: '', kind, invoiceId, subject, body, language };
    return [messageRow({ ...written, sentAt, channel: 'PORTAL' })];
  }

  private async queueMails(manager: EntityManager, letters: readonly Letter[]): Promise<void> {
    const { now, messages, outbox } = this.parts;
    const notBefore = earliestNotification(now());
    const day = warsawDay(notBefore);
    let open = letters;
    // Usually one round. A mail that is on its way already takes nothing more: a further one follows.
    for (let n = 0; open.length > 0; n++) {
      const events = open.map(
        ({ recipient: { customerId, email } }) => `notifications ${customerId} ${day} ${email} ${n}`,
      );
      await outbox.queueMails(
        manager,
        open.map(({ recipient: { customerId, email, language } }, at) => ({
          ...{ event: events[at]!, recipient: email, customerId, language, notBefore },
          template: 'notification',
          values: {},
        })),
      );
      const begun = await this.begun(manager, events.map(mailId));
      const joined = open.flatMap(({ recipient: { customerId }, messageIds }, at) => {
        const id = mailId(events[at]!);
        return begun.has(id) ? [] : messageIds.map((messageId) => ({ customerId, messageId, mailId: id }));
      });
      await messages.link(manager, joined);
      const late = open.flatMap((letter, at) => {
        const id = mailId(events[at]!);
        return begun.has(id) ? [{ ...letter, mailId: id }] : [];
      });
      open = await this.untold(manager, late);
    }
  }

  /** Without what the mail that is on its way says already: another run has told it a moment ago. */
  private async untold(
    manager: EntityManager,
    letters: readonly (Letter & { mailId: string })[],
  ): Promise<Letter[]> {
    const keys = letters.flatMap(({ recipient: { customerId }, messageIds, mailId: id }) =>
      messageIds.map((messageId) => [customerId, messageId, id]),
    );
    const told = new Set<string>();
    for (const some of chunks(keys, 64)) {
      const which = some.map(() => '(customerId = ? AND messageId = ? AND mailId = ?)').join(' OR ');
      const rows = await manager.query<{ messageId: string; mailId: string }[]>(
        `SELECT messageId, mailId FROM message_mails WHERE ${which}`,
        some.flat(),
      );
      for (const row of rows) told.add(`${row.messageId} ${row.mailId}`);
    }
    return letters
      .map(({ recipient, messageIds, mailId: id }) => ({
        recipient,
        messageIds: messageIds.filter((messageId) => !told.has(`${messageId} ${id}`)),
      }))
      .filter(({ messageIds }) => messageIds.length > 0);
  }

  /** Those of the mails that a worker has taken up. The others stay locked, so that none takes them until the commit. */
  private async begun(manager: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found: string[] = [];
    for (const some of chunks(ids, 512)) {
      const rows = await manager.query<{ id: string }[]>(
        `SELECT id FROM mails WHERE id IN (${marks(some)}) AND (state <> 'QUEUED' OR claim IS NOT NULL) ${this.parts.database.dialect.forUpdate}`,
        padded(some),
      );
      found.push(...rows.map(({ id }) => id));
    }
    return new Set(found);
  }
}

function lettersOf(
  news: readonly News[],
  recipients: ReadonlyMap<string, Recipient[]>,
  settingOf: SettingOf,
): Letter[] {
  const letters = new Map<string, Letter>();
  for (const { customerId, kind, messageId } of news) {
    if (!settingOf(customerId, kind).email) continue;
    for (const recipient of recipients.get(customerId) ?? []) {
      const key = `${customerId} ${recipient.email}`;
      const letter = letters.get(key);
      if (letter) letter.messageIds.push(messageId);
      else letters.set(key, { recipient, messageIds: [messageId] });
    }
  }
  return [...letters.values()];
}

/** A message is kept in one language: that of the logins where they agree, else Polish. */
function languageOf(recipients: readonly Recipient[]): Language {
  const [first] = recipients;
  if (!first) return Language.PL;
  return recipients.every(({ language }) => language === first.language) ? first.language : Language.PL;
}
