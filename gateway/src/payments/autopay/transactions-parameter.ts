import { readXml, UnreadableXml, type XmlElement } from './xml';

/** Of base64 text: a third more than the XML may be. */
const MAX_LENGTH = 88 * 1024;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Reads the XML in the parameter `transactions` of a notification. Its base64 comes in lines at times, and where a sender did not encode its `+` for
 * the form, there are blanks: so each way to understand the blanks is tried, and only the right one gives XML.
 * @throws UnreadableXml
 */
export function readTransactionsParameter(value: string, repeated?: ReadonlySet<string>): XmlElement {
  if (value.length > MAX_LENGTH) throw new UnreadableXml('more than 64 kB');
  let fault = new UnreadableXml('no base64');
  for (const base64 of new Set(readings(value.trim()))) {
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

/** Blanks beside a line break lay the text out, others were `+`; or all were `+`; or none. */
function readings(value: string): string[] {
  return [
    value.replace(/[ \t]*[\r\n]+[ \t]*/g, '').replace(/ /g, '+'),
    value.replace(/[\r\n\t]+/g, '').replace(/ /g, '+'),
    value.replace(/\s+/g, ''),
  ];
}
