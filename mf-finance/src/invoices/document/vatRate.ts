import { printed } from '../../ui/printed';
import { t } from './texts';

/** A VAT rate in words: "23%", or the meaning of an abbreviation used on invoices. */
export function vatRate(rate: string): string {
  const folded = rate
    .trim()
    .toLowerCase()
    .replace(/[.\s]+$/, '');
  if (/^\d+([.,]\d+)?$/.test(folded)) return `${printed(folded)}%`;
  if (/^0 ?(kr|wdt|ex)$/.test(folded)) return '0%';
  if (/^np( ?i{1,2})?$/.test(folded)) return t('vat.none');
  if (folded === 'zw') return t('vat.exempt');
  if (folded === 'oo') return t('vat.reverse');
  return rate;
}
