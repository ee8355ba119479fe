import type { EntityManager } from 'typeorm';
import { faultOf } from './fields';
import { readLines, type Line } from './ndjson';
import type { Outcome, RecordKind } from './record';
import type { Fault, Place } from './report';
import { Batches, type Run } from './run';
import { Seen } from './seen';

const BYTE_ORDER_MARK = '\uFEFF';

/** Takes one NDJSON file: each line alone, in order, in batches. Does nothing where the feed has no such file. */
export async function takeLines<R>(
  run: Run,
  name: string,
  kind: RecordKind<R>,
  write: (manager: EntityManager, records: R[]) => Promise<Outcome[]>,
): Promise<void> {
  const file = run.files.get(name);
  if (!file) return;
  const batches = new Batches(run, write);
  const reader = new LineReader(run, name, kind);
  for await (const { lines, bytes } of readLines(file.full)) {
    for (const line of lines) {
      const item = reader.read(line);
      if (item && batches.add(item, item.bytes)) await batches.flush();
    }
    run.progress.advance(lines.length, bytes);
    await run.report.flush();
  }
  await batches.finish();
  run.progress.next(file.bytes);
}

/** Turns lines into records and says what is wrong with the others. */
export class LineReader<R> {
  private readonly seen = new Seen();
  private readonly fields: Set<string>;
  private readonly later: Set<string>;

  constructor(
    private readonly run: Pick<Run, 'report'>,
    private readonly file: string,
    private readonly kind: RecordKind<R>,
  ) {
    this.later = new Set(kind.later);
    this.fields = new Set(kind.fields.filter((field) => !this.later.has(field)));
  }

  /** Null when the line was refused, and reported. */
  read(line: Line): { record: R; place: Place; warnings: Fault[]; bytes: number } | null {
    const place = { file: this.file, line: line.number };
    const refuse = (fault: Fault) => {
      this.run.report.refused(place, fault);
      return null;
    };
    if ('fault' in line) return refuse(line.fault);
    const value = parse(this.withoutMark(line.text, place));
    if (!value) return refuse({ reason: 'The line is no JSON object.' });
    const parsed = this.kind.parse(value);
    if ('error' in parsed) return refuse(faultOf(parsed.error, value));
    if (parsed.key !== null && !this.seen.add(parsed.key))
      return refuse({ reason: 'A line before it in this file has the same key: the first one counts.' });
    this.pointOut(value, place);
    return { record: parsed.record, place, warnings: parsed.warnings, bytes: line.text.length };
  }

  /** Some editors and exports put a mark before the first letter: harmless, but not as agreed. */
  private withoutMark(text: string, place: Place): string {
    if (place.line !== 1 || !text.startsWith(BYTE_ORDER_MARK)) return text;
    this.run.report.warning(place, { reason: 'The file begins with a byte order mark; it was passed over.' });
    return text.slice(1);
  }

  /** Fields that are not kept are said once a file: a column more must not drown the report. */
  private pointOut(value: object, place: Place): void {
    for (const field in value) {
      if (this.fields.has(field)) continue;
      this.fields.add(field);
      const reason = this.later.has(field)
        ? 'This field is checked, but not kept by this version.'
        : 'This field is not known and is passed over; said once for the file.';
      this.run.report.warning(place, { field, reason });
    }
  }
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
