import { isUtf8 } from 'node:buffer';
import type { Bytes } from './received-file';
import { Refused } from './refused';

const STEP = 64 * 1024;
/** Of the beginning, which tells pages and mails from texts. */
const START = 1024;
/** Tab, line feed, form feed and carriage return; other control characters are in no text. */
const SPACES = new Set([0x09, 0x0a, 0x0c, 0x0d]);
const CONTROL = /(?![\t\n\f\r])\p{Cc}/u;
const UTF_8_MARK = /^\xef\xbb\xbf/;
/** Bytes that Windows-1250, the encoding of older Polish texts, does not use. */
const UNUSED = new Set([0x81, 0x83, 0x88, 0x90, 0x98]);

/** Notepad saves these where a person chooses "Unicode"; nothing else tells them from other bytes than their first two. */
const UTF_16 = new Map([
  ['\xff\xfe', 'utf-16le'],
  ['\xfe\xff', 'utf-16be'],
]);

/** @throws Refused for what is no plain text: pages and mails that a browser or a mail program would run among them */
export async function checkText(file: Bytes): Promise<void> {
  const bytes = await file.read(0, START);
  const encoding = UTF_16.get(bytes.toString('latin1', 0, 2));
  const start = encoding
    ? new TextDecoder(encoding).decode(bytes)
    : bytes.toString('latin1').replace(UTF_8_MARK, '');
  const isPage = /^\s*</.test(start) || /^(mime-version|content-type)\s*:/im.test(start);
  const isText = () => (encoding ? isUtf16(file, encoding) : isUtf8OrWindows1250(file));
  if (isPage || !(await isText())) throw new Refused('ATTACHMENT_TYPE');
}

async function isUtf16(file: Bytes, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let at = 0; at < file.size; at += STEP) {
      const isLast = at + STEP >= file.size;
      if (CONTROL.test(decoder.decode(await file.read(at, STEP), { stream: !isLast }))) return false;
    }
    return true;
  } catch {
    return false;
  }
}

async function isUtf8OrWindows1250(file: Bytes): Promise<boolean> {
  return (await isUtf8Text(file)) || isWindows1250(file);
}

async function isUtf8Text(file: Bytes): Promise<boolean> {
  for (let at = 0; at < file.size;) {
    const data = await file.read(at, STEP);
    // A character that the step cuts is read with the next one.
    const length = at + data.length < file.size ? wholeCharacters(data) : data.length;
    const whole = data.subarray(0, length);
    if (length === 0 || !isUtf8(whole) || whole.some(isControl)) return false;
    at += length;
  }
  return true;
}

/** How many bytes belong to characters that end within the data. */
function wholeCharacters(data: Buffer): number {
  for (let back = 1; back <= Math.min(4, data.length); back++) {
    const byte = data[data.length - back]!;
    if (byte < 0x80) return data.length - back + 1;
    if (byte >= 0xc0) return data.length - back;
  }
  return data.length;
}

/** The second byte of U+0080 to U+009F counts too. */
function isControl(byte: number, at: number, data: Uint8Array): boolean {
  if (byte >= 0x80) return byte < 0xa0 && data[at - 1] === 0xc2;
  return byte === 0x7f || (byte < 0x20 && !SPACES.has(byte));
}

async function isWindows1250(file: Bytes): Promise<boolean> {
  const isWrong = (byte: number) => UNUSED.has(byte) || (byte < 0x80 && isControl(byte, 0, EMPTY));
  for (let at = 0; at < file.size; at += STEP) if ((await file.read(at, STEP)).some(isWrong)) return false;
  return true;
}

const EMPTY = new Uint8Array();
