import type { Reader, Rows } from '../database/bulk-rows';
import { mobileNumber } from './phone-number';

/** The mobile numbers that billing has of customers: those without one are left out. */
export async function mobileNumbersOf(
  rows: Rows,
  reader: Reader,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await rows.selectIn<{ id: string; phone: string }>(
    reader,
    'SELECT id, phone FROM customers WHERE phone IS NOT NULL AND id IN',
    customerIds,
  );
  return new Map(
    found.flatMap(({ id, phone }) => {
      const number = mobileNumber(phone);
      return number ? [[id, number] as const] : [];
    }),
  );
}
