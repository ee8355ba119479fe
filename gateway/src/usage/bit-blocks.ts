// Numbers in as few bits as the largest of their neighbours takes: a night takes fewer than an evening.

/** Begins what is packed so. It is no number of `varint.ts`, which writes 0 as one byte. */
const MARK = [0x80, 0x00] as const;
/** Numbers that share a width. */
const BLOCK = 16;
/** Below this numbers fit the arithmetic of 32 bits, with seven bits left over from their neighbours. */
export const MOST_PACKED = 2 ** 24;

let bytes = Buffer.allocUnsafe(1024);

/** Whether bytes were packed by `packBlocks`. */
export function isBlocks(packed: Uint8Array): boolean {
  return packed[0] === MARK[0] && packed[1] === MARK[1];
}

/**
 * Packs at most 255 whole numbers below `MOST_PACKED`: how many there are, then a byte with the width of each block and its bits, the lowest first.
 * @returns bytes that are valid until the next call
 */
export function packBlocks(numbers: readonly number[]): Buffer {
  if (numbers.length * 4 + 64 > bytes.length) bytes = Buffer.allocUnsafe(numbers.length * 8 + 64);
  let at = 0;
  bytes[at++] = MARK[0];
  bytes[at++] = MARK[1];
  bytes[at++] = numbers.length;
  for (let first = 0; first < numbers.length; first += BLOCK) {
    const end = Math.min(first + BLOCK, numbers.length);
    let all = 0;
    for (let n = first; n < end; n++) all |= numbers[n]!;
    const width = 32 - Math.clz32(all);
    bytes[at++] = width;
    let [rest, bits] = [0, 0];
    for (let n = first; n < end; n++) {
      rest |= numbers[n]! << bits;
      for (bits += width; bits >= 8; bits -= 8) {
        bytes[at++] = rest & 255;
        rest >>>= 8;
      }
    }
    if (bits > 0) bytes[at++] = rest;
  }
  return bytes.subarray(0, at);
}

/** The other way. */
export function unpackBlocks(packed: Uint8Array): number[] {
  const count = packed[2]!;
  const numbers: number[] = [];
  let at = 3;
  while (numbers.length < count) {
    const width = packed[at++]!;
    const end = Math.min(numbers.length + BLOCK, count);
    let [rest, bits] = [0, 0];
    while (numbers.length < end) {
      for (; bits < width; bits += 8) rest |= packed[at++]! << bits;
      numbers.push(rest & ((1 << width) - 1));
      rest >>>= width;
      bits -= width;
    }
  }
  return numbers;
}
