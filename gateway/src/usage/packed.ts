/**
 * A day's intervals in few bytes: each value in watt-hours plus one, seven bits a byte, the lowest first; 0 is a gap.
 * An hour of a household takes one or two bytes.
 */
export function pack(values: readonly (number | null)[]): Buffer {
  const bytes: number[] = [];
  for (const value of values) {
    // Divided rather than shifted: a plant's hour does not fit 32 bits.
    let rest = value === null ? 0 : value + 1;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}

/** The other way. */
export function unpack(packed: Uint8Array): (number | null)[] {
  const values: (number | null)[] = [];
  let value = 0;
  let unit = 1;
  for (const byte of packed) {
    value += (byte % 128) * unit;
    unit *= 128;
    if (byte >= 128) continue;
    values.push(value === 0 ? null : value - 1);
    value = 0;
    unit = 1;
  }
  return values;
}
