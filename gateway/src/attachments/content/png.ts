import { crc32 } from 'node:zlib';
import { orientationOf, orientationTiff } from './exif';
import { keep, type Piece } from './pieces';
import type { Bytes } from './received-file';
import { Broken, checkPixels } from './refused';

const SIGNATURE_LENGTH = 8;
/** Length, type and checksum of a chunk. */
const FRAME = 12;
/** Exif is at most as long as in a JPEG. */
const LONGEST_EXIF = 64 * 1024;

/** Encoders write chunks of some kilobytes. */
const MOST_CHUNKS = 20_000;

/** The picture, how its colours are meant, and the frames of an animation. */
const KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(
    ' ',
  ),
);

/** What is kept of a PNG: texts, dates and positions go, as does what follows the picture. */
export async function pngPieces(file: Bytes): Promise<Piece[]> {
  const pieces: Piece[] = [];
  keep(pieces, 0, SIGNATURE_LENGTH);
  let [chunks, hasPixels] = [0, false];
  for (let at = SIGNATURE_LENGTH; ;) {
    if (++chunks > MOST_CHUNKS) throw new Broken();
    const head = await file.read(at, 8);
    if (head.length < 8) throw new Broken();
    const [length, type] = [head.readUInt32BE(0), head.toString('latin1', 4, 8)];
    const end = at + FRAME + length;
    if (end > file.size || (type === 'IHDR') !== (at === SIGNATURE_LENGTH)) throw new Broken();
    if (type === 'IHDR') await checkHeader(file, at + 8, length);
    if (type === 'IDAT') hasPixels = true;
    if (type === 'eXIf')
      pieces.push(...orientationChunk(await file.read(at + 8, Math.min(length, LONGEST_EXIF))));
    if (KEPT.has(type)) keep(pieces, at, end);
    at = end;
    if (type !== 'IEND') continue;
    if (!hasPixels) throw new Broken();
    return pieces;
  }
}

async function checkHeader(file: Bytes, at: number, length: number): Promise<void> {
  const header = await file.read(at, 13);
  if (length !== 13 || header.length < 13) throw new Broken();
  checkPixels(header.readUInt32BE(0), header.readUInt32BE(4));
}

function orientationChunk(exif: Buffer): Buffer[] {
  const orientation = orientationOf(exif);
  if (orientation === 1) return [];
  const content = Buffer.concat([Buffer.from('eXIf', 'latin1'), orientationTiff(orientation)]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length - 4);
  checksum.writeUInt32BE(crc32(content));
  return [Buffer.concat([length, content, checksum])];
}
