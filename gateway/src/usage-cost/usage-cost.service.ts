import { warsawDay } from '../calendar';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { ConsumptionPointService } from '../consumption-points/consumption-point.service';
import { distributorOf } from '../consumption-points/distributors';
import type { Database } from '../database/database';
import { groupOf } from '../tariffs/tariffs';
import { zoneNames, type ZonedTariff } from '../tariffs/zones';
import type { DateRange } from '../usage/date-range';
import { Direction, type UsageInput } from '../usage/usage.input';
import { UsageRows, type DayRow } from '../usage/usage.rows';
import { countDays } from '../calendar';
import { costOf } from './cost-of-use';
import { MOST_POINT_DAYS, planOf, type CostPlan } from './cost-plan';
import { PriceSearch, type CostPoint } from './price-search';
import { SettledDocuments } from './settled-documents';
import type { UsageCost, UsageZone } from './usage-cost.types';
import { intervalsOf, minutesOf, zonedUse, type Intervals } from './zoned-use';

/** Points whose use is asked for together: one, or all of a customer. */
export type PointSet = readonly ConsumptionPoint[];

/** Divides use by zones and prices it, only when asked. Days are read by one statement for any number of points. */
export class UsageCostService {
  private readonly rows: UsageRows;
  private readonly documents: SettledDocuments;

  constructor(
    database: Database,
    private readonly points: ConsumptionPointService,
    private readonly now: () => Date,
  ) {
    this.rows = new UsageRows(database);
    this.documents = new SettledDocuments(database);
  }

  /** All points of a customer. */
  all(customerId: string): Promise<ConsumptionPoint[]> {
    return this.points.all(customerId);
  }

  /** Use by zone, for each set of one customer's points; empty where there is nothing to divide. */
  async zones(customerId: string, sets: readonly PointSet[], input: UsageInput): Promise<UsageZone[][]> {
    const days = countDays(input.from, input.to);
    const zoned = sets.map((set) =>
      input.direction === Direction.CONSUMPTION && set.length * days <= MOST_POINT_DAYS
        ? namesOf(set, input)
        : [],
    );
    const points = new Map(
      sets.flatMap((set, n) => (zoned[n]!.length > 0 ? set.map((point) => [point.id, point] as const) : [])),
    );
    // Several sets at once may still be too much.
    if (points.size === 0 || points.size * days > MOST_POINT_DAYS) return sets.map(() => []);
    const rows = await this.whole(customerId, [...points.keys()], input);
    const intervals = intervalsOf(input);
    return sets.map((set, n) => zonesOf(set, zoned[n]!, rows, intervals));
  }

  /** What use cost, for each set of one customer's points; null without prices. */
  async costs(
    customerId: string,
    sets: readonly PointSet[],
    input: UsageInput,
  ): Promise<(UsageCost | null)[]> {
    if (input.direction === Direction.PRODUCTION) return sets.map(() => null);
    const asked = [...new Map(sets.flat().map((point) => [point.id, point])).values()];
    const [documents, covered] = await Promise.all([
      this.documents.of(
        customerId,
        asked.map(({ id }) => id),
        input,
      ),
      this.rows.covered(customerId, asked),
    ]);
    if (!documents) return sets.map(() => null);
    const byId = new Map(covered.map((point) => [point.id, { ...point, ...zonedTariff(point) }]));
    const today = warsawDay(this.now());
    const planned = sets.map((set) => {
      const points = set.map(({ id }) => byId.get(id)!);
      return { points, plan: planOf(points, documents, input, today) };
    });
    const rows = await this.estimated(
      customerId,
      planned.map(({ plan }) => plan),
    );
    return planned.map(({ points, plan }) => {
      if (!plan) return null;
      const prices = new PriceSearch(documents, points);
      const cost = costOfSet(points, { plan, prices, rows }, input);
      return cost && { ...cost, customerId };
    });
  }

  /** Days that have to be estimated for any of the plans. */
  private async estimated(customerId: string, plans: readonly (CostPlan | null)[]): Promise<DayRow[]> {
    const ranges = new Map<string, DateRange>();
    for (const plan of plans)
      for (const [id, days] of plan?.estimated ?? [])
        for (const { from, to } of days) {
          const known = ranges.get(id);
          ranges.set(id, {
            from: known && known.from < from ? known.from : from,
            to: known && known.to > to ? known.to : to,
          });
        }
    if (ranges.size === 0) return [];
    const all = [...ranges.values()];
    const from = all.map((range) => range.from).sort()[0]!;
    const to = all
      .map((range) => range.to)
      .sort()
      .at(-1)!;
    return this.whole(customerId, [...ranges.keys()], { from, to });
  }

  private whole(customerId: string, pointIds: string[], { from, to }: DateRange): Promise<DayRow[]> {
    return this.rows.whole({ customerId, pointIds, direction: Direction.CONSUMPTION }, [{ from, to }]);
  }
}

/** What one set of points cost; null without prices. */
function costOfSet(
  points: readonly (CostPoint & ZonedTariff)[],
  parts: { plan: CostPlan; prices: PriceSearch; rows: DayRow[] },
  input: UsageInput,
): Omit<UsageCost, 'customerId'> | null {
  const { plan, prices } = parts;
  if (points.every((point) => prices.newest(point) === null)) return null;
  const minutes = minutesOf(input.resolution);
  const cost = costOf(points, parts, intervalsOf(input), minutes);
  if (!cost) return null;
  const { priced, ...sums } = cost;
  const source = points.length === 1 ? (priced ?? prices.newest(points[0]!)) : null;
  return {
    ...sums,
    billed: minutes === null ? plan.billed : sums.fixed.map(() => false),
    invoiceId: source?.document.id ?? null,
  };
}

function zonedTariff(point: ConsumptionPoint): ZonedTariff {
  return { tariff: point.tariff, distributor: distributorOf(point)?.name ?? null };
}

/** The zones of all points; none where their tariffs differ. */
function namesOf(set: PointSet, { to }: UsageInput): readonly string[] {
  const groups = new Set(set.map(({ tariff }) => tariff && groupOf(tariff)));
  return groups.size === 1 ? zoneNames(to, zonedTariff(set[0]!)) : [];
}

function zonesOf(
  set: PointSet,
  names: readonly string[],
  rows: readonly DayRow[],
  intervals: Intervals,
): UsageZone[] {
  if (names.length === 0) return [];
  const sums = names.map(() => new Float64Array(intervals.count));
  const measured = Array<boolean>(intervals.count).fill(false);
  for (const point of set) {
    const uses = zonedUse(
      rows.filter(({ pointId }) => pointId === point.id),
      zonedTariff(point),
      intervals,
    );
    for (const [at, use] of uses.entries()) {
      if (!use) continue;
      measured[at] = true;
      for (const [name, wh] of use.wh) {
        const zone = names.indexOf(name);
        // Days before the table began have no zone: a part of the whole would mislead.
        if (zone === -1) return [];
        sums[zone]![at]! += wh;
      }
    }
  }
  return names.map((name, zone) => ({
    name,
    kwh: measured.map((is, at) => (is ? sums[zone]![at]! / 1000 : null)),
    totalKwh: sums[zone]!.reduce((sum, wh) => sum + wh, 0) / 1000,
  }));
}
