import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** Pixels of a module: sharp at the size that the mail shows, on screens with twice the pixels too. */
const PIXELS = 8;

/**
 * A QR code as PNG, with its white margin: mail programs show no SVG. One bit a pixel and no filters, so that the format
 * needs three chunks and no library.
 */
export function pngOfCode(code: string): Buffer {
  const { data, size } = encode(code, { ecc: 'L', border: 4 });
  const side = size * PIXELS;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit a pixel, greyscale; the rest are the only values that the format knows.
  header[8] = 1;
  const lines = data.flatMap((row) => Array<Buffer>(PIXELS).fill(line(row)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A line of pixels: a byte for the filter, none, then a byte for each module, since a module has eight pixels. */
function line(row: readonly boolean[]): Buffer {
  return Buffer.from([0, ...row.map((isDark) => (isDark ? 0x00 : 0xff))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
