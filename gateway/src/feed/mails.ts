import type { EntityManager } from 'typeorm';
import type { AccessService, Recipient } from '../auth/access.service';
import type { OutboxService } from '../mail/outbox.service';
import { formatMoney } from '../scalars';
import type { InvoiceToWrite } from './invoice.row';

/** Tells customers who have a login of documents that were not there before. */
export class InvoiceMails {
  constructor(
    private readonly access: AccessService,
    private readonly outbox: OutboxService,
  ) {}

  /** In the transaction that writes the documents: both or none. */
  async queue(manager: EntityManager, fresh: readonly InvoiceToWrite[]): Promise<void> {
    const customerIds = [...new Set(fresh.map((invoice) => invoice.customerId))];
    const recipients = await this.access.recipients(manager, customerIds);
    if (recipients.length === 0) return;
    const mails = fresh.flatMap((invoice) =>
      recipients
        .filter(({ customerId }) => customerId === invoice.customerId)
        .map((recipient) => invoiceIssued(invoice, recipient)),
    );
    await this.outbox.queueMails(manager, mails);
  }
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
      number: invoice.number,
      amount: formatMoney(invoice.gross),
      ...(invoice.dueDate && { dueDate: invoice.dueDate }),
    },
  };
}
