/** Whole grosze of an amount as the API writes it: "12.50" → 1250. Sums are made of these, never of fractions. */
export function grosze(amount: string): number {
  return Math.round(Number(amount) * 100);
}

/** As the API writes it: 1250 → "12.50". */
export function amountOf(whole: number): string {
  return (whole / 100).toFixed(2);
}

/** Whether a sum of one document is more than a payment in the portal may be: it can be paid by transfer alone. */
export function isOverLimit(amount: string, limit: string): boolean {
  return grosze(amount) > grosze(limit);
}

/** The sum of amounts as the API writes them. */
export function sumOf(amounts: string[]): string {
  return amountOf(amounts.reduce((sum, amount) => sum + grosze(amount), 0));
}
