import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { shortened, type Fault, type Place } from '../fault';
import { masked } from '../fields/masking';

export interface Summary {
  taken: number;
  unchanged: number;
  refused: number;
  warnings: number;
}

/** Writes the import's report: one JSON object a line, tax ids masked, the summary last. */
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

  /** Flushes the report; waits while its reader is slow. */
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
    const kept = masked(field, shortened(value));
    this.lines.push(`${JSON.stringify({ level, file, line, field, value: kept, reason })}\n`);
  }
}
