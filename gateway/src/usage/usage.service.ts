import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import type { ConsumptionPointService } from '../consumption-points/consumption-point.service';
import { hourlyUsage } from './hours';
import { unpackCustomerDays } from './customer-rollup';
import { UsageRollup } from './monthly-rollup';
import { usageOf } from './months';
import { checkInput, yearBefore, type DateRange } from './date-range';
import { Direction, Resolution, type Usage, type UsageInput } from './usage.input';
import { UsageRows, type CoveredPoint } from './usage.rows';

/** Answers how much was used: from what months keep, by few statements for any number of points. */
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
  periods(customerId: string, pointIds: readonly string[]): Promise<Map<string, DateRange>> {
    return this.rows.periods(customerId, pointIds);
  }

  /**
   * All points together.
   * @throws InvalidInput for too many intervals, or finer ones than the data have
   */
  async ofCustomer(customerId: string, input: UsageInput): Promise<Usage> {
    checkInput(input);
    if (isWithinDay(input)) {
      const all = await this.points.all(customerId);
      const points = input.direction === Direction.PRODUCTION ? all.filter((point) => point.producer) : all;
      const [days, covered] = await Promise.all([
        this.wholeDays(customerId, all, input),
        this.rows.covered(customerId, points),
      ]);
      return hourlyUsage(days, covered, input, this.now());
    }
    const { covers, months } = await this.rows.monthsOfCustomer(customerId, input.direction, read(input));
    return usageOf(new UsageRollup(months, unpackCustomerDays), covers, input, this.now());
  }

  /**
   * Usage of points of one customer, each separately.
   * @returns in the order of `points`; an InvalidInput where a point's data are coarser than requested
   * @throws InvalidInput for too many intervals
   */
  async ofPoints(
    customerId: string,
    points: readonly CoveredPoint[],
    input: UsageInput,
  ): Promise<(Usage | Error)[]> {
    checkInput(input);
    const now = this.now();
    if (isWithinDay(input)) {
      const [found, covered] = await Promise.all([
        this.wholeDays(customerId, points, input),
        this.rows.covered(customerId, points),
      ]);
      const days = grouped(found, ({ pointId }) => pointId);
      return covered.map((point) =>
        orError(() => hourlyUsage(days.get(point.id) ?? [], [point], input, now)),
      );
    }
    const scope = { customerId, pointIds: points.map(({ id }) => id), direction: input.direction };
    const [found, covered] = await Promise.all([
      this.rows.months(scope, read(input)),
      this.rows.covered(customerId, points),
    ]);
    const months = grouped(found, ({ pointId }) => pointId);
    return covered.map((point) => usageOf(new UsageRollup(months.get(point.id) ?? []), [point], input, now));
  }

  private wholeDays(customerId: string, points: readonly CoveredPoint[], input: UsageInput) {
    const scope = { customerId, pointIds: points.map(({ id }) => id), direction: input.direction };
    return this.rows.whole(scope, read(input));
  }
}

function isWithinDay({ resolution }: UsageInput): boolean {
  return resolution === Resolution.HOUR || resolution === Resolution.QUARTER_HOUR;
}

/** The days of the range. */
function read({ from, to, comparePreviousYear }: UsageInput): DateRange[] {
  const asked = { from, to };
  return comparePreviousYear ? [asked, yearBefore(asked)] : [asked];
}

/** One point's fault is no other's. */
function orError(work: () => Usage): Usage | Error {
  try {
    return work();
  } catch (error) {
    return error as Error;
  }
}
