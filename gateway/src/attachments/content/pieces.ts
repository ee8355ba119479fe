import type { Bytes } from './received-file';

/** Bytes read at a time. */
const CHUNK = 64 * 1024;

/** A part of what is stored: a range of the received file, zeros in place of one, or bytes of our own. */
export type Piece = { from: number; to: number } | { zeros: number } | Buffer;

/** Appends a range, to the last one where they touch: a file of many small parts stays few pieces. */
export function keep(pieces: Piece[], from: number, to: number): void {
  const last = pieces.at(-1);
  if (last && 'to' in last && last.to === from) last.to = to;
  else if (to > from) pieces.push({ from, to });
}

/** How long the stored file is. */
export function sizeOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
}

/** The stored file, from its first byte. A chunk is valid until the next one is asked for. */
export async function* chunksOf(file: Bytes, pieces: readonly Piece[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    const length = lengthOf(piece);
    for (let at = 0; at < length; at += CHUNK) {
      const count = Math.min(CHUNK, length - at);
      if (Buffer.isBuffer(piece)) yield piece.subarray(at, at + count);
      else if ('zeros' in piece) yield Buffer.alloc(count);
      else yield await file.read(piece.from + at, count);
    }
  }
}

function lengthOf(piece: Piece): number {
  if (Buffer.isBuffer(piece)) return piece.length;
  return 'zeros' in piece ? piece.zeros : piece.to - piece.from;
}
