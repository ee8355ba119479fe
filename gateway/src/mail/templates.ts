/**
 * How a value is written in the recipient's language: as it is, money from "53.63", a day from "2026-03-15", a moment from
 * "2026-03-15T10:30:00.000Z", an account from its 26 digits.
 */
export type ValueForm = 'text' | 'money' | 'day' | 'moment' | 'account';

const PAYMENT = { paymentId: 'text', amount: 'money', surplus: 'money' } as const;
const TICKET = { ticketId: 'text', number: 'text', subject: 'text' } as const;
const DUE = { invoiceId: 'text', number: 'text', amount: 'money', dueDate: 'day' } as const;
const SAID = { messageId: 'text', title: 'text', said: 'text' } as const;

/**
 * Every mail we send, with the values that its texts and its link need.
 * `registration`, `passwordResetRequest` and `notification` turn into one of them when delivered.
 */
export const TEMPLATES = {
  activation: { token: 'text' },
  alreadyRegistered: {},
  addCustomer: { token: 'text', customer: 'text' },
  passwordReset: { token: 'text' },
  passwordChanged: {},
  contactChangeRequested: { token: 'text', customer: 'text', changes: 'text', until: 'moment' },
  accessSuspended: { customer: 'text', address: 'text' },
  invoiceIssued: { invoiceId: 'text', number: 'text', amount: 'money' },
  paymentReceived: PAYMENT,
  paymentSurplus: PAYMENT,
  paidTwice: PAYMENT,
  ticketReceived: TICKET,
  complaintReceived: { ...TICKET, answerDueDate: 'day' },
  ticketReply: TICKET,
  serviceOrdered: { ticketId: 'text', number: 'text', service: 'text', price: 'money' },
  dueSoon: DUE,
  dueToday: DUE,
  overdue: DUE,
  dunning: SAID,
  announcement: SAID,
  usageAlert: SAID,
  marketing: SAID,
} as const satisfies Record<string, Record<string, ValueForm>>;
export type MailTemplate = keyof typeof TEMPLATES;

/** Mails that a customer may ask not to get: they name the notification settings, marketing the consents. */
export type NotificationTemplate =
  | 'invoiceIssued'
  | 'dueSoon'
  | 'dueToday'
  | 'overdue'
  | 'dunning'
  | 'announcement'
  | 'usageAlert'
  | 'marketing';

/** Further facts for `withWhatToPay`: the day of payment, and what is left where that differs from the amount. */
interface WhatToPay {
  left?: string;
  dueDate?: string;
}

/** What a notification says besides, where it is known. */
export interface NotificationExtras {
  /** The account to pay to, 26 digits, and the text of the transfer's QR code. */
  account?: string;
  transferCode?: string;
  /** Other news of the same day, a line each, in the recipient's language. */
  others?: string;
  /** The documents whose PDF the mail carries: ids, separated by blanks. */
  pdfOf?: string;
  /** `1`: a test message with invented details. */
  test?: string;
}

export type ValuesOf<T extends MailTemplate> = Record<keyof (typeof TEMPLATES)[T], string> &
  (T extends 'invoiceIssued' ? WhatToPay : unknown) &
  (T extends NotificationTemplate ? NotificationExtras : { test?: string });

/** A template with the values it needs. */
export type MailContent = { [T in MailTemplate]: { template: T; values: ValuesOf<T> } }[MailTemplate];

/** Decided at delivery: a request costs the same for any address, and no token waits in the queue. */
export type RequestTemplate = 'registration' | 'passwordResetRequest' | 'notification';
export interface RequestContent {
  template: RequestTemplate;
  values: Record<string, string>;
}
