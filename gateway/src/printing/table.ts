import { GREY, INK, PAGE, WIDTH, type Element, type Sheet, type Style } from './sheet';

export interface Column {
  header: string;
  /** Share of the table's width. */
  share: number;
  right?: boolean;
}

export interface Row {
  cells: string[];
  /** A group's heading and a note span empty columns; a total is emphasised. */
  look?: 'group' | 'note' | 'total';
}

const PAD = 3.5;
/** A cell with more lines than this continues in a row below, so that no row is higher than a page. */
const MOST_LINES = 30;

/** Draws a table over several pages, and repeats its header on each. The first cell of a row is its header. */
export function drawTable(
  sheet: Sheet,
  options: { columns: Column[]; rows: Row[]; size?: number; parent?: Element },
): void {
  const { columns, rows, size = 8, parent = sheet.root } = options;
  const table = new Table(sheet, sheet.group(parent, 'Table'), columns, size);
  table.header();
  for (const row of rows) for (const part of table.parts(row)) table.row(part);
  sheet.rule(sheet.y);
  sheet.y += 14;
}

class Table {
  private readonly widths: number[];

  constructor(
    private readonly sheet: Sheet,
    private readonly element: Element,
    private readonly columns: Column[],
    private readonly size: number,
  ) {
    const all = columns.reduce((sum, { share }) => sum + share, 0);
    this.widths = columns.map(({ share }) => (WIDTH * share) / all);
  }

  header(): void {
    const cells = this.columns.map(({ header }) => header);
    if (!cells.some(Boolean)) return this.sheet.rule(this.sheet.y);
    const style = this.headerStyle;
    this.sheet.room(this.height(cells, style) + 40);
    this.draw(cells, style);
    this.sheet.rule(this.sheet.y, GREY);
  }

  row({ cells, look }: Row): void {
    const bold = look === 'group' || look === 'total';
    const style: Style = { size: this.size, bold, colour: INK };
    const span = look === 'group' || look === 'note' ? this.reach(cells) : 1;
    const height = this.height(cells, style, span);
    // A group's heading never ends a page.
    if (this.sheet.room(look === 'group' ? height + 24 : height)) this.repeatHeader();
    const { y } = this.sheet;
    if (look === 'group')
      this.sheet.artifact(() => this.sheet.doc.rect(PAGE.margin, y, WIDTH, height).fill('#f1f3f5'));
    this.draw(cells, style, span);
    this.sheet.rule(this.sheet.y);
  }

  /** The row, or several where a cell is too long for one. */
  *parts(row: Row): Generator<Row> {
    const pieces = row.cells.map((text, n) => split(text, this.lettersOf(n)));
    const count = Math.max(1, ...pieces.map(({ length }) => length));
    for (let n = 0; n < count; n++) yield { ...row, cells: pieces.map((piece) => piece[n] ?? '') };
  }

  private lettersOf(column: number): number {
    return Math.max(1, Math.floor(this.inner(column) / (this.size * 0.62))) * MOST_LINES;
  }

  /** Width for text in a cell over `span` columns, from this one on. */
  private inner(column: number, span = 1): number {
    const width = this.widths.slice(column, column + Math.max(1, span)).reduce((sum, one) => sum + one, 0);
    return Math.max(this.size, width - 2 * PAD);
  }

  /** Over how many columns the first cell may reach. */
  private reach(cells: string[]): number {
    const next = cells.findIndex((text, n) => n > 0 && text !== '');
    return next > 0 ? next : this.columns.length;
  }

  private get headerStyle(): Style {
    return { size: this.size - 0.5, bold: true, colour: GREY };
  }

  private repeatHeader(): void {
    const cells = this.columns.map(({ header }) => header);
    if (!cells.some(Boolean)) return this.sheet.rule(this.sheet.y);
    const height = this.height(cells, this.headerStyle);
    this.sheet.artifact(() => cells.forEach((text, n) => this.cell(text, n, this.headerStyle)), 'Pagination');
    this.sheet.y += height;
    this.sheet.rule(this.sheet.y, GREY);
  }

