import { formatMoney } from '../../money';
import type { EntityManager } from 'typeorm';
import type { AccessService, Recipient } from '../../auth/access/access.service';
import { Language } from '../../texts/language';
import { keyOf } from '../../database/columns';
import { messageRow } from '../../messages/message.row';
import type { MessageWriter } from '../../messages/message.writer';
import { mailId, type OutboxService } from '../../mail/outbox.service';
import { writtenMoney } from '../../mail/written';
import { MessageKind } from '../../messages/message.entity';
import type { NotificationSms } from '../../notifications/notification-sms';
import type { NotificationSettingsService } from '../../notifications/notification-settings.service';
import type { SmsContent } from '../../sms/sms-templates';
import { text } from '../../texts/text';
import type { Payment } from '../payment.entity';
import type { PaidDocument } from '../payment.service';

/** Kinds of message: the payment was used completely, partly (a surplus remains), or paid a second time. */
type MessageTextKey = 'paymentReceived' | 'paymentSurplus' | 'paidTwice';

/** Notifies a customer's users of a payment: a message, and a mail to each, in the transaction that posts it. */
export class PaymentMessages {
  constructor(
    private readonly parts: {
      access: AccessService;
      outbox: OutboxService;
      messages: MessageWriter;
      settings: NotificationSettingsService;
      sms: NotificationSms;
      now: () => Date;
    },
  ) {}

  /**
   * `documents` as they were before the payment: amounts beyond what they asked for are an overpayment, and
   * the message says so.
   * Where billing booked the payment first, the documents ask for nothing because of this payment.
   */
  async received(
    manager: EntityManager,
    payment: Payment,
    { documents, isBooked }: { documents: readonly PaidDocument[]; isBooked: boolean },
  ): Promise<void> {
    const used = documents.reduce((sum, { amount, left }) => sum + Math.min(amount, left), 0);
    const surplus = isBooked ? 0 : payment.amount - used;
    const said = surplus > 0 ? 'paymentSurplus' : 'paymentReceived';
    await this.tell(manager, payment, documents, { said, remoteId: '', surplus });
  }

  /** Another transaction of the same order succeeded too: nothing but an overpayment. */
  async paidTwice(
    manager: EntityManager,
    payment: Payment,
    documents: readonly PaidDocument[],
    remoteId: string,
  ): Promise<void> {
    await this.tell(manager, payment, documents, { said: 'paidTwice', remoteId, surplus: payment.amount });
  }

  private async tell(
    manager: EntityManager,
    payment: Payment,
    documents: readonly PaidDocument[],
    { said, remoteId, surplus }: { said: MessageTextKey; remoteId: string; surplus: number },
  ): Promise<void> {
    const { access, settings, outbox, messages, sms } = this.parts;
    const recipients = await access.recipients(manager, [payment.customerId]);
    const language = languageOf(recipients);
    const { customerId } = payment;
    const settingOf = await settings.ofCustomers(manager, [customerId]);
    const isMailed = settingOf(customerId, MessageKind.PAYMENT_RECEIVED).email;
    const mails = (isMailed ? recipients : []).map((one) => ({
      event: `${said} ${payment.customerId} ${payment.orderId} ${remoteId} ${one.email}`,
      recipient: one.email,
      customerId: payment.customerId,
      template: said,
      language: one.language,
      values: {
        paymentId: payment.id,
        amount: formatMoney(payment.amount),
        surplus: formatMoney(surplus),
      },
    }));
    const message = this.message(payment, documents, { said, remoteId, surplus, language });
    await outbox.queueMails(manager, mails);
    await messages.add(
      manager,
      [message],
      mails.map((mail) => ({
        customerId: payment.customerId,
        messageId: message.row.id,
        mailId: mailId(mail.event),
      })),
    );
    const content: SmsContent = {
      template: 'paymentReceived',
      values: { amount: formatMoney(payment.amount) },
    };
    const kind = MessageKind.PAYMENT_RECEIVED;
    await sms.queue(manager, [{ customerId, messageId: message.row.id, kind, language, content }], settingOf);
  }

  private message(
    payment: Payment,
    documents: readonly PaidDocument[],
    {
      said,
      remoteId,
      surplus,
      language,
    }: { said: MessageTextKey; remoteId: string; surplus: number; language: Language },
  ) {
    const values = {
      amount: writtenMoney(formatMoney(payment.amount), language),
      surplus: writtenMoney(formatMoney(surplus), language),
      documents: documents.map(({ number }) => number).join(', '),
    };
    return messageRow({
      id: keyOf(said, payment.customerId, payment.orderId, remoteId),
      customerId: payment.customerId,
      customerNumber: '',
      kind: 'PAYMENT_RECEIVED',
      subject: text(language, `message.${said}.subject`, values),
      body: text(language, `message.${said}.body`, values).slice(0, 16_000),
      language,
      sentAt: this.parts.now(),
      channel: 'PORTAL',
      invoiceId: documents.length === 1 ? documents[0]!.invoiceId : null,
    });
  }
}

/** Kept as it was sent, in one language: that of the logins where they agree, else Polish. */
function languageOf(recipients: readonly Recipient[]): Language {
  const [first] = recipients;
  if (!first) return Language.PL;
  return recipients.every(({ language }) => language === first.language) ? first.language : Language.PL;
}
