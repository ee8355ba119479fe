// The box structure of ISO base media files, which HEIC is one of.
import { Broken } from './refused';

/** A box: its type, where it begins, where its content does, and where it ends. */
export interface Box {
  type: string;
  at: number;
  content: number;
  end: number;
}

/**
 * The box that begins at `at`.
 * @param head its first 16 bytes, fewer at the end of the file
 * @param limit where what holds it ends
 */
export function boxAt(head: Buffer, at: number, limit: number): Box {
  if (head.length < 8) throw new Broken();
  const size = head.readUInt32BE(0);
  const isLong = size === 1;
  if (isLong && head.length < 16) throw new Broken();
  const length = isLong ? Number(head.readBigUInt64BE(8)) : size === 0 ? limit - at : size;
  const content = at + (isLong ? 16 : 8);
  const end = at + length;
  if (end < content || end > limit) throw new Broken();
  return { type: head.toString('latin1', 4, 8), at, content, end };
}

/** The boxes within a part of a buffer. */
export function boxesIn(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < to; at = boxes.at(-1)!.end)
    boxes.push(boxAt(bytes.subarray(at, Math.min(at + 16, to)), at, to));
  return boxes;
}

/** Turns a box of a buffer into one that readers skip, of the same size, so that all offsets stay true. */
export function blank(bytes: Buffer, box: Box): void {
  bytes.write('free', box.at + 4, 'latin1');
  bytes.fill(0, box.content, box.end);
}

/** Reads numbers one after another. */
export class Numbers {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
    private readonly end: number,
  ) {}

  /** @param size in bytes, 0 to 8; nothing is zero */
  next(size: number): number {
    if (this.at + size > this.end || ![0, 1, 2, 4, 8].includes(size)) throw new Broken();
    const at = this.at;
    this.at += size;
    if (size === 8) return Number(this.bytes.readBigUInt64BE(at));
    return size === 0 ? 0 : this.bytes.readUIntBE(at, size);
  }
}
