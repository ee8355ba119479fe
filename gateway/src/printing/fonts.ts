import { readFileSync } from 'node:fs';

const FAMILY = '@expo-google-fonts/noto-sans';
/** Rules for ligatures, kerning and scripts we never print: reading them takes longer than all the rest of a document. */
const UNUSED = new Set(['GSUB', 'GPOS', 'GDEF']);

/** Noto Sans: Polish and Ukrainian letters, digits of one width, a licence that lets it be embedded. */
export const FONTS = {
  regular: plain(readFileSync(require.resolve(`${FAMILY}/400Regular/NotoSans_400Regular.ttf`))),
  bold: plain(readFileSync(require.resolve(`${FAMILY}/600SemiBold/NotoSans_600SemiBold.ttf`))),
};

/** The font without those tables: twelve bytes, sixteen for each table's tag, checksum, place and length, the tables. */
function plain(font: Buffer): Buffer {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, n) =>
    font.subarray(12 + 16 * n, 28 + 16 * n),
  ).filter((entry) => !UNUSED.has(entry.toString('latin1', 0, 4)));
  const head = Buffer.alloc(12 + 16 * tables.length);
  font.copy(head, 0, 0, 12);
  head.writeUInt16BE(tables.length, 4);
  const contents: Buffer[] = [];
  let place = head.length;
  tables.forEach((entry, n) => {
    const [from, length] = [entry.readUInt32BE(8), entry.readUInt32BE(12)];
    entry.copy(head, 12 + 16 * n);
    head.writeUInt32BE(place, 12 + 16 * n + 8);
    // Each table begins at a multiple of four.
    const padded = Buffer.alloc(Math.ceil(length / 4) * 4);
    font.copy(padded, 0, from, from + length);
    contents.push(padded);
    place += padded.length;
  });
  return Buffer.concat([head, ...contents]);
}
