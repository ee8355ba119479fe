import { orientationOf, orientationTiff } from './exif';
import { keep, type Piece } from './pieces';
import type { Bytes } from './received-file';
import { Broken, checkPixels } from './refused';

const MARKER = {
  SOI: 0xd8,
  EOI: 0xd9,
  SOS: 0xda,
  COM: 0xfe,
  APP0: 0xe0,
  APP1: 0xe1,
  APP2: 0xe2,
  APP14: 0xee,
  APP15: 0xef,
};
/** Entropy-coded data is searched for the next marker in steps of this size. */
const STEP = 32 * 1024;
/** Progressive pictures have about ten scans; each costs a viewer a pass over all pixels. */
const MOST_SCANS = 100;
/** A segment's length takes two bytes. */
const LONGEST_SEGMENT = 65_537;
const EXIF = 'Exif\0\0';

/**
 * What is kept of a JPEG: the picture, its colour profile and orientation. Metadata and all that follows the picture go,
 * since phones append videos and further pictures with positions of their own.
 */
export async function jpegPieces(file: Bytes): Promise<Piece[]> {
  const pieces: Piece[] = [];
  keep(pieces, 0, 2);
  let [at, scans, hasFrame, hasOrientation] = [2, 0, false, false];
  for (;;) {
    const head = await file.read(at, 4);
    if (head.length < 2 || head[0] !== 0xff) throw new Broken();
    const marker = head[1]!;
    // Any number of bytes 0xFF may precede a marker.
    if (marker === 0xff) at++;
    else if (marker === MARKER.EOI) {
      if (!hasFrame || scans === 0) throw new Broken();
      keep(pieces, at, at + 2);
      return pieces;
    } else {
      const end = at + 2 + lengthOf(head);
      if (end > file.size) throw new Broken();
      const segment = await file.read(at, Math.min(end - at, LONGEST_SEGMENT));
      const orientation = hasOrientation ? 1 : exifOrientation(marker, segment);
      if (orientation > 1) {
        pieces.push(exifSegment(orientation));
        hasOrientation = true;
      }
      if (isFrame(marker)) {
        if (segment.length < 9) throw new Broken();
        checkPixels(segment.readUInt16BE(7), segment.readUInt16BE(5));
        hasFrame = true;
      }
      if (isKept(marker, segment)) keep(pieces, at, end);
      at = end;
      if (marker !== MARKER.SOS) continue;
      if (++scans > MOST_SCANS) throw new Broken();
      at = await endOfScan(file, end);
      keep(pieces, end, at);
    }
  }
}

function lengthOf(head: Buffer): number {
  const length = head.length < 4 ? 0 : head.readUInt16BE(2);
  if (length < 2) throw new Broken();
  return length;
}

/** SOF0 to SOF15, but for the three markers among them that are something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function isKept(marker: number, segment: Buffer): boolean {
  const starts = (text: string) => segment.toString('latin1', 4, 4 + text.length) === text;
  if (marker === MARKER.APP0) return starts('JFIF\0');
  if (marker === MARKER.APP2) return starts('ICC_PROFILE\0');
  // Without it the colours of some pictures are wrong.
  if (marker === MARKER.APP14) return starts('Adobe');
  return marker !== MARKER.COM && (marker < MARKER.APP0 || marker > MARKER.APP15);
}

function exifOrientation(marker: number, segment: Buffer): number {
  const isExif = marker === MARKER.APP1 && segment.toString('latin1', 4, 4 + EXIF.length) === EXIF;
  return isExif ? orientationOf(segment.subarray(4 + EXIF.length)) : 1;
}

function exifSegment(orientation: number): Buffer {
  const tiff = orientationTiff(orientation);
  const head = Buffer.from([0xff, MARKER.APP1, 0, 2 + EXIF.length + tiff.length]);
  return Buffer.concat([head, Buffer.from(EXIF, 'latin1'), tiff]);
}

/** Where the marker after a scan's data is: inside them 0xFF is followed by zero, a restart marker or another 0xFF. */
async function endOfScan(file: Bytes, from: number): Promise<number> {
  for (let at = from; ;) {
    const data = await file.read(at, STEP);
    if (data.length < 2) throw new Broken();
    let found = data.indexOf(0xff);
    while (found >= 0 && found + 1 < data.length) {
      const next = data[found + 1]!;
      if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at + found;
      found = data.indexOf(0xff, found + 1);
    }
    // The last byte is looked at again with the one after it.
    at += found < 0 ? data.length : data.length - 1;
  }
}
