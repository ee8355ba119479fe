// Files as customers send them, and the requests that carry them.
import { deflateSync, crc32 } from 'node:zlib';
import yazl from 'yazl';
import { buffer } from 'node:stream/consumers';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** In every piece of metadata: no stored file may hold it. */
export const SECRET = 'N52.2297 E21.0122';

/** A multipart request with one file. */
export function form(
  name: string,
  bytes: Buffer | string,
  { field = 'file', type = 'application/octet-stream' } = {},
): { payload: Buffer; headers: Record<string, string> } {
  const boundary = 'granica-7Qk';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  return {
    payload: Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'apollo-require-preflight': '1',
    },
  };
}

export const pdf = (text = 'umowa'): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);

/** An Exif block as phones write it, with an orientation and a position. */
export function exif(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  return Buffer.concat([tiff, Buffer.from(SECRET)]);
}

const segment = (marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};

/** A JPEG of one scan, with the metadata and the trailer that phones write. */
export function jpeg({
  width = 8,
  height = 8,
  orientation = 6,
  trailer = SECRET,
  pixels = 5000,
} = {}): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  // Stuffed bytes, a restart marker, and nothing that looks like another one.
  const data = Buffer.alloc(pixels - (pixels % 7), Buffer.from([0x12, 0xff, 0x00, 0x9a, 0xff, 0xd3, 0x77]));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(orientation)])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SECRET}</x:xmpmeta>`)),
    segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01profil', 'latin1')),
    segment(0xe2, Buffer.from(`MPF\0${SECRET}`)),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${SECRET}`)),
    segment(0xfe, Buffer.from(SECRET)),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc0, frame),
    segment(0xc4, Buffer.alloc(20)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    data,
    Buffer.from([0xff, 0xd9]),
    Buffer.from(trailer),
  ]);
}

const chunk = (type: string, content: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
};

/** A grey PNG with a text, a date, an orientation and a position. */
export function png({ width = 4, height = 4, orientation = 3 } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc(Math.min(height, 16) * (Math.min(width, 16) + 1));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f])),
    chunk('tEXt', Buffer.from(`Comment\0${SECRET}`)),
    chunk('eXIf', exif(orientation)),
    chunk('IDAT', deflateSync(rows)),
    chunk('tIME', Buffer.alloc(7)),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(SECRET),
  ]);
}

export const box = (type: string, ...content: (Buffer | string)[]): Buffer => {
  const bytes = Buffer.concat(content.map((one) => Buffer.from(one as string, 'latin1')));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, bytes]);
};

const u16 = (n: number): Buffer => Buffer.from([n >> 8, n & 255]);
const u32 = (n: number): Buffer => Buffer.concat([u16(n >>> 16), u16(n & 0xffff)]);
const entry = (id: number, type: string): Buffer => box('infe', u32(2 << 24), u16(id), u16(0), type, '\0');

export const PICTURE = 'obraz-obraz-obraz';

/** A HEIC as iPhones write it: a picture, its metadata in the same data, and a video after it. */
export function heic({ width = 4032, height = 3024 } = {}): Buffer {
  const start = box('ftyp', 'heic\0\0\0\0mif1heic');
  const meta = (at: number): Buffer => {
    const item = (id: number, from: number, length: number) =>
      Buffer.concat([u16(id), u16(0), u16(1), u32(from), u32(length)]);
    return box(
      'meta',
      u32(0),
      box('hdlr', u32(0), u32(0), 'pict', Buffer.alloc(13)),
      box('pitm', u32(0), u16(1)),
      box('iinf', u32(0), u16(3), entry(1, 'hvc1'), entry(2, 'Exif'), entry(3, 'mime')),
      box(
        'iloc',
        u32(0),
        Buffer.from([0x44, 0]),
        u16(3),
        item(1, at + SECRET.length, PICTURE.length),
        item(2, at + SECRET.length + PICTURE.length, SECRET.length),
        item(3, at, SECRET.length),
      ),
      box(
        'iprp',
        box('ipco', box('ispe', u32(0), u32(width), u32(height)), box('irot', '\x03'), box('udes', SECRET)),
      ),
      box('uuid', SECRET),
    );
  };
  const at = start.length + meta(0).length + 8;
  return Buffer.concat([start, meta(at), box('mdat', SECRET, PICTURE, SECRET, SECRET), box('moov', SECRET)]);
}

/** The list of types of a Word document, with further ones. */
export const wordTypes = (more = '', main = `${WORD}.main+xml`) =>
  `<Types><Override PartName="/word/document.xml" ContentType="${main}"/>${more}</Types>`;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A Word document with these parts besides the needed ones. */
export async function docx(more: Record<string, Buffer | string> = {}, needed = true): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const parts = needed
    ? { '[Content_Types].xml': wordTypes(), 'word/document.xml': '<w:document/>', ...more }
    : more;
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  return buffer(zip.outputStream);
}
