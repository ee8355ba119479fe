// What a month keeps of its days, so that a year of days is read as twelve rows and not as 365.
import { nextDay } from '../calendar';
import { grouped } from '../database/grouped';
import { packNumbers, unpackNumbers } from './varint';

/** Sums of a day or a month, of one point or of several together. */
export interface Total {
  /** Watt-hours. */
  wh: number;
  /** Days in which anything was measured; of several points, the best one's. */
  measured: number;
  /** Days of a point in which nothing is missing, and which were estimated. */
  complete: number;
  estimated: number;
}

/** The sums of one day of one point. */
export interface DayTotal extends Total {
  customerId: string;
  pointId: string;
  direction: string;
  /** 2026-03-29 */
  day: string;
}

/** A month of days together. */
export interface MonthTotal extends Total {
  customerId: string;
  pointId: string;
  direction: string;
  /** 2026-03 */
  month: string;
  /** First and last day in which anything was measured. */
  firstDay: string | null;
  lastDay: string | null;
  /** Packed by `packDays`. */
  days: Buffer;
}

/** What names a month of a point. */
export type MonthKey = Pick<MonthTotal, 'customerId' | 'pointId' | 'direction' | 'month'>;

/** Adds days up by point, direction and month. */
export function monthsOfDays(days: readonly DayTotal[]): MonthTotal[] {
  const months = grouped(
    days,
    ({ customerId, pointId, direction, day }) => `${customerId} ${pointId} ${direction} ${day.slice(0, 7)}`,
  );
  return [...months.values()].map((some) => {
    const { customerId, pointId, direction, day } = some[0]!;
    return withDays({ customerId, pointId, direction, month: day.slice(0, 7) }, null, some);
  });
}

/**
 * A month in which days came in or were replaced.
 * @param before its packed days, null where there were none
 */
export function withDays(
  { customerId, pointId, direction, month }: MonthKey,
  before: Uint8Array | null,
  changed: readonly ({ day: string } & Total)[],
): MonthTotal {
  const days = before ? unpackDays(before) : [];
  for (const { day, wh, measured, complete, estimated } of changed) {
    const n = Number(day.slice(8)) - 1;
    while (days.length < n) days.push(NO_DATA);
    days[n] = { wh, measured, complete, estimated };
  }
  const sum = { wh: 0, measured: 0, complete: 0, estimated: 0 };
  for (const day of days) {
    sum.wh += day.wh;
    sum.measured += day.measured;
    sum.complete += day.complete;
    sum.estimated += day.estimated;
  }
  const dayAt = (n: number) => (n < 0 ? null : `${month}-${String(n + 1).padStart(2, '0')}`);
  return {
    ...{ customerId, pointId, direction, month },
    ...sum,
    firstDay: dayAt(days.findIndex(({ measured }) => measured)),
    lastDay: dayAt(days.findLastIndex(({ measured }) => measured)),
    days: packDays(days),
  };
}

const NO_DATA: Readonly<Total> = { wh: 0, measured: 0, complete: 0, estimated: 0 };

/** From the first of the month to the last day there is: watt-hours times eight and three marks, 0 for a day without data. */
function packDays(days: readonly Total[]): Buffer {
  return packNumbers(
    days.map(({ wh, estimated, complete, measured }) => wh * 8 + estimated * 4 + complete * 2 + measured),
  );
}

/** The days of a month of one point; the first of the month first, those after the last one with data left out. */
export function unpackDays(packed: Uint8Array): Total[] {
  return unpackNumbers(packed).map((code) => {
    // The marks fit 32 bits, the watt-hours need not.
    const marks = code % 8;
    return {
      wh: (code - marks) / 8,
      estimated: marks >> 2,
      complete: (marks >> 1) & 1,
      measured: marks & 1,
    };
  });
}

/** A month of one point as it is read. */
export interface MonthRow extends Total {
  month: string;
  days: Uint8Array;
}

/** What is known of some months: of one point, or of several together. */
export class UsageRollup {
  private readonly months = new Map<string, Total>();
  private readonly days = new Map<string, Total>();
  /** Months whose days are not unpacked yet. */
  private readonly closed = new Map<string, MonthRow[]>();

  /** @param unpack opens the days of a row */
  constructor(
    rows: readonly MonthRow[],
    private readonly unpack: (days: Uint8Array) => Total[] = unpackDays,
  ) {
    for (const row of rows) {
      const others = this.closed.get(row.month);
      if (others) others.push(row);
      else this.closed.set(row.month, [row]);
      this.months.set(row.month, together(this.months.get(row.month), row));
    }
  }

  /** Sums of a month such as 2026-03. */
  month(month: string): Total | undefined {
    return this.months.get(month);
  }

  /** Sums of a day such as 2026-03-29. Months are opened when one of their days is asked for: mostly none is. */
  day(day: string): Total | undefined {
    if (this.closed.size > 0) this.open(day.slice(0, 7));
    return this.days.get(day);
  }

  private open(month: string): void {
    for (const row of this.closed.get(month) ?? []) {
      let day = `${month}-01`;
      for (const total of this.unpack(row.days)) {
        this.days.set(day, together(this.days.get(day), total));
        day = nextDay(day);
      }
    }
    this.closed.delete(month);
  }
}

/** Adds points: sums of usage, and days measured at any of them. */
function together(a: Total | undefined, b: Total): Total {
  if (!a) return b;
  return {
    wh: a.wh + b.wh,
    measured: Math.max(a.measured, b.measured),
    complete: a.complete + b.complete,
    estimated: a.estimated + b.estimated,
  };
}
