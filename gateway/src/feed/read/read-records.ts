import { blocksAsHashed } from './content';
import { faultOf, isStorable } from '../fields/fields';
import type { FeedFile } from './folder';
import { RECORD_FILES, type RecordFile, type RecordOf } from './record-files';
import { readLines, type Line } from './lines';
import type { RecordKind } from '../records/record';
import { shown, type Fault, type Place } from '../fault';
import { Seen } from './seen';

/** A parsed record, with warnings for the case that it is imported. */
export interface Item<R> {
  record: R;
  place: Place;
  warnings: Fault[];
  /** Roughly, of its line. */
  bytes: number;
}

/** A block of lines: parsed records, and faults of the others. */
export interface Records<R> {
  items: Item<R>[];
  refused: [Place, Fault][];
  warnings: [Place, Fault][];
  lines: number;
  /** How far the file has been read. */
  bytes: number;
}

/** A line that is no record: the header, or one refused already. */
const HEADER = {};
const BYTE_ORDER_MARK = '\uFEFF';

/** Reads and understands a file, a few hundred lines at a time. */
export async function* readRecords<F extends RecordFile>(
  name: F,
  file: FeedFile,
): AsyncGenerator<Records<RecordOf<F>>> {
  const reader = new LineReader(name, RECORD_FILES[name] as unknown as RecordKind<RecordOf<F>>);
  for await (const { lines, bytes } of readLines(blocksAsHashed(file))) {
    const records: Records<RecordOf<F>> = {
      items: [],
      refused: [],
      warnings: [],
      lines: lines.length,
      bytes,
    };
    for (const line of lines) reader.read(line, records);
    yield records;
  }
}

/** Parses lines to records and collects the faults of the others. */
class LineReader<R> {
  private readonly seen = new Seen();
  private readonly fields: Set<string>;
  private begun = false;

  constructor(
    private readonly file: string,
    private readonly kind: RecordKind<R>,
  ) {
    this.fields = new Set(kind.fields);
  }

  read(line: Line, into: Records<R>): void {
    const place = { file: this.file, line: line.number };
    const refuse = (fault: Fault) => void into.refused.push([place, shown(fault)]);
    if ('fault' in line) return refuse(line.fault);
    try {
      this.understand(line, place, into, refuse);
    } catch (error) {
      // An unexpected line (nested a hundred thousand levels deep, say) is rejected alone.
      refuse({ reason: `The line can not be understood (${(error as Error).message}).` });
    }
  }

  private understand(
    line: Extract<Line, { text: string }>,
    place: Place,
    into: Records<R>,
    refuse: (fault: Fault) => void,
  ): void {
    const text = withoutMark(line.text, place, into);
    const value = this.kind.columns ? this.cells(text, refuse) : parse(text);
    if (value === HEADER) return;
    if (!value) return refuse({ reason: 'The line is no JSON object.' });
    if (!isStorable(line.text, value))
      return refuse({ reason: 'It holds NUL or half of a character, which can not be stored.' });
    const parsed = this.kind.parse(value);
    if ('error' in parsed) return refuse(faultOf(parsed.error, value));
    if (parsed.key !== null && !this.seen.add(parsed.key))
      return refuse({ reason: 'A line before it in this file has the same key: the first one counts.' });
    this.pointOut(value, place, into);
    // A JSON object that was cut off is none; a number that was cut off is another number.
    if (line.isOpen && this.kind.columns)
      parsed.warnings.push({ reason: 'The file ends without a line break: its last value may be cut off.' });
    into.items.push({
      record: parsed.record,
      place,
      warnings: parsed.warnings.map(shown),
      bytes: line.text.length,
    });
  }

  /** The first line names the columns, the others hold them. */
  private cells(text: string, refuse: (fault: Fault) => void): object {
    const columns = this.kind.columns!;
    const cells = text.trim().split(',').map(unquoted);
    const isFirst = !this.begun;
    this.begun = true;
    if (isFirst) {
      if (cells.join().toLowerCase() !== columns.join().toLowerCase())
        refuse({ reason: `The first line must be the header ${columns.join()}.` });
      return HEADER;
    }
    if (cells.length === columns.length) {
      const line: Record<string, string> = {};
      for (let n = 0; n < cells.length; n++) line[columns[n]!] = cells[n]!;
      return line;
    }
    refuse({ reason: `${columns.length} columns are expected, and the line has ${cells.length}.` });
    return HEADER;
  }

  /** Unknown fields are reported once a file, so that an added column cannot flood the report. */
  private pointOut(value: object, place: Place, into: Records<R>): void {
    for (const field in value) {
      if (this.fields.has(field)) continue;
      this.fields.add(field);
      const reason = 'This field is not known and is passed over; said once for the file.';
      into.warnings.push([place, { field, reason }]);
    }
  }
}

/** Some editors and exports put a mark before the first letter: harmless, but not as agreed. */
function withoutMark(text: string, place: Place, into: Records<unknown>): string {
  if (place.line !== 1 || !text.startsWith(BYTE_ORDER_MARK)) return text;
  into.warnings.push([place, { reason: 'The file begins with a byte order mark; it was passed over.' }]);
  return text.slice(1);
}

/** Values never contain a comma or a quote, so quotes can only enclose a whole value. */
function unquoted(cell: string): string {
  return cell
    .trim()
    .replace(/^"([^"]*)"$/, '$1')
    .trim();
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
