import type { EntityManager } from 'typeorm';
import type { AccessService, Recipient } from '../auth/access/access.service';
import type { SendingKind } from '../consents/consent-gate';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { earliestNotification } from '../mail/daytime';
import { mailId, type OutboxService } from '../mail/outbox.service';
import type { MessageToWrite } from '../messages/message.row';
import type { MessageWriter } from '../messages/message.writer';
import { mobileNumbersOf } from '../sms/mobile-numbers';
import { smsId, type NewSms, type SmsOutbox } from '../sms/sms-outbox';
import type { Language } from '../texts/language';

/** Older messages are history, even in a feed that does not say so. */
const NEWS_MS = 7 * 24 * 3_600_000;

/** Who manages each customer. */
type Owners = ReadonlyMap<string, readonly Recipient[]>;

interface Parts {
  database: Database;
  access: AccessService;
  outbox: OutboxService;
  sms: SmsOutbox;
  messages: MessageWriter;
  now: () => Date;
}

/**
 * Queues the mails and SMS of marketing messages, each alone and only for customers that consented to the channel. The
 * consent is looked at again when one leaves.
 */
export class MarketingWriter {
  constructor(private readonly parts: Parts) {}

  /** In the transaction that writes the messages. */
  async tell(manager: EntityManager, fresh: readonly MessageToWrite[]): Promise<void> {
    const since = sqlInstant(new Date(this.parts.now().getTime() - NEWS_MS));
    const offers = fresh.filter(({ isMarketing, row }) => isMarketing && row.sentAt >= since);
    if (offers.length === 0) return;
    const ids = offers.map(({ customerId }) => customerId);
    const owners = grouped(await this.parts.access.owners(manager, ids), ({ customerId }) => customerId);
    await this.queueMails(manager, await this.consented(manager, offers, 'MARKETING_EMAIL'), owners);
    if (this.parts.sms.isOn)
      await this.queueSms(manager, await this.consented(manager, offers, 'MARKETING_SMS'), owners);
  }

  private async consented(
    manager: EntityManager,
    offers: readonly MessageToWrite[],
    kind: SendingKind,
  ): Promise<MessageToWrite[]> {
    const rows = await this.parts.database.rows.selectIn<{ customerId: string }>(
      manager,
      `SELECT customerId FROM consents WHERE kind = '${kind}' AND granted = 1 AND customerId IN`,
      offers.map(({ customerId }) => customerId),
    );
    const ids = new Set(rows.map(({ customerId }) => customerId));
    return offers.filter(({ customerId }) => ids.has(customerId));
  }

  private async queueMails(
    manager: EntityManager,
    offers: readonly MessageToWrite[],
    owners: Owners,
  ): Promise<void> {
    const { outbox, messages, now } = this.parts;
    const notBefore = earliestNotification(now());
    const mails = offers.flatMap(({ customerId, row: { id, subject, body } }) =>
      (owners.get(customerId) ?? []).map(({ email, language }) => ({
        event: `marketing ${customerId} ${id} ${email}`,
        recipient: email,
        ...{ customerId, language, notBefore },
        template: 'marketing' as const,
        values: { messageId: id, title: subject, said: body },
      })),
    );
    await outbox.queueMails(manager, mails);
    await messages.link(
      manager,
      mails.map(({ customerId, event, values }) => ({
        ...{ customerId, messageId: values.messageId },
        mailId: mailId(event),
      })),
    );
  }

  private async queueSms(
    manager: EntityManager,
    offers: readonly MessageToWrite[],
    owners: Owners,
  ): Promise<void> {
    const { database, sms, messages } = this.parts;
    const ids = offers.map(({ customerId }) => customerId);
    const phones = await mobileNumbersOf(database.rows, manager, ids);
    const texts = offers.flatMap(
      ({ customerId, row: { id, subject } }): (NewSms & { messageId: string })[] => {
        const recipient = phones.get(customerId);
        if (!recipient) return [];
        const language = owners.get(customerId)?.[0]?.language ?? ('PL' as Language);
        const event = `marketing ${customerId} ${id}`;
        const said = { template: 'marketing', values: { title: subject } } as const;
        return [{ event, recipient, customerId, language, messageId: id, ...said }];
      },
    );
    await sms.queue(manager, texts);
    await messages.link(
      manager,
      [],
      texts.map(({ customerId, event, messageId }) => ({ customerId, messageId, smsId: smsId(event) })),
    );
  }
}