  /** One row, `span` columns of which belong to its first cell; without a span it is the header. */
  private draw(cells: string[], style: Style, span = 0): void {
    const row = this.sheet.group(this.element, 'TR');
    const height = this.height(cells, style, span);
    const elements: Element[] = [row];
    for (let n = 0; n < this.columns.length; n += n === 0 ? Math.max(1, span) : 1) {
      const text = cells[n] ?? '';
      const scope = span === 0 ? 'Column' : n === 0 ? 'Row' : null;
      const cell = this.sheet.mark(
        row,
        scope && text ? 'TH' : 'TD',
        () => this.cell(text, n, style, n === 0 ? span : 1),
        { ...(scope && text && { scope }), ...this.sheet.spoken(text) },
      );
      if (n === 0 && span > 1) Object.assign(cell.dictionary.data.A!, { ColSpan: span });
      elements.push(cell);
    }
    row.end();
    this.sheet.release(elements);
    this.sheet.y += height;
  }

  private cell(text: string, n: number, style: Style, span = 1): void {
    const x = PAGE.margin + this.widths.slice(0, n).reduce((sum, width) => sum + width, 0) + PAD;
    const align = this.columns[n]!.right && span <= 1 ? 'right' : 'left';
    this.sheet.draw(text, x, this.sheet.y + PAD, this.inner(n, span), { ...style, align });
  }

  private height(cells: string[], style: Style, span = 1): number {
    const heights = this.columns.map((_, n) =>
      this.sheet.height(cells[n] ?? '', this.inner(n, n === 0 ? span : 1), style),
    );
    return Math.max(...heights) + 2 * PAD;
  }
}

/** Pieces of at most `length` letters, cut between words where there are any. */
export function split(text: string, length: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > length) {
    const blank = rest.lastIndexOf(' ', length);
    let cut = blank > length / 2 ? blank : length;
    // Never between the halves of a letter beyond the first plane.
    if (/[\ud800-\udbff]/.test(rest[cut - 1]!)) cut++;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...pieces, rest];
}

/**
 * Sizes columns without a given width by their contents: each fits its longest word while there is room, and
 * shares the rest.
 */
export function naturalColumns(sheet: Sheet, header: string[], rows: string[][], size: number): Column[] {
  const count = Math.max(1, header.length, ...rows.map(({ length }) => length));
  const several = rows.filter(({ length }) => length > 1);
  const columns = Array.from({ length: count }, (_, n) => {
    const values = several.map((row) => row[n] ?? '').filter(Boolean);
    return {
      header: header[n] ?? '',
      right: n > 0 && areNumbers(values),
      ...needs(sheet, [header[n] ?? '', ...values], size),
    };
  });
  const least = columns.reduce((sum, { word }) => sum + word, 0);
  const wanted = columns.reduce((sum, { word, whole }) => sum + whole - word, 0);
  const spare = Math.max(0, WIDTH - least) / Math.max(1, wanted);
  return columns.map(({ word, whole, ...column }) => ({ ...column, share: word + (whole - word) * spare }));
}

/** Width of a column's longest word and longest text; both are capped. */
function needs(sheet: Sheet, texts: string[], size: number): { word: number; whole: number } {
  const style: Style = { size, bold: true };
  let [word, whole] = [size, size];
  for (const text of texts) {
    const some = text.slice(0, 200);
    whole = Math.max(whole, sheet.widthOf(some, style));
    for (const one of some.split(/\s+/)) word = Math.max(word, sheet.widthOf(one, style));
  }
  word = Math.min(word, 110) + 2 * PAD + 1;
  return { word, whole: Math.max(word, Math.min(whole, 240)) };
}

function areNumbers(values: string[]): boolean {
  return values.length > 0 && values.every((text) => /^[-−]?[\d\s]+([.,]\d+)?%?$/.test(text));
}
