import type { MailTemplate, RequestTemplate } from '../mail/templates';
import { MessageKind } from '../messages/message.entity';
import { KIND_RULES } from './kind-rules';

/** The kind whose setting holds for each mail; null for a mail that has none, such as one that confirms what its reader has just sent. */
export const KIND_OF_MAIL: Readonly<Record<MailTemplate, MessageKind | null>> = {
  activation: MessageKind.ACCOUNT,
  alreadyRegistered: MessageKind.ACCOUNT,
  addCustomer: MessageKind.ACCOUNT,
  passwordReset: MessageKind.ACCOUNT,
  passwordChanged: MessageKind.ACCOUNT,
  contactChangeRequested: MessageKind.ACCOUNT,
  accessSuspended: MessageKind.ACCOUNT,
  invoiceIssued: MessageKind.INVOICE_ISSUED,
  paymentReceived: MessageKind.PAYMENT_RECEIVED,
  paymentSurplus: MessageKind.PAYMENT_RECEIVED,
  paidTwice: MessageKind.PAYMENT_RECEIVED,
  ticketReceived: null,
  complaintReceived: null,
  serviceOrdered: null,
  ticketReply: MessageKind.TICKET_REPLY,
  dueSoon: MessageKind.PAYMENT_DUE_SOON,
  dueToday: MessageKind.PAYMENT_DUE_SOON,
  overdue: MessageKind.PAYMENT_OVERDUE,
  dunning: MessageKind.DUNNING,
  announcement: MessageKind.ANNOUNCEMENT,
  usageAlert: MessageKind.USAGE_ALERT,
  // A consent decides, not a setting.
  marketing: null,
};

/** Whether a customer may switch mails of the template off. */
export function isOptional(template: MailTemplate): boolean {
  if (template === 'marketing') return true;
  const kind = KIND_OF_MAIL[template];
  return kind !== null && !KIND_RULES[kind].isRequired;
}

const REQUESTS_OF_LOGIN: ReadonlySet<string> = new Set<RequestTemplate>([
  'registration',
  'passwordResetRequest',
]);

/** Whether a login may be lost without the mail. */
export function isOfLogin(template: string): boolean {
  return REQUESTS_OF_LOGIN.has(template) || KIND_OF_MAIL[template as MailTemplate] === MessageKind.ACCOUNT;
}
