import { formatMoney } from '../money';

// Formats of printed documents: Polish, and not by Intl, whose data differ between versions of Node.
// A document must have the same bytes everywhere. Blanks inside numbers are non-breaking.

/** 1 234,56 zł */
export function amount(grosze: number): string {
  return `${plainAmount(grosze)}\u00a0zł`;
}

/** 1 234,56 */
export function plainAmount(grosze: number): string {
  const [whole = '', rest = ''] = formatMoney(grosze).split('.');
  return `${grouped(whole)},${rest}`;
}

/** 1 234,5 kWh */
export function energy(wattHours: number): string {
  const [whole = '', rest = ''] = (wattHours / 1000)
    .toFixed(3)
    .replace(/\.?0+$/, '')
    .split('.');
  return `${grouped(whole)}${rest && `,${rest}`}\u00a0kWh`;
}

/** 15.03.2026 */
export function day(date: string): string {
  return date.split('-').reverse().join('.');
}

/** What a period is where one end may be missing. */
export function period(from: string | null, to: string | null): string | null {
  if (from && to) return `${day(from)} – ${day(to)}`;
  if (from) return `od ${day(from)}`;
  return to ? `do ${day(to)}` : null;
}

/** An account in groups of digits, 73 1111 1111 …; other texts unchanged. */
export function account(digits: string): string {
  return /^\d{26}$/.test(digits) ? digits.replace(/^\d{2}|\d{4}(?=\d)/g, '$&\u00a0') : digits;
}

/** A rate as printed: 23%, zw. */
export function rate(vatRate: string): string {
  return /^\d+([.,]\d+)?$/.test(vatRate) ? `${vatRate}%` : vatRate;
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0');
}
