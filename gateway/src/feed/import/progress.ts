import type { WriteStream } from 'node:tty';

const EVERY_MS = 500;

/** One line on a terminal, drawn over and over: records, rate, time left. Silent where no terminal is. */
export class Progress {
  private readonly started = Date.now();
  private drawn = 0;
  private records = 0;
  private finished = 0;
  private current = 0;

  /** @param total bytes of all files of the feed */
  constructor(
    private readonly out: Pick<WriteStream, 'write' | 'isTTY'>,
    private readonly total: number,
  ) {}

  /** @param bytes read of the file being taken */
  advance(records: number, bytes: number): void {
    this.records += records;
    this.current = bytes;
    if (!this.out.isTTY || Date.now() - this.drawn < EVERY_MS) return;
    this.drawn = Date.now();
    this.out.write(`\r${this.text()}\u001b[K`);
  }

  /** A file is done. */
  next(bytes: number): void {
    this.finished += bytes;
    this.current = 0;
  }

  end(): void {
    if (this.out.isTTY && this.drawn > 0) this.out.write(`\r${this.text()}\u001b[K\n`);
  }

  private text(): string {
    const seconds = Math.max(0.001, (Date.now() - this.started) / 1000);
    const done = this.finished + this.current;
    const left = done > 0 ? (seconds * Math.max(0, this.total - done)) / done : 0;
    const number = (n: number) => Math.round(n).toLocaleString('en');
    return `${number(this.records)} records · ${number(this.records / seconds)}/s · ${duration(left)} left`;
  }
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
