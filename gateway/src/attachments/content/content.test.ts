import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import {
  box,
  docx,
  DOCX,
  exif,
  form,
  heic,
  jpeg,
  pdf,
  PICTURE,
  png,
  SECRET,
  wordTypes,
} from '../../../testing/attachments';
import { startApi, type Api } from '../../../testing/api';
import { ENGINES } from '../../../testing/database';
import { customerRow } from '../../../testing/world';
import { keyOf } from '../../database/columns';
import { orientationOf } from './exif';

const A = keyOf('A');
const TYPES = '[Content_Types].xml';
const TYPE =
  'Tego rodzaju pliku nie można dołączyć. Wybierz PDF, zdjęcie (JPEG, PNG, HEIC), TXT albo DOCX bez makr.';
const BROKEN = expect.stringMatching(
  /^Tego pliku nie da się odczytać: jest uszkodzony albo niepełny\./,
) as string;

/** As Notepad saves it. */
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('an uploaded file', () => {
  let api: Api;
  let cookie: string;
  beforeAll(async () => {
    api = await startApi(ENGINES[0]!);
    await api.insert('customers', [customerRow('A')]);
  });
  afterAll(() => api.close());
  // A user may upload so many in an hour, so each test has one of its own.
  beforeEach(async () => {
    cookie = await api.signedIn(A);
  });

  const upload = (name: string, bytes: Buffer | string, type?: string) => {
    const { payload, headers } = form(name, bytes, { type });
    return api.app.inject({
      method: 'POST',
      url: `/files/attachments?customer=${A}`,
      payload,
      headers: { ...headers, cookie },
    });
  };
  /** What is stored of it. */
  const stored = async (name: string, bytes: Buffer, type?: string) => {
    const answer = await upload(name, bytes, type);
    expect([answer.statusCode, answer.body]).toEqual([201, expect.anything()]);
    const { id, ...told } = answer.json<{ id: string; name: string; mimeType: string; size: number }>();
    const url = `/files/attachments/${id}?customer=${A}`;
    const { rawPayload } = await api.app.inject({ url, headers: { cookie } });
    expect(rawPayload.length).toBe(told.size);
    return { ...told, bytes: rawPayload };
  };
  const refused = async (name: string, bytes: Buffer | string, type?: string) => {
    const before = onDisk();
    const answer = await upload(name, bytes, type);
    expect(onDisk()).toEqual(before);
    const [problem] = answer.json<{ problems: { code: string; message: string }[] }>().problems;
    return { status: answer.statusCode, code: problem!.code, message: problem!.message };
  };
  const onDisk = () => {
    const folder = path.join(api.config.filesDir, 'attachments');
    return existsSync(folder) ? readdirSync(folder, { recursive: true }).length : 0;
  };
  const noType = { status: 415, code: 'ATTACHMENT_TYPE', message: TYPE };
  const broken = { status: 422, code: 'INVALID_VALUE', message: BROKEN };

  describe('of another kind is refused, whatever its name and header say', () => {
    const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>napis</text></svg>';
    it.each([
      ['zdjęcie.png', 'image/png', SVG],
      ['a.svg', 'image/svg+xml', `<?xml version="1.0"?>\n${SVG}`],
      ['a.txt', 'text/plain', '\ufeff \n<!doctype html><title>strona</title>'],
      ['a.pdf', 'application/pdf', '<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'],
      [
        'a.mht',
        'text/plain',
        'From: zapisana\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n',
      ],
      ['a.png', 'image/png', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1')],
      ['a.jpg', 'image/jpeg', Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1')],
      ['a.heic', 'image/heic', box('ftyp', 'avif\0\0\0\0mif1avif')],
      ['a.gif', 'image/gif', Buffer.from('GIF89a\x01\0\x01\0', 'latin1')],
      ['a.txt', 'text/plain', 'dzwonek \x07'],
      ['a.svg', 'text/plain', utf16(SVG)],
      ['a.svg', 'text/plain', utf16(SVG).swap16()],
      ['a.txt', 'text/plain', utf16('dzwonek \x07')],
      ['a.txt', 'text/plain', utf16('ą'.repeat(40_000) + '\x00')],
      ['half of a letter', 'text/plain', utf16('abc').subarray(0, -1)],
      ['half of a character', 'text/plain', utf16('a\ud83d')],
      ['a.txt', 'text/plain', Buffer.from([0x61, 0x81, 0x62])],
    ])('%s (%s)', async (name, type, bytes) => {
      expect(await refused(name, bytes, type)).toEqual(noType);
    });

    it('as a document of Word with macros, a table, or any other archive', async () => {
      const macros: Record<string, string>[] = [
        { 'word/vbaProject.bin': 'x' },
        { 'word/vbaData.xml': 'x' },
        { 'word/activeX/activeX1.xml': 'x' },
        { 'word/embeddings/program.exe': 'x' },
        { [TYPES]: wordTypes('', 'application/vnd.ms-word.document.macroEnabled.main+xml') },
        // Found by their type, whatever their names.
        {
          [TYPES]: wordTypes('<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
        },
        {
          [TYPES]: wordTypes(
            '<Default Extension="bin" ContentType="application/vnd.ms-office.vb&#97;Project"/>',
          ),
        },
        { [TYPES]: '<Types/>' },
      ];
      for (const more of macros) expect(await refused('umowa.docx', await docx(more), DOCX)).toEqual(noType);
      expect(await refused('umowa.docx', await docx({ 'a.txt': 'x' }, false), DOCX)).toEqual(noType);
      const table = await docx({ [TYPES]: '<Types/>', 'xl/workbook.xml': 'x' }, false);
      expect(await refused('umowa.docx', table, DOCX)).toEqual(noType);
    });
  });

  describe('that is damaged is refused', () => {
    it.each([
      ['a picture cut short', () => jpeg({ trailer: '' }).subarray(0, -2)],
      ['a picture of headers alone', () => jpeg().subarray(0, 300)],
      ['a picture without pixels', () => jpeg({ width: 0 })],
      ['a picture whose chunk is longer than the file', () => png().subarray(0, 60)],
      ['a signature alone', () => png().subarray(0, 8)],
      ['a box longer than the file', () => heic().subarray(0, -1)],
      ['a first box alone', () => box('ftyp', 'heic\0\0\0\0heic')],
      [
        'an empty list of parts',
        () => Buffer.concat([box('ftyp', 'heic\0\0\0\0heic'), box('meta', '\0\0\0\0')]),
      ],
    ])('%s', async (_what, bytes) => {
      expect(await refused('zdjęcie', bytes())).toEqual(broken);
    });

    it('as an archive: cut short, with parts that share bytes, twice the same name, or a folder outside', async () => {
      const whole = await docx({ 'word/styles.xml': '<w:styles/>'.repeat(50) });
      expect(await refused('umowa.docx', whole.subarray(0, -30))).toEqual(broken);
      expect(await refused('umowa.docx', await docx({ 'word/Document.xml': 'x' }))).toEqual(broken);
      const outside = Buffer.from(
        whole.toString('latin1').replaceAll('word/styles.xml', '../../style.xml'),
        'latin1',
      );
      expect(await refused('umowa.docx', outside)).toEqual(broken);
      // The second part is said to be where the first one is.
      const shared = Buffer.from(whole);
      const list = shared.indexOf('PK\x01\x02', shared.indexOf('PK\x01\x02') + 4);
      shared.writeUInt32LE(0, list + 42);
      expect(await refused('umowa.docx', shared)).toEqual(broken);
    });

    it('as an archive whose list of types is no list, or is too long', async () => {
      const long = await docx({ [TYPES]: ' '.repeat(1024 * 1024 + 1) });
      expect(await refused('umowa.docx', long)).toEqual(broken);
      const bytes = await docx();
      const at = bytes.indexOf(TYPES) + TYPES.length;
      bytes.fill(0xff, at, at + 20);
      expect(await refused('umowa.docx', bytes)).toEqual(broken);
    });

    it('as an archive that says it unpacks to far more than it is', async () => {
      const bytes = await docx({ 'word/styles.xml': 'x'.repeat(100) });
      bytes.writeUInt32LE(400 * 1024 * 1024, bytes.lastIndexOf('PK\x01\x02') + 24);
      expect(await refused('umowa.docx', bytes)).toMatchObject({ status: 413, code: 'ATTACHMENT_TOO_LARGE' });
    });

    it('as a picture of more pixels than a computer has memory for', async () => {
      for (const bytes of [
        jpeg({ width: 50_000, height: 50_000 }),
        png({ width: 50_000, height: 50_000 }),
        heic({ width: 50_000, height: 50_000 }),
      ])
        expect(await refused('zdjęcie', bytes)).toEqual({
          status: 413,
          code: 'ATTACHMENT_TOO_LARGE',
          message: 'To zdjęcie ma za dużo pikseli: najwyżej 70 milionów. Zmniejsz je i dołącz ponownie.',
        });
    });

    it('in little time, however it is built', async () => {
      const empty = Buffer.alloc(12);
      empty.write('tEXt', 4, 'latin1');
      const many = Buffer.concat([png().subarray(0, 33), Buffer.alloc(9_000_000, empty)]);
      const started = performance.now();
      expect(await refused('zdjęcie.png', many)).toEqual(broken);
      const restarts = Buffer.concat([
        jpeg({ trailer: '' }).subarray(0, -2),
        Buffer.alloc(9_000_000, Buffer.from([0xff, 0xd0])),
      ]);
      expect(await refused('zdjęcie.jpg', restarts)).toEqual(broken);
      expect(performance.now() - started).toBeLessThan(6000);
    });
  });

  describe('that is a picture is stored without its position, and is the same picture', () => {
    it('as JPEG', async () => {
      const given = jpeg({ orientation: 6, pixels: 200_000 });
      const { bytes, mimeType, name } = await stored('IMG_0001.JPG', given);
      expect([mimeType, name]).toEqual(['image/jpeg', 'IMG_0001.JPG']);
      expect(bytes.includes(SECRET)).toBe(false);
      expect(orientationOf(bytes.subarray(bytes.indexOf('Exif\0\0') + 6))).toBe(6);
      // Everything from the first table to the end of the picture, and the colour profile.
      const from = given.indexOf(Buffer.from([0xff, 0xdb, 0, 67]));
      const to = given.length - SECRET.length;
      expect(bytes.subarray(-(to - from)).equals(given.subarray(from, to))).toBe(true);
      for (const kept of ['JFIF\0', 'ICC_PROFILE\0\x01\x01profil']) expect(bytes.includes(kept)).toBe(true);
      expect((await stored('a.jpg', jpeg({ orientation: 1 }))).bytes.includes('Exif')).toBe(false);
      // What was stored once is stored as it is.
      expect((await stored('a.jpg', bytes)).bytes.equals(bytes)).toBe(true);
    });

    it('as PNG', async () => {
      const { bytes, mimeType } = await stored('skan', png({ orientation: 3 }));
      expect(mimeType).toBe('image/png');
      expect(bytes.includes(SECRET)).toBe(false);
      expect(chunks(bytes)).toEqual(['IHDR', 'gAMA', 'eXIf', 'IDAT', 'IEND']);
      expect(orientationOf(bytes.subarray(bytes.indexOf('eXIf') + 4))).toBe(3);
      expect(chunks((await stored('skan', png({ orientation: 1 }))).bytes)).not.toContain('eXIf');
    });

    it('as HEIC, where everything that is no picture becomes zeros in its place', async () => {
      const given = heic();
      const { bytes, mimeType, name } = await stored('IMG_0002.HEIC', given);
      expect([mimeType, name, bytes.length]).toEqual(['image/heic', 'IMG_0002.HEIC', given.length]);
      expect(bytes.includes(SECRET)).toBe(false);
      expect(bytes.indexOf(PICTURE)).toBe(given.indexOf(PICTURE));
      const differing = Array.from(given.keys()).filter((at) => given[at] !== bytes[at]);
      const secrets = SECRET.length * 6;
      // The secrets, and the types of three boxes.
      expect(differing.length).toBeLessThanOrEqual(secrets + 12);
      expect(bytes.includes('irot')).toBe(true);
      expect(bytes.includes('moov')).toBe(false);
    });

    it('with what follows the picture cut off, where that is another file', async () => {
      const archive = await docx();
      const { bytes } = await stored('a.jpg', jpeg({ trailer: archive.toString('latin1') }));
      expect(bytes.includes('PK')).toBe(false);
      expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
    });

    it('with an orientation that is none, or a list that does not end, as an upright one', () => {
      expect(orientationOf(exif(9))).toBe(1);
      expect(orientationOf(exif(6).subarray(0, 15))).toBe(1);
      expect(orientationOf(Buffer.from('II*\0\xff\xff\xff\xff', 'latin1'))).toBe(1);
      expect(orientationOf(Buffer.alloc(3))).toBe(1);
    });
  });

  it('of the other kinds is stored as it is', async () => {
    const word = await docx({ 'word/media/image1.png': png() });
    const polish = Buffer.from([0x5a, 0x61, 0xbf, 0xf3, 0xb3, 0xe6, 0x0d, 0x0a]);
    for (const [given, bytes, mimeType] of [
      ['umowa.docx', word, DOCX],
      ['umowa.pdf', pdf(), 'application/pdf'],
      ['notatka.txt', Buffer.from('Zażółć gęślą jaźń 🙂\t1 < 2\r\n'.repeat(9000)), 'text/plain'],
      ['stara.txt', polish, 'text/plain'],
      ['Unicode.txt', utf16('Zażółć gęślą jaźń 🙂\t1 < 2\r\n'.repeat(9000)), 'text/plain'],
      ['Unicode big endian.txt', utf16('Zażółć\r\n').swap16(), 'text/plain'],
    ] as const) {
      const found = await stored(given, bytes);
      expect([found.mimeType, found.name, found.bytes.equals(bytes)]).toEqual([mimeType, given, true]);
    }
  });

  it.each([
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\\\Users\\\\Anna\\\\umowa.pdf', 'umowa.pdf'],
    ['..%2f..%2fumowa.pdf', '%2f..%2fumowa.pdf'],
    ['umowa\u202efdp.exe', 'umowafdp.exe.pdf'],
    ['umowa\u0000\u0007.pdf', 'umowa.pdf'],
    ['CON', 'CON_.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['faktura.pdf.html', 'faktura.pdf.html.pdf'],
    ['„umowa” 🙂 ąę.PDF', '„umowa” 🙂 ąę.PDF'],
    ['a<b>&;=c|d?.pdf', 'a-b-&;=c-d-.pdf'],
    ['...', 'plik.pdf'],
    ['', 'plik.pdf'],
    [`${'ż'.repeat(5000)}.pdf`, `${'ż'.repeat(251)}.pdf`],
  ])('named %j keeps of it what a label may hold: %j', async (given, label) => {
    const { name } = await stored(given, pdf());
    expect(name).toBe(label);
  });
});

/** The types of a PNG's chunks, each with a true checksum. */
function chunks(bytes: Buffer): string[] {
  const types: string[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const content = bytes.subarray(at + 4, at + 8 + length);
    expect(crc32(content)).toBe(bytes.readUInt32BE(at + 8 + length));
    types.push(content.toString('latin1', 0, 4));
    at += 12 + length;
  }
  return types;
}
