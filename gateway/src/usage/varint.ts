import { isBlocks, MOST_PACKED, packBlocks, unpackBlocks } from './bit-blocks';

/** A day's intervals, each as its value in watt-hours plus one; 0 is a gap. */
export function unpackValues(packed: Uint8Array): (number | null)[] {
  // Older builds stored varints, and so do days of large plants.
  const codes = isBlocks(packed) ? unpackBlocks(packed) : unpackNumbers(packed);
  return codes.map((code) => (code === 0 ? null : code - 1));
}

/**
 * The other way.
 * @param codes values plus one, 0 for a gap
 * @returns text, a letter a byte
 */
export function packedCodes(codes: readonly number[]): string {
  const isSmall = codes.length <= 255 && codes.every((code) => code < MOST_PACKED);
  return (isSmall ? packBlocks(codes) : packNumbers(codes)).toString('latin1');
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
    const packed = Buffer.from(this.bytes.subarray(0, this.length));
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
