/** An element of a validated document. Names are local, because the schema has one namespace. */
export interface Element {
  name: string;
  /** White space collapsed, as the schema's token types mean it. */
  text: string;
  children: Element[];
}

/** Start tag with its attributes, end tag, comment or text: the parser writes nothing else. */
const PIECE = /<([^\s<>/!]+)(?:\s[^\s=<>]+="[^"<]*")*>|<\/[^\s<>]+>|<!--[^]*?-->|[^<]+/y;

/**
 * The tree of a document as the parser wrote it out after validating it: no declaration, no CDATA, no empty tags,
 * attributes in double quotes. Not for XML from elsewhere. Undefined when it is anything else.
 */
export function elementOf(xml: string): Element | undefined {
  const document: Element = { name: '', text: '', children: [] };
  const open = [document];
  let value = '';
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(xml); match; match = PIECE.exec(xml)) {
    const [piece, name] = match;
    if (name !== undefined) {
      const element: Element = { name: name.slice(name.indexOf(':') + 1), text: '', children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
      value = '';
    } else if (piece.startsWith('</')) {
      const element = open.pop();
      if (element?.children.length === 0) element.text = collapsed(unescaped(value));
      value = '';
    } else if (!piece.startsWith('<')) {
      value += piece;
    }
    if (PIECE.lastIndex === xml.length) return open.length === 1 ? document.children[0] : undefined;
  }
  return undefined;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function unescaped(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(#x?)?(\w+);/g, (_whole, sign: string | undefined, word: string) =>
    sign ? String.fromCodePoint(parseInt(word, sign === '#' ? 10 : 16)) : (NAMED[word] ?? ''),
  );
}

/** Only what XML calls white space: a non-breaking space stays, as printed. */
function collapsed(value: string): string {
  return value.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}

/** The first element down that path of names. */
export function find(element: Element | undefined, ...path: string[]): Element | undefined {
  return path.reduce((parent, name) => parent?.children.find((child) => child.name === name), element);
}

/** All children of that name, in file order. */
export function all(element: Element | undefined, name: string): Element[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text at that path; undefined where it is missing or empty. */
export function text(element: Element | undefined, ...path: string[]): string | undefined {
  return find(element, ...path)?.text || undefined;
}
