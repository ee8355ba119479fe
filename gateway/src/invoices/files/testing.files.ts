import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jsQR from 'jsqr';

/** Poppler reads PDFs back; bin/test.mjs says where it is missing, and fails with CI=true. */
export const HAS_POPPLER = !process.env.EBOK_NO_POPPLER;

/** What a Poppler program says of a PDF. */
export function poppler(program: 'pdftotext' | 'pdfinfo', pdf: Buffer, ...options: string[]): string {
  const input = program === 'pdftotext' ? ['-', '-'] : ['-'];
  return execFileSync(program, [...options, ...input], {
    input: pdf,
    maxBuffer: 64 * 1024 * 1024,
  }).toString();
}

/** The text with every run of blanks, of whatever kind, as one. */
export function textOf(pdf: Buffer): string {
  return poppler('pdftotext', pdf, '-layout').replace(/\s+/gu, ' ');
}

/** What the QR codes hold, on all pages unless pdftoppm's options say which. */
export function qrCodes(pdf: Buffer, ...options: string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'ebok-qr-'));
  try {
    writeFileSync(path.join(folder, 'in.pdf'), pdf);
    execFileSync('pdftoppm', [
      '-r',
      '120',
      ...options,
      path.join(folder, 'in.pdf'),
      path.join(folder, 'page'),
    ]);
    const pages = readdirSync(folder).filter((name) => name.endsWith('.ppm'));
    return pages.sort().flatMap((name) => codesOf(readFileSync(path.join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The decoder finds one code: each found is painted over, and the page looked at again. */
function codesOf(ppm: Buffer): string[] {
  const [, columns, lines] = /^P6\s(\d+)\s(\d+)\s255\s/.exec(ppm.toString('latin1', 0, 40))!.map(Number);
  const [width, height] = [columns!, lines!];
  const start = ppm.length - width * height * 3;
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let n = 0; n < width * height; n++) pixels.set(ppm.subarray(start + n * 3, start + n * 3 + 3), n * 4);
  const find = () => jsQR(pixels, width, height, { inversionAttempts: 'dontInvert' });
  const found: string[] = [];
  for (let code = find(); code; code = find()) {
    found.push(Buffer.from(code.binaryData).toString());
    const { topLeftCorner: from, bottomRightCorner: to } = code.location;
    for (let y = Math.floor(from.y) - 4; y < to.y + 4; y++)
      pixels.fill(255, (y * width + Math.floor(from.x) - 4) * 4, (y * width + Math.ceil(to.x) + 4) * 4);
  }
  return found;
}
