// Money is whole grosze everywhere; these are its forms outside.

/** Grosze as the contract writes money: 5363 → "53.63", -1250 → "-12.50". */
export function formatMoney(grosze: number): string {
  if (!Number.isSafeInteger(grosze)) throw new TypeError('money must be whole grosze');
  const digits = String(Math.abs(grosze)).padStart(3, '0');
  return `${grosze < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * The other way: "53.63" → 5363. Null when it is no amount of at most two decimals or does not fit 2^53.
 */
export function parseMoney(text: string): number | null {
  const match = /^(-?)(\d{1,14})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) return null;
  const grosze = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  if (!Number.isSafeInteger(grosze)) return null;
  return match[1] && grosze !== 0 ? -grosze : grosze;
}

/** Złotys for one euro: what the central bank's table A writes, `4.2381`. Anything far off is no rate but a fault. */
export function isRate(text: string): boolean {
  return /^\d{1,2}(\.\d{1,8})?$/.test(text) && Number(text) >= 1;
}

/** So many euros in whole grosze, rounded down: one grosz more would be over. Exact: the rate never becomes a fraction. */
export function groszeAt(rate: string, euros: number): number {
  const [whole, fraction = ''] = rate.split('.') as [string, string?];
  return Number((BigInt(euros) * 100n * BigInt(whole + fraction)) / 10n ** BigInt(fraction.length));
}
