import type { LanguageCode } from '../texts/language';

const DUE = { number: 'text', amount: 'money', dueDate: 'day' } as const;
const ONE = { PL: 1, EN: 1, UK: 2 } as const;

/**
 * Every SMS, with the values that its texts need, and how many parts it may take at most in each language.
 * Ukrainian letters leave room for 70 in a part instead of 160. No text holds a link: whoever gets one by SMS
 * should suspect it.
 */
export const SMS_TEMPLATES = {
  invoiceIssued: { values: DUE, parts: ONE },
  dueSoon: { values: DUE, parts: ONE },
  dueToday: { values: DUE, parts: ONE },
  overdue: { values: DUE, parts: ONE },
  paymentReceived: { values: { amount: 'money' }, parts: ONE },
  dunning: { values: {}, parts: ONE },
  announcement: { values: { title: 'text' }, parts: ONE },
  usageMonth: { values: { limit: 'text' }, parts: ONE },
  usageDay: { values: { day: 'day' }, parts: ONE },
  marketing: { values: { title: 'text' }, parts: ONE },
  contactChangeRequested: {
    values: { fields: 'text', customer: 'text', phone: 'text' },
    parts: { PL: 1, EN: 1, UK: 3 },
    isUrgent: true,
  },
  test: { values: {}, parts: ONE, isUrgent: true },
} as const satisfies Record<string, Template>;

interface Template {
  values: Record<string, SmsValueForm>;
  parts: Record<LanguageCode, number>;
  /** Sent at night too, since its recipient waits for it. */
  isUrgent?: true;
}

/** How a value is written: as it is, money from "53.63", a day from "2026-03-15" as 15.03.2026. */
export type SmsValueForm = 'text' | 'money' | 'day';
export type SmsTemplate = keyof typeof SMS_TEMPLATES;
export type SmsValuesOf<T extends SmsTemplate> = Record<keyof (typeof SMS_TEMPLATES)[T]['values'], string>;

/** A template with the values it needs. */
export type SmsContent = { [T in SmsTemplate]: { template: T; values: SmsValuesOf<T> } }[SmsTemplate];

/** Templates that do not wait for the morning. */
export const URGENT_TEMPLATES = Object.entries<Template>(SMS_TEMPLATES)
  .filter(([, { isUrgent }]) => isUrgent)
  .map(([name]) => name);
