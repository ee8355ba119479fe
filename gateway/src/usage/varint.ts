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

/** Packs numbers one after another; used again after each `take`. */
export class NumberPacker {
  private bytes = Buffer.allocUnsafe(1024);
  private length = 0;

  /** A whole number from 0 to 2^53: seven bits a byte, the lowest first. */
  add(number: number): void {
    if (this.length + MOST_BYTES > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes, Buffer.allocUnsafe(this.bytes.length)]);
    let rest = number;
    // Divided rather than shifted while it does not fit 32 bits: a plant's hour.
    for (; rest > 0x7fffffff; rest = Math.floor(rest / 128)) this.bytes[this.length++] = (rest % 128) + 128;
    for (; rest >= 128; rest >>= 7) this.bytes[this.length++] = (rest & 127) | 128;
    this.bytes[this.length++] = rest;
  }

  /** What was added since the last time. */
  take(): Buffer {
    return Buffer.from(this.takeText(), 'latin1');
  }

  /** The same as text, a letter a byte. */
  takeText(): string {
    const packed = this.bytes.toString('latin1', 0, this.length);
    this.length = 0;
    return packed;
  }
}

const packer = new NumberPacker();

export function packNumbers(numbers: readonly number[]): Buffer {
  for (const number of numbers) packer.add(number);
  return packer.take();
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
