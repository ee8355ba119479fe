import { readXml, UnreadableXml, type XmlElement } from './xml';

/** Of base64 text: a third more than the XML may be. */
const MAX_LENGTH = 88 * 1024;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Reads the XML in a notification's parameter `transactions`. Its base64 may contain line breaks.
 * A sender that did not escape `+` leaves blanks. Each interpretation of blanks is tried, and only the right
 * one is XML.
 * @throws UnreadableXml
 */
export function readTransactionsParameter(value: string, repeated?: ReadonlySet<string>): XmlElement {
  if (value.length > MAX_LENGTH) throw new UnreadableXml('more than 64 kB');
  let fault = new UnreadableXml('no base64');
  for (const base64 of new Set(readings(value))) {
    if (!BASE64.test(base64)) continue;
    try {
      return readXml(Buffer.from(base64, 'base64'), repeated);
    } catch (error) {
      if (!(error instanceof UnreadableXml)) throw error;
      fault = error;
    }
  }
  throw fault;
}

/** The last sign of the text may be a `+` itself: every third notification ends with one. */
function readings(value: string): string[] {
  const pluses = (text: string) => text.replace(/[\r\n\t]+/g, '').replace(/ /g, '+');
  return [
    // Every blank was a `+`.
    pluses(value),
    // Those that indent lines, and before the first, lay the text out.
    pluses(value.replace(/^\s+|[\r\n]+[ \t]*/g, '')),
    // So do those at the ends of lines.
    pluses(
      value
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .join(''),
    ),
    // None was.
    value.replace(/\s+/g, ''),
  ];
}
