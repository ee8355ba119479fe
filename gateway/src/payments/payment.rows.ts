import { instant } from '../database/columns';
import { columnsOf } from '../database/entity-columns';
import { Payment } from './payment.entity';

/** What a payment is read with, `p` being the table. */
export const PAYMENT_COLUMNS = columnsOf(Payment, 'p', [
  'rate',
  'rateTable',
  'rateDate',
  'limitGrosze',
  'nextCheckAt',
]);

/** A row as either database gives it. */
export type PaymentRow = Record<keyof Payment, unknown>;

/** Instants and numbers as we compute with them. */
export function hydratePayment(row: PaymentRow): Payment {
  const moment = (value: unknown) => (value === null || value === undefined ? null : instant(value));
  return Object.assign(new Payment(), row, {
    amount: Number(row.amount),
    checks: Number(row.checks),
    createdAt: instant(row.createdAt),
    validUntil: instant(row.validUntil),
    finishedAt: moment(row.finishedAt),
  });
}
