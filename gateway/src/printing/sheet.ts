import PDFDocument from 'pdfkit';

export type Element = PDFKit.PDFStructureElement;
/** With the dictionary it is written from, for attributes that pdfkit has no option for. */
export type Marked = Element & { dictionary: { data: { A?: object; P?: unknown } } };
const RELEASED = Object.freeze({ P: true });

/** A4 in points, and its margins. */
export const PAGE = { width: 595.28, height: 841.89, margin: 48, bottom: 62 };
export const WIDTH = PAGE.width - 2 * PAGE.margin;
export const INK = '#1a1d21';
export const GREY = '#5a626b';
export const LINE = '#d5d9de';

export interface Style {
  size?: number;
  bold?: boolean;
  colour?: string;
  align?: 'left' | 'right';
}

export interface SheetOptions {
  title: string;
  author: string;
  /** The only instant the bytes know of. */
  day: string;
  fonts: { regular: Buffer; bold: Buffer };
}

/** Not characters to be drawn: they join, colour or vary the one before them. */
const INVISIBLE =
  /[\u{200b}-\u{200d}]|\u{2060}|\p{Variation_Selector}|\p{Emoji_Modifier}|[\u{e0000}-\u{e007f}]/gu;
/** Controls, and what would turn the direction of text that follows. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
const NO_GLYPH = '\ufffd';

/** Pages with an element tree for screen readers besides the drawing. Breaks pages only on request. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly root: Element;
  y = PAGE.margin;
  private readonly drawable = new Map<string, boolean>();
  private readonly bytes = new Pieces();
  private readonly ended: Promise<void>;

  constructor(options: SheetOptions) {
    const at = new Date(`${options.day}T00:00:00Z`);
    this.doc = new PDFDocument({
      size: 'A4',
      // No room of pdfkit's own: it would break pages in the middle of a row.
      margins: { top: 0, left: 0, right: 0, bottom: 0 },
      pdfVersion: '1.7',
      subset: 'PDF/UA' as never,
      tagged: true,
      lang: 'pl-PL',
      displayTitle: true,
      bufferPages: true,
      info: {
        Title: this.written(options.title),
        Author: this.written(options.author),
        Producer: 'eBOK',
        Creator: 'eBOK',
        CreationDate: at,
        ModDate: at,
      },
    });
    this.doc.registerFont('regular', options.fonts.regular);
    this.doc.registerFont('bold', options.fonts.bold);
    this.root = this.doc.struct('Document');
    this.doc.addStructure(this.root);
    this.ended = new Promise((resolve, reject) => {
      this.doc.on('data', (chunk: Buffer) => this.bytes.add(chunk));
      this.doc.on('end', resolve).on('error', reject);
    });
    // From now on each piece is handed on as it is written, instead of waiting in the stream with a hundred thousand others.
    while (this.doc.read() !== null);
  }

  get left(): number {
    return PAGE.height - PAGE.bottom - this.y;
  }

  /** Goes on to a new page where less than `height` is left. */
  room(height: number): boolean {
    if (height <= this.left || this.y === PAGE.margin) return false;
    this.pack();
    this.doc.addPage();
    this.y = PAGE.margin;
    return true;
  }

  /**
   * Merges a page's content into one piece: pdfkit stores hundreds of thousands of short ones, at twenty
   * times their length.
   */
  private pack(): void {
    const { content } = this.doc.page as unknown as { content: { buffer: Uint8Array[] } };
    content.buffer = [Buffer.concat(content.buffer)];
  }

  /** Frees the memory of written elements; pdfkit still needs an element's number and the presence of its parent. */
  release(elements: readonly Element[]): void {
    for (const element of elements) (element as Marked).dictionary.data = RELEASED;
  }

  /** An element that holds others. */
  group(parent: Element, tag: string): Element {
    const element = this.doc.struct(tag);
    parent.add(element);
    return element;
  }

  /** An element with content; `text` is read where it can't be drawn as it is. */
  mark(parent: Element, tag: string, draw: () => void, options: object = {}): Marked {
    const element = this.doc.struct(tag, options) as Marked;
    parent.add(element);
    element.add(draw);
    return element;
  }

  /** What is drawn but not read: lines, backgrounds, repeated headers. */
  artifact(draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.doc.markContent('Artifact', { type });
    draw();
    this.doc.endMarkedContent();
  }

  /** Draws a text at a place; gives its height. Markup, addresses and the like are letters as any others. */
  draw(text: string, x: number, y: number, width: number, style: Style = {}): number {
    const { colour = INK, align = 'left' } = style;
    const shown = this.shown(text);
    this.choose(style).fillColor(colour);
    if (shown) this.doc.text(shown, x, y, { width, align });
    return this.height(text, width, style);
  }

  height(text: string, width: number, style: Style = {}): number {
    return this.choose(style).heightOfString(this.shown(text) || ' ', { width });
  }

  widthOf(text: string, style: Style = {}): number {
    return this.choose(style).widthOfString(this.shown(text));
  }

  /** Draws a text as an element of its own, below the previous one. */
  text(parent: Element, tag: string, text: string, style: Style & { x?: number; width?: number } = {}): void {
    const { x = PAGE.margin, width = WIDTH } = style;
    const [y, height] = [this.y, this.height(text, width, style)];
    this.mark(parent, tag, () => this.draw(text, x, y, width, style), this.spoken(text));
    this.y = y + height;
  }

  /** What screen readers say instead of letters that the font lacks. */
  spoken(text: string): object {
    const written = this.written(text);
    return this.shown(text) === written ? {} : { actual: written };
  }

  rule(y: number, colour = LINE, from = PAGE.margin, to = PAGE.margin + WIDTH): void {
    this.artifact(() => this.doc.lineWidth(0.7).moveTo(from, y).lineTo(to, y).stroke(colour));
  }

  /** Numbers the pages and gives the bytes. */
  async finish(footer: string): Promise<Buffer> {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(start + page);
      const y = PAGE.height - PAGE.bottom + 22;
      const style = { size: 7.5, colour: GREY };
      this.rule(y - 6);
      this.artifact(() => {
        this.draw(this.clipped(footer, WIDTH - 90, style), PAGE.margin, y, WIDTH - 80, style);
        this.draw(`Strona ${page + 1} z ${count}`, PAGE.margin + WIDTH - 80, y, 80, {
          ...style,
          align: 'right',
        });
      }, 'Pagination');
    }
    this.root.end();
    // Must be read to the end, or pdfkit's memory is never freed.
    this.doc.end();
    await this.ended;
    return this.bytes.joined();
  }

  private choose({ bold, size = 9 }: Style): PDFKit.PDFDocument {
    return this.doc.font(bold ? 'bold' : 'regular').fontSize(size);
  }

  private clipped(text: string, width: number, style: Style): string {
    const letters = Array.from(text.slice(0, 300));
    while (letters.length > 1 && this.widthOf(letters.join(''), style) > width) letters.pop();
    return letters.join('');
  }

  private written(text: string): string {
    return text
      .normalize('NFC')
      .replace(CONTROLS, ' ')
      .replace(/\p{Cs}/gu, NO_GLYPH);
  }

  private shown(text: string): string {
    const written = this.written(text);
    // Nearly every text is plain, and each cell is checked more than once.
    if (/^[ -~\u00a0-\u017f–„”…]*$/.test(written)) return written;
    return Array.from(written.replace(INVISIBLE, ''), (letter) =>
      this.canDraw(letter) ? letter : NO_GLYPH,
    ).join('');
  }

  private canDraw(letter: string): boolean {
    const known = this.drawable.get(letter);
    if (known !== undefined) return known;
    type Opened = { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } };
    const opened = this.doc.font('regular') as unknown as Opened;
    const can = opened._font.font.hasGlyphForCodePoint(letter.codePointAt(0)!);
    this.drawable.set(letter, can);
    return can;
  }
}

/** Bytes that arrive in many small pieces: stored one by one they take ten times their length. */
class Pieces {
  private readonly parts: Buffer[] = [];
  private pieces: Buffer[] = [];

  add(piece: Buffer): void {
    if (this.pieces.push(piece) === 1_000) this.join();
  }

  joined(): Buffer {
    this.join();
    return Buffer.concat(this.parts);
  }

  private join(): void {
    this.parts.push(Buffer.concat(this.pieces));
    this.pieces = [];
  }
}
