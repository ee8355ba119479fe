import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/**
 * A named stream of random numbers: equal names give equal streams, and different names are independent.
 * A customer is then the same in worlds of any size.
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
