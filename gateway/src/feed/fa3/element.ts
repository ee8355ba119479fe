/** An element as it comes from the worker: its name, and its text or its children. */
export type Tree = [name: string, content: string | Tree[]];

/** An element of a validated document. Names are local: the schema knows one namespace for all of them. */
export interface Element {
  name: string;
  /** White space collapsed, as the schema's token types mean it. */
  text: string;
  children: Element[];
}

export function asElement([name, content]: Tree): Element {
  if (typeof content === 'string') return { name, text: collapsed(content), children: [] };
  return { name, text: '', children: content.map(asElement) };
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

/** The text down that path; undefined where there is none, or an empty one. */
export function text(element: Element | undefined, ...path: string[]): string | undefined {
  return find(element, ...path)?.text || undefined;
}
