import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../../database/columns';
import type { MarketingWriter } from '../../marketing/marketing.writer';
import { MessageKind } from '../../messages/message.entity';
import type { SmsContent } from '../../sms/sms-templates';
import type { MessageRow, MessageToWrite } from '../../messages/message.row';
import type { NotificationWriter } from '../../notifications/notification.writer';

const MAILED: ReadonlySet<string> = new Set([MessageKind.DUNNING, MessageKind.ANNOUNCEMENT]);
/** Older messages are history, even in a feed that does not say so. */
const NEWS_MS = 7 * 24 * 3_600_000;

/** None of what the retailer has sent by SMS itself. */
function smsOf({ kind, subject, channel }: MessageRow): SmsContent | null {
  if (channel === 'SMS') return null;
  return kind === 'DUNNING'
    ? { template: 'dunning', values: {} }
    : { template: 'announcement', values: { title: subject } };
}

/** Mails demands and announcements of the feed to logins that want them, marketing to customers that consented. */
export class MessageNotices {
  constructor(
    private readonly notifications: NotificationWriter,
    private readonly marketing: MarketingWriter,
    private readonly now: () => Date,
  ) {}

  /** In the transaction that writes the messages. What the retailer mailed itself is not mailed again. */
  async write(manager: EntityManager, fresh: readonly MessageToWrite[]): Promise<void> {
    const since = sqlInstant(new Date(this.now().getTime() - NEWS_MS));
    const told = fresh.filter(
      ({ row, isMarketing }) =>
        MAILED.has(row.kind) && !isMarketing && row.channel !== 'EMAIL' && row.sentAt >= since,
    );
    await this.notifications.tell(
      manager,
      told.map(({ customerId, row }) => ({
        customerId,
        messageId: row.id,
        kind: row.kind as MessageKind,
        invoiceId: row.invoiceId,
        message: null,
        sms: smsOf(row),
      })),
    );
    await this.marketing.tell(manager, fresh);
  }
}
