import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { crc32, inflateRawSync } from 'node:zlib';
import jsQR from 'jsqr';

/** An archive's files in order, read as unpackers do: from the list at its end. */
export function unzipped(zip: Buffer): { name: string; bytes: Buffer }[] {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const [method, checksum, length] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 20),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const stored = zip.subarray(start, start + length);
    const bytes = method === 8 ? inflateRawSync(stored) : stored;
    if (crc32(bytes) !== checksum) throw new Error(`${name} is broken`);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return { name, bytes };
  });
}

/** Poppler reads PDFs back; bin/test.mjs reports when it is missing, and fails with CI=true. */
export const HAS_POPPLER = !process.env.EBOK_NO_POPPLER;

const MOST = 64 * 1024 * 1024;
const DPI = 120;

/** Output of a Poppler program for a PDF. */
export function poppler(program: 'pdftotext' | 'pdfinfo', pdf: Buffer, ...options: string[]): string {
  const input = program === 'pdftotext' ? ['-', '-'] : ['-'];
  return execFileSync(program, [...options, ...input], { input: pdf, maxBuffer: MOST }).toString();
}

/** The text, with each run of blanks of any kind as one. */
export function textOf(pdf: Buffer): string {
  return plain(poppler('pdftotext', pdf, '-layout'));
}

function plain(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

/** Contents of the QR codes on all pages, or on those that pdftoppm's options select. */
export function qrCodes(pdf: Buffer, ...options: string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'ebok-qr-'));
  try {
    writeFileSync(path.join(folder, 'in.pdf'), pdf);
    execFileSync('pdftoppm', ['-r', String(DPI), ...options, 'in.pdf', 'page'], { cwd: folder });
    const pages = readdirSync(folder).filter((name) => name.endsWith('.ppm'));
    return pages.sort().flatMap((name) => codesOf(readFileSync(path.join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A file that several programs read at the same time. */
export interface PdfFile {
  /** Of each page, every run of blanks as one. */
  pages: string[];
  isTagged: boolean;
  /** How many pictures there are, whether they can be seen or not. */
  figures: number;
  /**
   * Decodes the code on a page between two distances from its left edge; a narrow strip takes a tenth of a
   * page's time.
   */
  code(page: number, from: number, to: number): Promise<string[]>;
  remove(): void;
}

export async function readPdf(pdf: Buffer): Promise<PdfFile> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ebok-pdf-'));
  const file = path.join(folder, 'in.pdf');
  writeFileSync(file, pdf);
  const [text, info] = await Promise.all([
    said('pdftotext', ['-layout', file, '-']),
    said('pdfinfo', [file]),
  ]);
  return {
    pages: text.split('\f').slice(0, -1).map(plain),
    isTagged: /Tagged:\s+yes/.test(info),
    figures: pdf.toString('latin1').match(/\/S \/Figure\b/g)?.length ?? 0,
    code: async (page, from, to) => {
      const name = path.join(folder, `${page}-${from}`);
      const [x, width] = [from, to - from].map((points) => String(Math.round((points * DPI) / 72)));
      const strip = ['-x', x!, '-W', width!, '-f', String(page), '-l', String(page)];
      await said('pdftoppm', ['-r', String(DPI), ...strip, '-singlefile', file, name]);
      return codesOf(readFileSync(`${name}.ppm`), 1);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function said(program: string, options: string[]): Promise<string> {
  return (await promisify(execFile)(program, options, { maxBuffer: MOST })).stdout;
}

/** The decoder finds one code, so each found code is painted over and the page decoded again. */
function codesOf(ppm: Buffer, most = Infinity): string[] {
  const [, columns, lines] = /^P6\s(\d+)\s(\d+)\s255\s/.exec(ppm.toString('latin1', 0, 40))!.map(Number);
  const [width, height] = [columns!, lines!];
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let to = 0, from = ppm.length - width * height * 3; to < pixels.length; to += 4) {
    pixels[to] = ppm[from++]!;
    pixels[to + 1] = ppm[from++]!;
    pixels[to + 2] = ppm[from++]!;
  }
  const find = () =>
    found.length < most ? jsQR(pixels, width, height, { inversionAttempts: 'dontInvert' }) : null;
  const found: string[] = [];
  for (let code = find(); code; code = find()) {
    found.push(Buffer.from(code.binaryData).toString());
    const { topLeftCorner: from, bottomRightCorner: to } = code.location;
    for (let y = Math.floor(from.y) - 4; y < to.y + 4; y++)
      pixels.fill(255, (y * width + Math.floor(from.x) - 4) * 4, (y * width + Math.ceil(to.x) + 4) * 4);
  }
  return found;
}
