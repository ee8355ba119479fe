import { encode } from 'uqr';
import type { Element, Sheet } from './sheet';

export interface QrOptions {
  code: string;
  ecc: 'L' | 'M';
  x: number;
  y: number;
  size: number;
  /** The content as text, for screen readers. */
  alternative: string;
}

/** A QR code as one path, with the white margin of four modules that belongs to it. */
export function drawQr(sheet: Sheet, parent: Element, options: QrOptions): void {
  const { code, ecc, x, y, size, alternative } = options;
  const { data, size: modules } = encode(code, { ecc, border: 4 });
  const side = size / modules;
  const draw = () => {
    sheet.doc.rect(x, y, size, size).fill('#ffffff');
    data.forEach((row, line) => {
      for (let from = 0; from < row.length; from++) {
        if (!row[from]) continue;
        const start = from;
        while (row[from + 1]) from++;
        sheet.doc.rect(x + start * side, y + line * side, (from - start + 1) * side, side);
      }
    });
    sheet.doc.fill('#000000');
  };
  sheet.mark(parent, 'Figure', draw, { alt: alternative, bbox: [x, y, x + size, y + size] });
}
