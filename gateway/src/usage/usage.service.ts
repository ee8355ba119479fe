import { countDays, lastDayOf, nextDay, warsawMidnight } from '../calendar';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { ConsumptionPointService } from '../consumption-points/consumption-point.service';
import type { Database } from '../database/database';
import { hourlyUsage } from './hours';
import { checkInput, monthsOf, spansOf, yearBefore, type Span } from './spans';
import { kwh, Totals } from './totals';
import { Direction, Resolution, type Usage, type UsageInput, type UsageInterval } from './usage.input';
import { UsageRows, type Scope, type Total } from './usage.rows';

type Point = Pick<ConsumptionPoint, 'customerId' | 'id' | 'contractFrom' | 'contractTo' | 'producer'>;

/** Answers how much was used: from kept totals, by one statement or two. */
export class UsageService {
  private readonly rows: UsageRows;

  constructor(
    database: Database,
    private readonly points: ConsumptionPointService,
    private readonly now: () => Date,
  ) {
    this.rows = new UsageRows(database);
  }

  /** First and last day with any data, by point. */
  periods(customerId: string, pointIds: readonly string[]): Promise<Map<string, Span>> {
    return this.rows.periods(customerId, pointIds);
  }

  /** All points together. */
  async ofCustomer(customerId: string, input: UsageInput): Promise<Usage> {
    checkInput(input);
    const all = await this.points.all(customerId);
    // Only who feeds energy in can lack data about it.
    const points = input.direction === Direction.PRODUCTION ? all.filter((point) => point.producer) : all;
    return this.usage(customerId, points, input);
  }

  async ofPoint(point: Point, input: UsageInput): Promise<Usage> {
    checkInput(input);
    return this.usage(point.customerId, [point], input);
  }

  private async usage(customerId: string, points: readonly Point[], input: UsageInput): Promise<Usage> {
    const scope: Scope = { customerId, pointIds: points.map(({ id }) => id), direction: input.direction };
    const expected = (span: Span) => points.reduce((sum, point) => sum + daysUnder(point, span), 0);
    const { resolution } = input;
    if (resolution === Resolution.HOUR || resolution === Resolution.QUARTER_HOUR)
      return hourlyUsage(this.rows, scope, input, expected, this.now());
    const totals = await this.totals(scope, input);
    const before = input.comparePreviousYear;
    const intervals = spansOf(input).map((span): UsageInterval => {
      const total = totals.sum(span);
      const previous = before ? totals.sumBefore(span) : null;
      return {
        start: warsawMidnight(span.from),
        end: warsawMidnight(nextDay(span.to)),
        kwh: kwh(total),
        previousKwh: kwh(previous),
        estimated: total.estimated > 0,
        complete: total.measured > 0 && total.complete >= expected(span),
      };
    });
    const now = this.now();
    return {
      intervals,
      totalKwh: totals.sum(input).wh / 1000,
      previousTotalKwh: before ? kwh(totals.sumBefore(input)) : null,
      changePercent: before ? totals.change(input) : null,
      missing: intervals.filter(({ end, complete }) => end <= now && !complete).length,
    };
  }

  private async totals(scope: Scope, input: UsageInput): Promise<Totals> {
    const asked = { from: input.from, to: input.to };
    const before = input.comparePreviousYear ? [yearBefore(asked)] : [];
    if (input.resolution === Resolution.DAY)
      return new Totals(new Map(), await this.rows.days(scope, [asked, ...before]), () => true);
    const months = await this.rows.months(scope, [asked, ...before]);
    const inDays = monthsInDays(months, asked, before.length > 0);
    const spans = [...inDays].sort().map((month) => ({ from: `${month}-01`, to: lastDayOf(month) }));
    return new Totals(months, await this.rows.days(scope, joined(spans)), (month) => inDays.has(month));
  }
}

/** How many days of a span a contract covers. */
function daysUnder({ contractFrom, contractTo }: Point, { from, to }: Span): number {
  const first = contractFrom && contractFrom > from ? contractFrom : from;
  const last = contractTo && contractTo < to ? contractTo : to;
  return first > last ? 0 : countDays(first, last);
}

/**
 * The months that must be looked at day by day: cut ones, Februaries with a day too many, and those of which one year
 * has days that the other lacks. Mostly none.
 */
function monthsInDays(months: ReadonlyMap<string, Total>, asked: Span, compare: boolean): Set<string> {
  const inDays = new Set<string>();
  const measured = (month: string) => months.get(month)?.measured ?? 0;
  const isWhole = (part: Span & { month: string }) => measured(part.month) === countDays(part.from, part.to);
  const pairs = monthsOf(asked).map((now) => ({ now, then: monthsOf(yearBefore(now))[0]! }));
  for (const { now, then } of pairs) {
    if (!now.isWhole && measured(now.month) > 0) inDays.add(now.month);
    if (!compare) continue;
    if (!then.isWhole && measured(then.month) > 0) inDays.add(then.month);
    const both = measured(now.month) > 0 && measured(then.month) > 0;
    if (both && !(isWhole(now) && isWhole(then))) inDays.add(now.month);
  }
  if (!compare) return inDays;
  // Days are held against days: with one of two months the other comes too, and that one's other in its turn.
  for (let size = -1; size !== inDays.size;) {
    size = inDays.size;
    for (const { now, then } of pairs) {
      if (!inDays.has(now.month) && !inDays.has(then.month)) continue;
      inDays.add(now.month).add(then.month);
    }
  }
  return inDays;
}

/** Months that follow each other are one span. */
function joined(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && nextDay(last.to) === span.from) last.to = span.to;
    else joined.push({ ...span });
  }
  return joined;
}
