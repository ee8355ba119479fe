import { formatMoney } from '../../money';
import { randomBytes } from 'node:crypto';
import { warsawClock } from '../../calendar';
import type { LanguageCode } from '../../texts/language';

/** The fields with which a payment starts at the operator. */
export interface StartOrder {
  /** As `newOrderId` makes it. */
  orderId: string;
  amountGrosze: number;
  /** Stands in the transfer's title at the bank, in Latin letters; what the operator does not allow is written otherwise or left out. */
  description: string;
  customerEmail: string;
  customerIp: string;
  customerNumber: string;
  /** Empty where the payment is of several documents. */
  invoiceNumber: string;
  /** The operator takes no money for it afterwards. */
  validUntil: Date;
  language: LanguageCode;
}

/** Makes an unguessable, unique order id: 32 letters and digits, the operator's maximum. */
export function newOrderId(): string {
  return randomBytes(16).toString('hex');
}

/** The fields of a start with their names, in the order in which the operator hashes them. No GatewayID: the customer chooses at the operator. */
export function startFields(serviceId: string, order: StartOrder): [name: string, value: string][] {
  return [
    ['ServiceID', serviceId],
    ['OrderID', order.orderId],
    ['Amount', formatMoney(order.amountGrosze)],
    ['Description', plainLatin(order.description)],
    ['Currency', 'PLN'],
    // Without its separator an address would be another one, so such a one stays out.
    ['CustomerEmail', order.customerEmail.includes('|') ? '' : order.customerEmail],
    // The operator knows no Ukrainian.
    ['Language', order.language === 'PL' ? 'PL' : 'EN'],
    ['CustomerIP', value(order.customerIp, 39)],
    ['ValidityTime', warsawClock(order.validUntil)],
    ['CustomerNumber', value(order.customerNumber, 35)],
    ['InvoiceNumber', value(order.invoiceNumber, 100)],
  ];
}

/** "Zapłata: FV/2026/10" → "Zaplata: FV-2026-10": Latin letters, digits, `. : - ,` and blanks, at most 79. */
function plainLatin(text: string): string {
  return text
    .replace(/ł/g, 'l')
    .replace(/Ł/g, 'L')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[/_\u2010-\u2015]/g, '-')
    .replace(/[^A-Za-z0-9.:,-]+/g, ' ')
    .trim()
    .slice(0, 79)
    .trim();
}

/** No separator and no control character, and no longer than the operator takes. */
function value(text: string, length: number): string {
  return text
    .replace(/[|\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, length)
    .trim();
}
