import { planAddress, BALANCE } from '../checkout/plan';
import type { PaymentQuery } from './generated/graphql';
import { t } from './texts';

/** A payment as its page and the history show it. */
export type Payment = PaymentQuery['customer']['payment'];

/** The address to retry a payment. A payment of a part of a document was one of the whole balance. */
export function retryAddress({ items }: Payment): string {
  const isComplete = items.every(({ amount, invoice }) => amount === invoice.outstanding);
  if (!isComplete || items.length === 0) return planAddress(BALANCE);
  return planAddress({ parts: [items.map(({ invoice }) => invoice.id)], attempt: '' });
}

const CHANNELS = ['BLIK', 'CARD', 'WALLET', 'LATER', 'TRANSFER'] as const;

/** The name of the payment's channel. A channel unknown to this page keeps the gateway's name. */
export function channelText({ channel }: Pick<Payment, 'channel'>): string | null {
  const known = CHANNELS.find((one) => one === channel);
  return known ? t(`channel.${known}`) : channel;
}
