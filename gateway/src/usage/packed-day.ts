import { packedCodes } from './varint';

/** The intervals of a day, packed, with their sums in watt-hours. */
export interface PackedDay {
  /** All intervals in order: see varint.ts. As text, a letter a byte: threads hand text over faster than bytes. */
  packed: string;
  /** Sum of the measured ones, and the highest of them. */
  wh: number;
  highestWh: number;
  /** How many intervals there are, and how many of them were measured. */
  intervals: number;
  measured: number;
}

/** Packs a day interval by interval. */
export class DayPacker {
  private codes: number[] = [];
  private wh = 0;
  private highestWh = 0;
  private measured = 0;

  /** Null where nothing was measured. */
  add(value: number | null): void {
    if (value === null) return void this.codes.push(0);
    this.measured++;
    this.wh += value;
    if (value > this.highestWh) this.highestWh = value;
    this.codes.push(value + 1);
  }

  /** What was added since the last time. */
  take(): PackedDay {
    const { codes, wh, highestWh, measured } = this;
    this.codes = [];
    this.wh = this.highestWh = this.measured = 0;
    return { packed: packedCodes(codes), wh, highestWh, intervals: codes.length, measured };
  }
}

const packer = new DayPacker();

export function packDay(values: readonly (number | null)[]): PackedDay {
  for (const value of values) packer.add(value);
  return packer.take();
}

/** The bytes of a packed day. */
export function bytesOf({ packed }: Pick<PackedDay, 'packed'>): Buffer {
  return Buffer.from(packed, 'latin1');
}
