import { countDays } from '../calendar';
import type { MailContent, NotificationExtras } from '../mail/templates';
import { writtenDay, writtenMoney } from '../mail/written';
import { MessageKind } from '../messages/message.entity';
import { formatMoney } from '../money';
import { text } from '../texts/text';
import type { LanguageCode } from '../texts/language';
import { templateOn } from './reminder-steps';

/** A message that a mail reports. */
export interface NewsMessage {
  id: string;
  kind: MessageKind;
  subject: string;
  body: string;
  invoiceId: string | null;
}

/** The document of a message as it is now. */
export interface NewsDocument {
  id: string;
  number: string;
  dueDate: string | null;
  gross: number;
  outstanding: number;
  /** Still to be paid, and in no open payment. */
  isAsked: boolean;
  account: string | null;
  transferCode: string | null;
}

/** News as a mail of its own says them, and as a line of a mail about others. */
export interface NewsItem {
  content: MailContent;
  line: string;
  dueDate: string;
  /** The document, where it is to be named once. */
  about: string | null;
  pdfOf: string | null;
}

interface Reading {
  today: string;
  language: LanguageCode;
  withPdf: boolean;
}

/** Null where there is nothing to say any more. */
export function itemOf(
  message: NewsMessage,
  document: NewsDocument | undefined,
  reading: Reading,
): NewsItem | null {
  switch (message.kind) {
    case MessageKind.INVOICE_ISSUED:
      return document ? issued(document, reading) : null;
    case MessageKind.PAYMENT_DUE_SOON:
    case MessageKind.PAYMENT_OVERDUE:
      return isDemanded(document) ? due(document, document.dueDate, reading) : null;
    case MessageKind.DUNNING:
      // A demand for what was paid meanwhile would only frighten.
      return document && !document.isAsked ? null : said('dunning', message, document);
    case MessageKind.ANNOUNCEMENT:
      return said('announcement', message, undefined);
    case MessageKind.USAGE_ALERT:
      return said('usageAlert', message, undefined);
    default:
      return null;
  }
}

/** Whether a message has its document named, as it is now; demands and announcements say what they say. */
export function isNaming(kind: MessageKind, document: NewsDocument | undefined): boolean {
  return kind === MessageKind.INVOICE_ISSUED ? document !== undefined : isReminding(kind, document);
}

/** The same of reminders alone. */
export function isReminding(kind: MessageKind, document: NewsDocument | undefined): boolean {
  const isReminder = kind === MessageKind.PAYMENT_DUE_SOON || kind === MessageKind.PAYMENT_OVERDUE;
  return isReminder && isDemanded(document);
}

function isDemanded(document: NewsDocument | undefined): document is NewsDocument & { dueDate: string } {
  return document !== undefined && document.isAsked && document.dueDate !== null;
}

function due(document: NewsDocument, dueDate: string, { today, language }: Reading): NewsItem {
  const template = templateOn(countDays(dueDate, today) - 1);
  const { id, number, outstanding } = document;
  const amount = formatMoney(outstanding);
  const values = { invoiceId: id, number, amount, dueDate, ...payOf(document) };
  const line = text(language, `mail.other.${template}`, {
    number,
    amount: writtenMoney(amount, language),
    dueDate: writtenDay(dueDate, language),
  });
  return { content: { template, values }, line, dueDate, about: id, pdfOf: null };
}

function issued(document: NewsDocument, { language, withPdf }: Reading): NewsItem {
  const { id, number, gross, outstanding, dueDate } = document;
  const amount = formatMoney(gross);
  const values = {
    ...{ invoiceId: id, number, amount, ...payOf(document) },
    ...((outstanding !== gross || outstanding <= 0) && { left: formatMoney(outstanding) }),
    ...(dueDate && { dueDate }),
  };
  const line = text(language, 'mail.other.invoiceIssued', { number, amount: writtenMoney(amount, language) });
  const pdfOf = withPdf ? id : null;
  return {
    content: { template: 'invoiceIssued', values },
    line,
    dueDate: dueDate ?? '',
    about: id,
    pdfOf,
  };
}

function said(
  template: 'dunning' | 'announcement' | 'usageAlert',
  { id, subject, body }: NewsMessage,
  document: NewsDocument | undefined,
): NewsItem {
  const pay = document && { number: document.number, ...payOf(document) };
  const values = { messageId: id, title: subject, said: body, ...pay };
  return { content: { template, values }, line: subject, dueDate: '', about: null, pdfOf: null };
}

function payOf({
  account,
  transferCode,
}: NewsDocument): Pick<NotificationExtras, 'account' | 'transferCode'> {
  return { ...(account && { account }), ...(transferCode && { transferCode }) };
}
