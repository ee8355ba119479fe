import { normaliseEmail, visibleEmail } from '../../mail/email-address';
import { bareTaxId } from '../../customers/tax-id';
import { isKsefNumber, isNip, isNrb, isPesel, isPpe } from '../../identifiers';
import type { Fault } from '../fault';

/** Formal faults are warnings: the record is imported, because a wrong digit must not hide what a customer owes. */

/** Digits only, where it is digits with separators (or PL before them). */
export function checkTaxId(written: string | null, warnings: Fault[]): string | null {
  const bare = bareTaxId(written ?? '');
  if (!bare) return null;
  if (!isPesel(bare) && !isNip(bare))
    warnings.push({ field: 'taxId', value: written, reason: 'This is no valid PESEL or NIP.' });
  if (bare.length <= 16) return bare;
  warnings.push({ field: 'taxId', value: written, reason: 'It is too long for a tax id and was left out.' });
  return null;
}

/** Digits only, where it is a Polish account. */
export function checkAccount(written: string | null, warnings: Fault[]): string | null {
  const bare = written?.replace(/[\s-]/g, '').replace(/^PL(?=\d{26}$)/i, '');
  if (!bare) return null;
  if (!isNrb(bare))
    warnings.push({
      field: 'bankAccount',
      value: written,
      reason: 'This is no valid account of 26 digits (NRB).',
    });
  if (bare.length <= 40) return bare;
  warnings.push({
    field: 'bankAccount',
    value: written,
    reason: 'It is too long for an account and was left out.',
  });
  return null;
}

/** Normalises a PPE code; an invalid one gets a warning and stays. */
export function checkPpe(written: string, warnings: Fault[]): string {
  const bare = written.replace(/[\s-]/g, '');
  if (!isPpe(bare))
    warnings.push({ field: 'ppe', value: written, reason: 'This is no valid PPE code of 18 digits.' });
  return /^\d+$/.test(bare) ? bare : written.trim();
}

/** The days of a span, each under the name of its field: one that ends before it begins holds for no day. */
export function checkDateRange(span: Record<string, string | null | undefined>, warnings: Fault[]): void {
  const [[first, from], [last, to]] = Object.entries(span) as [Day, Day];
  if (from && to && to < from)
    warnings.push({ field: last, value: to, reason: `This day is before ${from}, which ${first} says.` });
}

type Day = [field: string, day: string | null | undefined];

/** Normalises a KSeF number; an invalid one gets a warning. */
export function checkKsefNumber(written: string | null | undefined, warnings: Fault[]): string | null {
  const number = written?.trim();
  if (!number) return null;
  if (!isKsefNumber(number))
    warnings.push({ field: 'ksefNumber', value: written, reason: 'This is no valid KSeF number.' });
  if (number.length <= 40) return number;
  warnings.push({
    field: 'ksefNumber',
    value: written,
    reason: 'It is too long for a KSeF number and was left out.',
  });
  return null;
}

/** An address that no mail can go to is left out; the same one twice counts once. */
export function checkEmails(
  written: readonly string[],
  warnings: Fault[],
): { email: string; written: string }[] {
  const emails = new Map<string, { email: string; written: string }>();
  for (const address of written) {
    const email = normaliseEmail(address);
    if (!email)
      warnings.push({
        field: 'emails',
        value: address,
        reason: 'No mail can go to this address: it was left out.',
      });
    else if (!emails.has(email)) emails.set(email, { email, written: visibleEmail(address).slice(0, 254) });
  }
  return [...emails.values()];
}
