import { isPesel, maskTaxId } from '../../identifiers';

/** What a report may show of a value: never a whole tax id. */
export function masked(field: string | null, value: string | null): string | null {
  if (value === null) return null;
  if (/taxId|nip|pesel/i.test(field ?? '')) return maskTaxId(value);
  // Also in free text: eleven digits that are a valid PESEL.
  return value.replace(/(?<!\d)\d{11}(?!\d)/g, (digits) => (isPesel(digits) ? maskTaxId(digits) : digits));
}
