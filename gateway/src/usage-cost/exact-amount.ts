// Amounts between a price and a rounded sum. One unit is 10^-15 zł, so that watt-hours times a price per kWh are whole.

/** Units of one grosz. */
export const GROSZ = 10n ** 13n;
/** Digits behind the point that a net price keeps. */
const PLACES = 10;

/**
 * A printed price or quantity ("0,50016", "1 020", "-3.5") as a whole number of 10^-10.
 * @returns null for other texts
 */
export function scaled(text: string | null | undefined): bigint | null {
  const match = /^(-?)(\d{1,15})(?:[.,](\d{1,12}))?$/.exec((text ?? '').replace(/[\s\u00a0\u202f]/g, ''));
  if (!match) return null;
  const [, sign, whole = '', decimals = ''] = match;
  const value = BigInt(whole + decimals.slice(0, PLACES).padEnd(PLACES, '0'));
  return sign ? -value : value;
}

/** VAT as printed ("23", "8%") in whole percent; none for "zw" and the like. */
export function vatPercent(rate: string): bigint {
  return BigInt(/^\s*(\d{1,2})\s*%?\s*$/.exec(rate)?.[1] ?? 0);
}

/** Divides, half away from zero. */
export function divided(value: bigint, by: bigint): bigint {
  const rounded = ((value < 0n ? -value : value) * 2n + by) / (2n * by);
  return value < 0n ? -rounded : rounded;
}

/** Gross grosze of a net amount in grosze. */
export function grossOf(net: number, vatRate: string): number {
  return Number(divided(BigInt(net) * (100n + vatPercent(vatRate)), 100n));
}

/**
 * Rounds amounts in order to whole grosze, so that all of them add up to the rounded sum: nothing is lost or invented.
 * Each is off by less than a grosz.
 */
export function roundedParts(exact: readonly bigint[]): number[] {
  let sum = 0n;
  let given = 0n;
  return exact.map((part) => {
    sum += part;
    const rounded = divided(sum, GROSZ) - given;
    given += rounded;
    return Number(rounded);
  });
}
