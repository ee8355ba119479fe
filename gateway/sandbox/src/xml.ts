import { SaxesParser } from 'saxes';

/** Paths and texts of the elements without elements in them, in the order of the document. */
export type Leaves = { path: string; text: string }[];

/** @throws Error when it is no XML, or holds a document type */
export function readLeaves(xml: string): Leaves {
  const parser = new SaxesParser({ xmlns: false });
  const leaves: Leaves = [];
  const open: { name: string; text: string; isLeaf: boolean }[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('a document type');
  });
  parser.on('opentag', ({ name }) => {
    const parent = open.at(-1);
    if (parent) parent.isLeaf = false;
    open.push({ name, text: '', isLeaf: true });
  });
  const append = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('closetag', () => {
    const path = open.map(({ name }) => name).join('/');
    const { text, isLeaf } = open.pop()!;
    if (isLeaf) leaves.push({ path, text: text.trim() });
  });
  parser.write(xml).close();
  return leaves;
}

/** An element with a text, or with the elements given. */
export function element(name: string, content: string | string[]): string {
  return `<${name}>${typeof content === 'string' ? escapeMarkup(content) : content.join('')}</${name}>`;
}

export const xmlFile = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;

/** Text that stays text, in XML and in HTML. */
export function escapeMarkup(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
