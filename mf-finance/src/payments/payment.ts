import type { PaymentQuery } from './generated/graphql';
import { t } from './texts';
import { planAddress, BALANCE } from '../checkout/plan';

/** A payment as its page and the history have it. */
export type Payment = PaymentQuery['customer']['payment'];

export { isUnfinished } from '../invoices/document/invoiceParts';

/** Where the same can be paid again. A payment of a part of a document was one of the whole balance. */
export function retryAddress({ items }: Payment): string {
  const whole = items.every(({ amount, invoice }) => amount === invoice.outstanding);
  if (!whole || items.length === 0) return planAddress(BALANCE);
  return planAddress({ parts: [items.map(({ invoice }) => invoice.id)], attempt: '' });
}

const CHANNELS = ['BLIK', 'CARD', 'WALLET', 'LATER', 'TRANSFER'] as const;

/** How it was paid, in words; a way this page does not know yet is called what the gateway calls it. */
export function channelText({ channel }: Pick<Payment, 'channel'>): string | null {
  const known = CHANNELS.find((one) => one === channel);
  return known ? t(`channel.${known}`) : channel;
}
