import { addDays } from '../calendar';
import type { Retailer } from '../config';
import { transferCode } from '../invoices/transfer-code';
import { withWhatToPay } from '../mail/render';
import type { MailContent } from '../mail/templates';
import { writtenDay, writtenMoney } from '../mail/written';
import { MessageKind } from '../messages/message.entity';
import type { SmsContent } from '../sms/sms-templates';
import type { Language, LanguageCode } from '../texts/language';
import { text, type TextKey } from '../texts/text';

// What notifications say with invented details, each due in a week unless it is late.

const NUMBER = 'FV/2026/03/15';
const ACCOUNT = '71109010149999000000000001';
const AMOUNT = 12_300;

/** What an SMS of a kind says. */
export function exampleSms(kind: MessageKind, language: LanguageCode, today: string): SmsContent | null {
  const values = { number: NUMBER, amount: '123.00', dueDate: addDays(today, 7) };
  switch (kind) {
    case MessageKind.INVOICE_ISSUED:
      return { template: 'invoiceIssued', values };
    case MessageKind.PAYMENT_DUE_SOON:
      return { template: 'dueSoon', values };
    case MessageKind.PAYMENT_OVERDUE:
      return { template: 'overdue', values: { ...values, dueDate: addDays(values.dueDate, -8) } };
    case MessageKind.PAYMENT_RECEIVED:
      return { template: 'paymentReceived', values: { amount: '123.00' } };
    case MessageKind.DUNNING:
      return { template: 'dunning', values: {} };
    case MessageKind.ANNOUNCEMENT:
      return { template: 'announcement', values: { title: text(language, 'setting.example.title') } };
    case MessageKind.USAGE_ALERT:
      return { template: 'usageMonth', values: { limit: '250' } };
    default:
      return null;
  }
}

/** Subject and text of a message in the portal. */
export function exampleMessage(kind: MessageKind, language: Language, today: string): string | null {
  const said = (name: 'dueSoon' | 'overdue' | 'invoiceIssued' | 'paymentReceived') => {
    const values = {
      number: NUMBER,
      documents: NUMBER,
      amount: writtenMoney('123.00', language),
      dueDate: writtenDay(addDays(today, 7), language),
    };
    const t = (part: 'subject' | 'body') => text(language, `message.${name}.${part}`, values);
    const body = t('body');
    const isIssued = name === 'invoiceIssued';
    return `${t('subject')}\n\n${isIssued ? withWhatToPay(body, { dueDate: addDays(today, 7) }, language) : body}`;
  };
  const example = (title: TextKey, body: TextKey) => `${text(language, title)}\n\n${text(language, body)}`;
  switch (kind) {
    case MessageKind.INVOICE_ISSUED:
      return said('invoiceIssued');
    case MessageKind.PAYMENT_DUE_SOON:
      return said('dueSoon');
    case MessageKind.PAYMENT_OVERDUE:
      return said('overdue');
    case MessageKind.PAYMENT_RECEIVED:
      return said('paymentReceived');
    case MessageKind.DUNNING:
      return example('setting.example.dunning.title', 'setting.example.dunning.said');
    case MessageKind.ANNOUNCEMENT:
      return example('setting.example.title', 'setting.example.said');
    case MessageKind.USAGE_ALERT:
      return example('setting.example.usage.title', 'setting.example.usage.said');
    default:
      return null;
  }
}

/** What a mail of a kind says. */
export function exampleMail(
  kind: MessageKind,
  language: LanguageCode,
  today: string,
  retailer: Pick<Retailer, 'name' | 'nip'>,
): MailContent {
  const dueDate = addDays(today, 7);
  const document = { invoiceId: 'example', number: NUMBER, amount: '123.00', dueDate };
  const pay = { account: ACCOUNT, transferCode: codeOf(retailer) };
  const example = (title: TextKey, said: TextKey) => ({
    messageId: 'example',
    title: text(language, title),
    said: text(language, said),
  });
  switch (kind) {
    case MessageKind.INVOICE_ISSUED:
      return { template: 'invoiceIssued', values: { ...document, ...pay } };
    case MessageKind.PAYMENT_DUE_SOON:
      return { template: 'dueSoon', values: { ...document, ...pay } };
    case MessageKind.PAYMENT_OVERDUE:
      return { template: 'overdue', values: { ...document, ...pay, dueDate: addDays(dueDate, -8) } };
    case MessageKind.PAYMENT_RECEIVED:
      return {
        template: 'paymentReceived',
        values: { paymentId: 'example', amount: '123.00', surplus: '0.00' },
      };
    case MessageKind.DUNNING:
      return {
        template: 'dunning',
        values: example('setting.example.dunning.title', 'setting.example.dunning.said'),
      };
    case MessageKind.ANNOUNCEMENT:
      return { template: 'announcement', values: example('setting.example.title', 'setting.example.said') };
    case MessageKind.USAGE_ALERT:
      return {
        template: 'usageAlert',
        values: example('setting.example.usage.title', 'setting.example.usage.said'),
      };
    case MessageKind.TICKET_REPLY: {
      const subject = text(language, 'setting.example.title');
      return { template: 'ticketReply', values: { ticketId: 'example', number: 'Z/2026/12345', subject } };
    }
    case MessageKind.ACCOUNT:
      return { template: 'passwordChanged', values: {} };
  }
}

function codeOf({ name, nip }: Pick<Retailer, 'name' | 'nip'>): string {
  return transferCode({ account: ACCOUNT, grosze: AMOUNT, recipient: name, title: NUMBER, nip })!;
}
