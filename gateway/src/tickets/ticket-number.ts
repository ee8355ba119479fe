import { randomInt } from 'node:crypto';
import { warsawDay } from '../calendar';

/** Crockford's base 32: no letters that are read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/**
 * A number such as Z/2026/11/7K3M9PQ4. Its random part keeps secret how many tickets there are; the unique index
 * of the table refuses a repeated one.
 */
export function newTicketNumber(at: Date): string {
  const [year, month] = warsawDay(at).split('-');
  const random = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `Z/${year}/${month}/${random}`;
}
