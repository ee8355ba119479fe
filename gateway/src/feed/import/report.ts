import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { masked } from '../records/masking';

/** Something of a record that billing should look at. */
export interface Fault {
  field?: string | null;
  value?: unknown;
  /** A sentence for whoever runs the billing system. */
  reason: string;
}

/** Where a record stands: the line of an NDJSON file; none for a file that is one record. */
export interface Place {
  file: string;
  line: number | null;
}

export interface Summary {
  taken: number;
  unchanged: number;
  refused: number;
  warnings: number;
}

const LONGEST_VALUE = 200;

/** What an import says about the feed: one JSON object a line, tax ids masked, a summary as the last. */
export class Report {
  readonly summary: Summary = { taken: 0, unchanged: 0, refused: 0, warnings: 0 };
  private lines: string[] = [];

  private constructor(
    private readonly out: Writable,
    private readonly own: boolean,
  ) {}

  /** Writes to `file`, else to `fallback` (standard output). */
  static async open(file: string | undefined, fallback: Writable): Promise<Report> {
    if (!file) return new Report(fallback, false);
    const out = createWriteStream(file);
    await once(out, 'open');
    return new Report(out, true);
  }

  taken(): void {
    this.summary.taken++;
  }

  unchanged(count = 1): void {
    this.summary.unchanged += count;
  }

  /** A record, or the whole feed: the sum is that of lines which say so. */
  refused(place: Place, fault: Fault): void {
    this.summary.refused++;
    this.add('refused', place, fault);
  }

  warning(place: Place, fault: Fault): void {
    this.summary.warnings++;
    this.add('warning', place, fault);
  }

  /** Hands on what was said so far; waits where the reader of the report is slow. */
  async flush(): Promise<void> {
    if (this.lines.length === 0) return;
    const text = this.lines.join('');
    this.lines = [];
    if (!this.out.write(text)) await once(this.out, 'drain');
  }

  /** Writes the last line. */
  async close(): Promise<void> {
    await this.flush();
    const line = `${JSON.stringify({ summary: this.summary })}\n`;
    // Waits until it is really out: the process ends right after.
    await new Promise<void>((resolve) => this.out.write(line, () => resolve()));
    if (!this.own) return;
    this.out.end();
    await once(this.out, 'close');
  }

  private add(
    level: 'warning' | 'refused',
    { file, line }: Place,
    { field = null, value, reason }: Fault,
  ): void {
    const kept = masked(field, shorten(value));
    this.lines.push(`${JSON.stringify({ level, file, line, field, value: kept, reason })}\n`);
  }
}

/** A fault whose value is a short text: what a line held may be too large, or too deep, to be handed on. */
export function shown(fault: Fault): Fault {
  return { ...fault, value: shorten(fault.value) };
}

function shorten(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
