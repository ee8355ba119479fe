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

/** The most bytes of one number. */
const MOST_BYTES = 8;
let scratch = Buffer.allocUnsafe(1024);

/** Whole numbers from 0 to 2^53, seven bits a byte, the lowest first. */
export function packNumbers(numbers: readonly number[]): Buffer {
  if (numbers.length * MOST_BYTES > scratch.length)
    scratch = Buffer.allocUnsafe(numbers.length * MOST_BYTES * 2);
  let at = 0;
  for (const number of numbers) {
    let rest = number;
    // Divided rather than shifted while it does not fit 32 bits: a plant's hour.
    for (; rest > 0x7fffffff; rest = Math.floor(rest / 128)) scratch[at++] = (rest % 128) + 128;
    for (; rest >= 128; rest >>= 7) scratch[at++] = (rest & 127) | 128;
    scratch[at++] = rest;
  }
  return Buffer.from(scratch.subarray(0, at));
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
