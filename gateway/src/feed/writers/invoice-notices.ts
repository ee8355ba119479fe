import { formatMoney } from '../../money';
import type { EntityManager } from 'typeorm';
import type { AccessService, Recipient } from '../../auth/access/access.service';
import { Language } from '../../texts/language';
import { keyOf } from '../../database/columns';
import { grouped } from '../../database/grouped';
import { mailId, type OutboxService } from '../../mail/outbox.service';
import { withWhatToPay, writtenMoney } from '../../mail/render';
import { text } from '../../texts/text';
import type { InvoiceToWrite } from '../records/invoice.row';
import { messageRow, type MessageToWrite } from '../../messages/message.row';
import type { MessageWriter } from '../../messages/message.writer';

/** Notifies customers with a login of new documents: a mail to each login, and one message. */
export class InvoiceNotices {
  constructor(
    private readonly access: AccessService,
    private readonly outbox: OutboxService,
    private readonly messages: MessageWriter,
    private readonly now: () => Date,
  ) {}

  /** In the transaction that writes the documents: all or none. */
  async write(manager: EntityManager, fresh: readonly InvoiceToWrite[]): Promise<void> {
    const customerIds = [...new Set(fresh.map((invoice) => invoice.customerId))];
    const recipients = grouped(
      await this.access.recipients(manager, customerIds),
      ({ customerId }) => customerId,
    );
    if (recipients.size === 0) return;
    const told = fresh.flatMap((invoice) => {
      const of = recipients.get(invoice.customerId);
      if (!of) return [];
      const message = issued(invoice, languageOf(of), this.now());
      return [{ message, mails: of.map((recipient) => invoiceIssued(invoice, recipient)) }];
    });
    await this.outbox.queueMails(
      manager,
      told.flatMap(({ mails }) => mails),
    );
    await this.messages.add(
      manager,
      told.map(({ message }) => message),
      told.flatMap(({ message, mails }) =>
        mails.map((mail) => ({
          customerId: message.customerId,
          messageId: message.row.id,
          mailId: mailId(mail.event),
        })),
      ),
    );
  }
}

/** Kept as it was sent, in one language: that of the logins where they agree, else Polish. */
function languageOf([first, ...others]: Recipient[]): Language {
  return others.every(({ language }) => language === first!.language) ? first!.language : Language.PL;
}

function issued(invoice: InvoiceToWrite, language: Language, sentAt: Date): MessageToWrite {
  const values = {
    number: invoice.row.number,
    amount: writtenMoney(formatMoney(invoice.row.gross), language),
  };
  return messageRow({
    id: keyOf('invoice-issued', invoice.customerId, invoice.id),
    customerId: invoice.customerId,
    customerNumber: invoice.customerNumber,
    kind: 'INVOICE_ISSUED',
    // A number may be as long as a subject.
    subject: text(language, 'message.invoiceIssued.subject', values).slice(0, 256),
    body: withWhatToPay(text(language, 'message.invoiceIssued.body', values), toPay(invoice), language),
    sentAt,
    channel: 'PORTAL',
    invoiceId: invoice.id,
  });
}

function invoiceIssued(invoice: InvoiceToWrite, { customerId, email, language }: Recipient) {
  return {
    event: `invoice-issued ${customerId} ${invoice.id} ${email}`,
    recipient: email,
    customerId,
    template: 'invoiceIssued' as const,
    language,
    values: {
      invoiceId: invoice.id,
      number: invoice.row.number,
      amount: formatMoney(invoice.row.gross),
      ...toPay(invoice),
    },
  };
}

/** As mails and messages want it; see `withWhatToPay`. */
function toPay({ row, stated, initial }: InvoiceToWrite): { left?: string; dueDate?: string } {
  const { gross, dueDate } = row;
  const outstanding = stated ?? initial;
  return {
    ...((outstanding !== gross || outstanding <= 0) && { left: formatMoney(outstanding) }),
    ...(dueDate && { dueDate }),
  };
}
