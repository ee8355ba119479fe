import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/**
 * A stream of chances with a name: the same name gives the same stream, and different names have nothing to do with one another, so a
 * customer is the same however many others there are.
 */
export class Chance {
  private readonly source;

  constructor(...name: (string | number)[]) {
    const hash = createHash('sha256').update(name.join('/')).digest();
    this.source = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => hash.readInt32LE(at)));
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return uniformInt(this.source, from, to);
  }

  /** From 0 up to, not including, 1. */
  part(): number {
    return (this.source.next() >>> 0) / 0x1_0000_0000;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)]!;
  }

  /** Upper-case hexadecimal digits. */
  hex(length: number): string {
    return Array.from({ length }, () => this.int(0, 15).toString(16))
      .join('')
      .toUpperCase();
  }
}
