import { buffer } from 'node:stream/consumers';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { Broken, Refused } from './refused';

/** Word documents have a few dozen parts, with many pictures a few hundred. */
const MOST_ENTRIES = 3000;
/** What the parts may unpack to, as they declare it; only the list of types is unpacked here. */
const MOST_UNPACKED = 300 * 1024 * 1024;
const TYPES = '[Content_Types].xml';
const NEEDED = [TYPES, 'word/document.xml'];
/** A part has one line in the list of types. */
const LONGEST_TYPES = 1024 * 1024;
const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
/** Templates, macros and controls, however their parts are named; and references that would hide such a type. */
const ACTIVE_TYPE = /macroEnabled|vbaProject|activeX|&|<!/i;
/** Macros, controls, and files within that can be run. */
const ACTIVE =
  /(^|\/)(vba[^/]*|activex|macrosheets|customui)([./]|$)|\.(exe|dll|com|scr|js|jse|vbs|vbe|bat|cmd|ps1|msi|hta|jar|lnk)$/i;
const LOCAL_HEADER = 30;

/**
 * Accepts a Word document by the names and types of its parts.
 * @throws Refused for other archives, for macros, and for what would not be unpacked safely
 */
export async function checkDocx(fd: number, size: number): Promise<void> {
  const zip = await opened(fd);
  const entries = await entriesOf(zip);
  const names = new Set(entries.map(({ fileName }) => fileName.toLowerCase()));
  if (
    NEEDED.some((name) => !names.has(name.toLowerCase())) ||
    entries.some(({ fileName }) => ACTIVE.test(fileName))
  )
    throw new Refused('ATTACHMENT_TYPE');
  if (names.size < entries.length || overlap(entries, size)) throw new Broken();
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (unpacked > MOST_UNPACKED) throw new Refused('ATTACHMENT_TOO_LARGE', 'attachment.tooMuchInside');
  await checkTypes(zip, entries);
}

/** Programs find macros by their type, so a name alone could hide them. */
async function checkTypes(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  const list = entries.find(({ fileName }) => fileName.toLowerCase() === TYPES.toLowerCase())!;
  if (list.uncompressedSize > LONGEST_TYPES) throw new Broken();
  const types = await readable(async () => (await buffer(await zip.openReadStreamPromise(list))).toString());
  if (!types.includes(DOCUMENT) || ACTIVE_TYPE.test(types)) throw new Refused('ATTACHMENT_TYPE');
}

function opened(fd: number): Promise<ZipFile> {
  return readable(() => fromFdPromise(fd, { autoClose: false, strictFileNames: true }));
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return readable(async () => {
    const entries: Entry[] = [];
    if (zip.entryCount > MOST_ENTRIES) throw new Broken();
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new Refused('ATTACHMENT_TYPE');
      entries.push(entry);
    }
    return entries;
  });
}

/** The library's errors say what is wrong with the archive. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof Refused ? error : new Broken();
  }
}

/** Whether parts share bytes, as in archives that unpack to far more than they are. */
function overlap(entries: readonly Entry[], size: number): boolean {
  const ranges = entries
    .map(({ relativeOffsetOfLocalHeader: from, compressedSize }) => ({
      from,
      to: from + LOCAL_HEADER + compressedSize,
    }))
    .sort((a, b) => a.from - b.from);
  return ranges.some(({ to }, n) => to > (ranges[n + 1]?.from ?? size));
}
