/**
 * A day's intervals in few bytes: each value in watt-hours plus one; 0 is a gap.
 * An hour of a household takes one or two bytes.
 */
export function packValues(values: readonly (number | null)[]): Buffer {
  return packNumbers(values.map((value) => (value === null ? 0 : value + 1)));
}

/** The other way. */
export function unpackValues(packed: Uint8Array): (number | null)[] {
  return unpackNumbers(packed).map((value) => (value === 0 ? null : value - 1));
}

/** Whole numbers from 0 to 2^53, seven bits a byte, the lowest first. */
export function packNumbers(numbers: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (const number of numbers) {
    // Divided rather than shifted: a plant's hour does not fit 32 bits.
    let rest = number;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}

/** The other way. */
export function unpackNumbers(packed: Uint8Array): number[] {
  const numbers: number[] = [];
  let number = 0;
  let unit = 1;
  for (const byte of packed) {
    number += (byte % 128) * unit;
    unit *= 128;
    if (byte >= 128) continue;
    numbers.push(number);
    number = 0;
    unit = 1;
  }
  return numbers;
}
