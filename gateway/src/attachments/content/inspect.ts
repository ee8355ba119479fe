import { checkDocx } from './docx';
import { heicPieces, isHeic } from './heic';
import { jpegPieces } from './jpeg';
import type { Piece } from './pieces';
import { pngPieces } from './png';
import type { ReceivedFile } from './received-file';
import { Refused } from './refused';
import { checkText } from './text';

/** A type of file that is accepted. */
export interface FileType {
  mimeType: string;
  /** The usual one first. */
  extensions: readonly string[];
}

/** A file that is accepted: its type, and what is stored of it. */
export interface Accepted {
  type: FileType;
  pieces: Piece[];
}

/** A type by its first bytes, and what else must hold. */
interface Format extends FileType {
  isOne: (start: Buffer) => boolean;
  /** @throws Refused */
  pieces: (file: ReceivedFile) => Promise<Piece[]>;
}

const START = 512;
const startsWith = (signature: string) => (start: Buffer) =>
  start.toString('latin1', 0, signature.length) === signature;

const FORMATS: readonly Format[] = [
  {
    mimeType: 'application/pdf',
    extensions: ['pdf'],
    isOne: startsWith('%PDF-'),
    // A program inside is the scanner's and the reader's concern: it is served as a download that cannot run here.
    pieces: async (file) => whole(file),
  },
  {
    mimeType: 'image/jpeg',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    isOne: startsWith('\xff\xd8\xff'),
    pieces: jpegPieces,
  },
  { mimeType: 'image/png', extensions: ['png'], isOne: startsWith('\x89PNG\r\n\x1a\n'), pieces: pngPieces },
  { mimeType: 'image/heic', extensions: ['heic', 'heif'], isOne: isHeic, pieces: heicPieces },
  {
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
    isOne: startsWith('PK\x03\x04'),
    pieces: async (file) => {
      await checkDocx(file.fd, file.size);
      return whole(file);
    },
  },
  {
    mimeType: 'text/plain',
    extensions: ['txt'],
    isOne: () => true,
    pieces: async (file) => {
      await checkText(file);
      return whole(file);
    },
  },
];

/**
 * Decides by the content what a file is, and what of it is stored: positions in pictures are not.
 * @throws Refused with the sentence for the customer
 */
export async function inspect(file: ReceivedFile): Promise<Accepted> {
  if (file.size === 0) throw new Refused('INVALID_VALUE', 'attachment.empty');
  const start = await file.read(0, START);
  const type = FORMATS.find(({ isOne }) => isOne(start))!;
  return { type, pieces: await type.pieces(file) };
}

function whole({ size }: ReceivedFile): Piece[] {
  return [{ from: 0, to: size }];
}
