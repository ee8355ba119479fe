import { boxesIn, Numbers, type Box } from './boxes';
import { Broken } from './refused';

/** A HEIC that was cut into more parts is none that a camera made. */
const MOST_ITEMS = 5000;
const MOST_EXTENTS = 20_000;

/** The parts of an item: in the file, or in the box `idat`. */
export interface Item {
  id: number;
  isInFile: boolean;
  extents: { from: number; to: number }[];
}

/** Item id → its type, such as `hvc1` (a picture) or `Exif`. */
export function itemTypes(meta: Buffer, iinf: Box): Map<number, string> {
  const version = meta[iinf.content]!;
  const entries = boxesIn(meta, iinf.content + (version === 0 ? 6 : 8), iinf.end);
  if (entries.length > MOST_ITEMS) throw new Broken();
  return new Map(entries.map((entry) => itemType(meta, entry)));
}

function itemType(meta: Buffer, { type, content, end }: Box): [number, string] {
  const numbers = new Numbers(meta, content, end);
  const version = numbers.next(1);
  if (type !== 'infe' || version < 2 || version > 3) throw new Broken();
  numbers.next(1);
  numbers.next(2);
  const id = numbers.next(version === 2 ? 2 : 4);
  numbers.next(2);
  const name = numbers.next(4);
  return [id, Buffer.from([name >>> 24, name >>> 16, name >>> 8, name]).toString('latin1')];
}

/** Where each item's bytes are (`iloc`). */
export function itemLocations(meta: Buffer, { content, end }: Box): Item[] {
  const numbers = new Numbers(meta, content, end);
  const version = numbers.next(1);
  if (version > 2) throw new Broken();
  numbers.next(1);
  numbers.next(2);
  const sizes = numbers.next(2);
  const [offset, length, base] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const index = version === 0 ? 0 : sizes & 15;
  const items = numbers.next(version < 2 ? 2 : 4);
  if (items > MOST_ITEMS) throw new Broken();
  let left = MOST_EXTENTS;
  return Array.from({ length: items }, () => {
    const id = numbers.next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : numbers.next(2) & 15;
    // Bytes of another file, or of another item.
    if (method > 1 || numbers.next(2) !== 0) throw new Broken();
    const start = numbers.next(base);
    const count = numbers.next(2);
    if ((left -= count) < 0) throw new Broken();
    const extents = Array.from({ length: count }, () => {
      numbers.next(index);
      const from = start + numbers.next(offset);
      return { from, to: from + numbers.next(length) };
    });
    return { id, isInFile: method === 0, extents };
  });
}
