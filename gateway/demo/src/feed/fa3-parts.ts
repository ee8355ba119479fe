/** XML as text, put together from escaped pieces. */

export const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));

/** An element with text; nothing for an empty text. */
export const leaf = (name: string, value: string | number | undefined): string =>
  value === undefined ? '' : `<${name}>${escaped(String(value))}</${name}>`;

export const element = (name: string, ...parts: string[]): string => `<${name}>${parts.join('')}</${name}>`;

/** Elements with text, by name, in this order. */
export const leaves = (values: Record<string, string | number | undefined>): string =>
  Object.entries(values)
    .map(([name, value]) => leaf(name, value))
    .join('');

type Column = readonly [name: string, type: 'txt' | 'int' | 'dec' | 'date'];

/** A table of an attachment; a row of one cell is a title. */
export function table(
  title: string,
  columns: readonly Column[],
  rows: readonly (string | number)[][],
): string {
  return element(
    'Tabela',
    leaf('Opis', title),
    element('TNaglowek', ...columns.map(([name, type]) => `<Kol Typ="${type}">${leaf('NKom', name)}</Kol>`)),
    ...rows.map((cells) => element('Wiersz', ...cells.map((cell) => leaf('WKom', cell)))),
  );
}

export const fact = (name: string, value: string): string =>
  element('MetaDane', leaves({ ZKlucz: name, ZWartosc: value }));
