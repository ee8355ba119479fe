/** An amount of the API in grosze: "12.50" → 1250. Sums use grosze, since fractions would lose precision. */
export function grosze(amount: string): number {
  return Math.round(Number(amount) * 100);
}

/** Grosze as an amount of the API: 1250 → "12.50". */
export function amountOf(whole: number): string {
  return (whole / 100).toFixed(2);
}

/** Whether one document exceeds the limit of a payment, so that only a transfer can pay it. */
export function isOverLimit(amount: string, limit: string): boolean {
  return grosze(amount) > grosze(limit);
}

/** The sum of amounts of the API. */
export function sumOf(amounts: string[]): string {
  return amountOf(amounts.reduce((sum, amount) => sum + grosze(amount), 0));
}
