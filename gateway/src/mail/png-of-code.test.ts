import jsQR from 'jsqr';
import { inflateSync } from 'node:zlib';
import { pngOfCode } from './png-of-code';

/** Reads the picture by its chunks, as the PNG specification says. */
function pixels(png: Buffer): { data: Uint8ClampedArray; side: number } {
  const packed: Buffer[] = [];
  let side = 0;
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') side = data.readUInt32BE(0);
    if (type === 'IDAT') packed.push(data);
    at += length + 12;
  }
  const lines = inflateSync(Buffer.concat(packed));
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const bit = (lines[y * (side / 8 + 1) + 1 + (x >> 3)]! >> (7 - (x & 7))) & 1;
      data.set([bit * 255, bit * 255, bit * 255, 255], (y * side + x) * 4);
    }
  return { data, side };
}

it('a banking app reads the transfer from the picture', () => {
  const code = '9992000001|PL|71109010149999000000000001|012300|Jasna Energia|FV/2026/03/15|||';
  const { data, side } = pixels(pngOfCode(code));
  expect(jsQR(data, side, side)?.data).toBe(code);
});
