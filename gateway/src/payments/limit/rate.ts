/** Złotys for one euro: what the central bank's table A writes, `4.2381`. Anything far off is no rate but a fault. */
export function isRate(text: string): boolean {
  return /^\d{1,2}(\.\d{1,8})?$/.test(text) && Number(text) >= 1;
}

/** So many euros in whole grosze, rounded down: one grosz more would be over. Exact: the rate never becomes a fraction. */
export function groszeAt(rate: string, euros: number): number {
  const [whole, fraction = ''] = rate.split('.') as [string, string?];
  return Number((BigInt(euros) * 100n * BigInt(whole + fraction)) / 10n ** BigInt(fraction.length));
}
