import { SaxesParser } from 'saxes';

/** An element as the operator wrote it. */
export interface XmlElement {
  name: string;
  /** The characters between its tags, exactly as received; empty where there are elements. */
  text: string;
  children: XmlElement[];
}

/** No message of the operator's, or one that could be read in two ways. */
export class UnreadableXml extends Error {}

/** Container elements. One with only white space inside is empty and has no value. */
const CONTAINERS = new Set([
  'transactions',
  'customerData',
  'verificationStatusReasons',
  'recurringData',
  'cardData',
  'product',
  'params',
  'blikAMList',
]);

const MAX_BYTES = 64 * 1024;
const MAX_DEPTH = 6;
/** Fifty transactions of an order, the operator's maximum, are half of it. */
const MAX_ELEMENTS = 1_000;

/**
 * Parses a message of the operator, and rejects at the first fault whatever two parsers could read
 * differently.
 * Document types are rejected, so there are no entities and nothing is fetched. Attributes are ignored: the
 * hash does not cover them.
 * @param repeated names of elements that may occur more than once in one place
 * @throws UnreadableXml
 */
export function readXml(xml: Uint8Array | string, repeated: ReadonlySet<string> = new Set()): XmlElement {
  const text = decode(xml);
  const parser = new SaxesParser({
    xmlns: false,
    position: false,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });
  const open: { element: XmlElement; names: Set<string> }[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  parser.on('error', (error) => refuse(error.message));
  parser.on('doctype', () => refuse('a document type'));
  parser.on('processinginstruction', () => refuse('a processing instruction'));
  // A comment inside a value splits it for some readers and not for others.
  parser.on('comment', () => refuse('a comment'));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && encoding.toUpperCase() !== 'UTF-8') refuse('another encoding than UTF-8');
  });
  parser.on('opentagstart', ({ name }) => {
    if (open.length === MAX_DEPTH) refuse('elements too deep');
    if (++elements > MAX_ELEMENTS) refuse('too many elements');
    if (name.includes(':')) refuse('a name with a prefix');
    const element = { name, text: '', children: [] };
    const parent = open.at(-1);
    if (parent?.names.has(name) && !repeated.has(name)) refuse('an element twice');
    parent?.names.add(name);
    parent?.element.children.push(element);
    root ??= element;
    open.push({ element, names: new Set() });
  });
  const append = (characters: string) => {
    const inner = open.at(-1);
    if (inner) inner.element.text += characters;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', () => {
    const { element } = open.pop()!;
    if (element.children.length === 0) {
      if (CONTAINERS.has(element.name) && element.text.trim() === '') element.text = '';
      return;
    }
    if (element.text.trim() !== '') refuse('text between elements');
    element.text = '';
  });
  parser.write(text).close();
  return root ?? refuse('no element');
}

/** The texts of the elements without elements in them, in the order of the document: what the operator's hash is made of. */
export function leavesOf(element: XmlElement): XmlElement[] {
  return element.children.length === 0 ? [element] : element.children.flatMap(leavesOf);
}

/** The element of that name right under this one. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** For what we write: text that stays text. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function decode(xml: Uint8Array | string): string {
  const bytes = typeof xml === 'string' ? Buffer.from(xml) : xml;
  if (bytes.length > MAX_BYTES) refuse('more than 64 kB');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('no UTF-8');
  }
}

function refuse(what: string): never {
  throw new UnreadableXml(what);
}
