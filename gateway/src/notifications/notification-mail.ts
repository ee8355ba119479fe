import type { EntityManager } from 'typeorm';
import type { AccessService } from '../auth/access/access.service';
import { warsawDay } from '../calendar';
import type { Database } from '../database/database';
import { marks, padded } from '../database/sql-lists';
import type { MailRequest, Prepared } from '../mail/delivery';
import type { NotificationTemplate } from '../mail/templates';
import { MessageKind } from '../messages/message.entity';
import { text } from '../texts/text';
import { namedLater, type Reported } from './named-later';
import { isNaming, itemOf, type NewsItem, type NewsMessage } from './news-items';
import type { NotificationSettingsService } from './notification-settings.service';
import { documentsOf } from './news-documents';

/** The most urgent first: it gives the mail its subject. */
const RANKS: readonly NotificationTemplate[] = [
  'dunning',
  'overdue',
  'dueToday',
  'dueSoon',
  'invoiceIssued',
  'usageAlert',
  'announcement',
];
/** Further news beyond these are counted. */
const MOST_LISTED = 10;
const MOST_FILES = 5;

interface Parts {
  database: Database;
  access: Pick<AccessService, 'mayRead'>;
  settings: NotificationSettingsService;
  /** The recipient of transfers, unless a document names another. */
  retailer: string;
  now: () => Date;
}

/**
 * Prepares the mail of a customer's news when it leaves. What was paid, is being paid, or was switched off meanwhile drops
 * out; without any news left there is no mail.
 */
export class NotificationMail {
  constructor(private readonly parts: Parts) {}

  async prepare(manager: EntityManager, mail: MailRequest): Promise<Prepared | null> {
    const { customerId, language } = mail;
    if (!customerId) return null;
    if (await this.isReady(manager, mail))
      return { template: mail.template, values: mail.values } as Prepared;
    // One that was tried may have arrived: mail programs hide a second one of its Message-ID, with all it says besides.
    if (mail.template === 'notification') await this.takeOver(manager, customerId, mail);
    if (!(await this.parts.access.mayRead(manager, customerId, mail.recipient))) return null;
    const items = await this.items(manager, customerId, mail);
    const [first, ...others] = items;
    if (!first) return null;
    const lines = others.slice(0, MOST_LISTED).map(({ line }) => `• ${line}`);
    const more = others.length - lines.length;
    if (more > 0) lines.push(text(language, 'mail.others.more', { count: String(more) }));
    const files = items.flatMap(({ pdfOf }) => pdfOf ?? []).slice(0, MOST_FILES);
    const extras = {
      ...(lines.length > 0 && { others: lines.join('\n') }),
      ...(files.length > 0 && { pdfOf: files.join(' ') }),
    };
    return { ...first.content, values: { ...first.content.values, ...extras } } as Prepared;
  }

  /** A mail that is about no message says what it was queued with. */
  private async isReady(manager: EntityManager, { id, customerId, template }: MailRequest): Promise<boolean> {
    if (template === 'notification') return false;
    const [row] = await manager.query<object[]>(
      `SELECT mailId FROM message_mails WHERE customerId = ? AND mailId = ? LIMIT 1 ${this.parts.database.dialect.forUpdate}`,
      [customerId, id],
    );
    return row === undefined;
  }

  /**
   * Takes the news of other mails that wait for the same reader and were not tried: they would be a mail each.
   * Those are left without news, so they are never sent. The lock comes before any read: MySQL would go on showing
   * what another worker has taken over meanwhile.
   */
  private async takeOver(
    manager: EntityManager,
    customerId: string,
    { id, recipient }: MailRequest,
  ): Promise<void> {
    const waiting = await manager.query<{ id: string }[]>(
      `SELECT ma.id FROM message_mails mm JOIN mails ma ON ma.id = mm.mailId
       WHERE mm.customerId = ? AND ma.recipient = ? AND ma.template = 'notification' AND ma.state = 'QUEUED' ${this.parts.database.dialect.forUpdate}`,
      [customerId, recipient],
    );
    const others = [...new Set(waiting.map((one) => one.id))].filter((one) => one !== id);
    if (others.length === 0) return;
    await manager.query(
      `UPDATE message_mails SET mailId = ? WHERE customerId = ? AND mailId IN (${marks(others)})`,
      [id, customerId, ...padded(others)],
    );
  }

  private async items(
    manager: EntityManager,
    customerId: string,
    { id, recipient, language }: MailRequest,
  ): Promise<NewsItem[]> {
    const messages = await manager.query<(NewsMessage & Reported)[]>(
      `SELECT m.id, m.kind, m.subject, m.body, m.invoiceId, m.sentAt FROM message_mails mm
       JOIN messages m ON m.customerId = mm.customerId AND m.id = mm.messageId
       WHERE mm.customerId = ? AND mm.mailId = ? ORDER BY m.sentAt, m.id`,
      [customerId, id],
    );
    const ids = messages.flatMap(({ invoiceId }) => invoiceId ?? []);
    const documents = await documentsOf(manager, customerId, ids, this.parts.retailer);
    const settingOf = await this.parts.settings.ofCustomers(manager, [customerId]);
    const today = warsawDay(this.parts.now());
    const withPdf = settingOf(customerId, MessageKind.INVOICE_ISSUED).attachPdf === true;
    const isWanted = ({ kind }: Reported) => settingOf(customerId, kind).email;
    const wanted = messages.filter(isWanted);
    const elsewhere = await namedLater(
      manager,
      'mails',
      { customerId, id, recipient },
      wanted,
      (one) => isWanted(one) && isNaming(one.kind, documents.get(one.invoiceId ?? '')),
    );
    const items = wanted
      .flatMap(
        (message) =>
          itemOf(message, documents.get(message.invoiceId ?? ''), { today, language, withPdf }) ?? [],
      )
      .filter(({ about }) => about === null || !elsewhere.has(about))
      .sort((a, b) => rankOf(a) - rankOf(b) || (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0));
    return onceEach(items);
  }
}

function rankOf({ content: { template } }: NewsItem): number {
  return RANKS.indexOf(template as NotificationTemplate);
}

/** A document is named once, by its most urgent news. */
function onceEach(items: readonly NewsItem[]): NewsItem[] {
  const named = new Set<string>();
  return items.filter(({ about }) => {
    if (about === null) return true;
    const isNew = !named.has(about);
    named.add(about);
    return isNew;
  });
}
