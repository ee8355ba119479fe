import { Channel, MessageKind } from '../messages/message.entity';

/** What a kind of message allows, and what holds until the customer chooses. */
export interface KindRules {
  /** True where law or the contract forbids switching the mail off. */
  isRequired: boolean;
  hasSms: boolean;
  daysBefore: readonly number[] | null;
  attachPdf: boolean | null;
}

const USUAL: KindRules = { isRequired: false, hasSms: true, daysBefore: null, attachPdf: null };

/** In the order in which the page lists them. Mails are on by default, SMS are off: only a choice is a consent. */
export const KIND_RULES: Readonly<Record<MessageKind, KindRules>> = {
  [MessageKind.INVOICE_ISSUED]: { ...USUAL, attachPdf: false },
  [MessageKind.PAYMENT_DUE_SOON]: { ...USUAL, daysBefore: [7, 1] },
  [MessageKind.PAYMENT_OVERDUE]: USUAL,
  [MessageKind.PAYMENT_RECEIVED]: USUAL,
  // The supply may be cut off after a demand, so the law wants the customer to have received it.
  [MessageKind.DUNNING]: { ...USUAL, isRequired: true },
  [MessageKind.TICKET_REPLY]: { ...USUAL, hasSms: false },
  [MessageKind.ANNOUNCEMENT]: USUAL,
  [MessageKind.USAGE_ALERT]: USUAL,
  // About the login itself, such as a changed password; it has no phone number.
  [MessageKind.ACCOUNT]: { ...USUAL, isRequired: true, hasSms: false },
};

export const KINDS = Object.keys(KIND_RULES) as MessageKind[];

/** The channels that a kind has. */
export function channelsOf(kind: MessageKind, isSmsOn: boolean): Channel[] {
  return isSmsOn && KIND_RULES[kind].hasSms
    ? [Channel.EMAIL, Channel.SMS, Channel.PORTAL]
    : [Channel.EMAIL, Channel.PORTAL];
}

/** A reminder earlier than this would come before the document itself. */
export const MOST_DAYS_BEFORE = 14;
/** More than these would be a nuisance. */
export const MOST_REMINDERS_BEFORE = 3;
