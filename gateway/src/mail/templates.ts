/** How a value is written in the recipient's language: as it is, money from "53.63", a day from "2026-03-15". */
export type ValueForm = 'text' | 'money' | 'day';

const PAYMENT = { paymentId: 'text', amount: 'money', surplus: 'money' } as const;

/**
 * Every mail we send, with the values that its texts and its link need.
 * `registration` and `passwordResetRequest` turn into one of them when delivered.
 */
export const TEMPLATES = {
  activation: { token: 'text' },
  alreadyRegistered: {},
  addCustomer: { token: 'text', customer: 'text' },
  passwordReset: { token: 'text' },
  passwordChanged: {},
  accessSuspended: { customer: 'text', address: 'text' },
  invoiceIssued: { invoiceId: 'text', number: 'text', amount: 'money' },
  paymentReceived: PAYMENT,
  paymentSurplus: PAYMENT,
  paidTwice: PAYMENT,
} as const satisfies Record<string, Record<string, ValueForm>>;
export type MailTemplate = keyof typeof TEMPLATES;

/** Further facts for `withWhatToPay`: the day of payment, and what is left where that differs from the amount. */
interface WhatToPay {
  left?: string;
  dueDate?: string;
}
export type ValuesOf<T extends MailTemplate> = Record<keyof (typeof TEMPLATES)[T], string> &
  (T extends 'invoiceIssued' ? WhatToPay : unknown);

/** A template with the values it needs. */
export type MailContent = { [T in MailTemplate]: { template: T; values: ValuesOf<T> } }[MailTemplate];

/** Decided at delivery: a request costs the same for any address, and no token waits in the queue. */
export type RequestTemplate = 'registration' | 'passwordResetRequest';
export interface RequestContent {
  template: RequestTemplate;
  values: Record<string, string>;
}
