import { keyOf } from '../../database/columns';
import { withWhatToPay } from '../../mail/render';
import { writtenMoney } from '../../mail/written';
import { MessageKind } from '../../messages/message.entity';
import { formatMoney } from '../../money';
import type { News } from '../../notifications/notification.writer';
import type { SmsContent } from '../../sms/sms-templates';
import { text } from '../../texts/text';

/** A new document as it is once the settlements of its feed are taken. */
export interface NewInvoice {
  customerId: string;
  invoiceId: string;
  number: string;
  gross: number;
  dueDate: string | null;
  /** What is still to be paid, in grosze: billing's figure less payments that it has not booked. */
  outstanding: number;
  /** Still to be paid, and in no open payment. */
  isAsked: boolean;
}

/** The key of the message that a document was issued. */
export function issuedId({ customerId, invoiceId }: Pick<NewInvoice, 'customerId' | 'invoiceId'>): string {
  return keyOf('invoice-issued', customerId, invoiceId);
}

/** What its customer is told of a new document. */
export function invoiceNews(invoice: NewInvoice): News {
  const { customerId, invoiceId, number, gross } = invoice;
  return {
    customerId,
    messageId: issuedId(invoice),
    kind: MessageKind.INVOICE_ISSUED,
    invoiceId,
    sms: smsOf(invoice),
    message: (language) => {
      const values = { number, amount: writtenMoney(formatMoney(gross), language) };
      const body = text(language, 'message.invoiceIssued.body', values);
      return {
        subject: text(language, 'message.invoiceIssued.subject', values),
        body: withWhatToPay(body, toPay(invoice), language),
      };
    },
  };
}

/** Only of a document that asks for money on a day. */
function smsOf({ number, dueDate, outstanding, isAsked }: NewInvoice): SmsContent | null {
  if (!isAsked || dueDate === null) return null;
  return { template: 'invoiceIssued', values: { number, amount: formatMoney(outstanding), dueDate } };
}

/** See `withWhatToPay`. */
function toPay({ gross, dueDate, outstanding }: NewInvoice): { left?: string; dueDate?: string } {
  return {
    ...((outstanding !== gross || outstanding <= 0) && { left: formatMoney(outstanding) }),
    ...(dueDate && { dueDate }),
  };
}
