import { countDays, lastDayOf, nextDay, previousDay, warsawDay } from '../calendar';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { distributorOf } from '../consumption-points/distributors';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import type { TariffPrices } from '../tariffs/tariff-prices';
import type { DateRange } from '../usage/date-range';
import { Direction } from '../usage/usage.input';
import { UsageRows, type DayRow } from '../usage/usage.rows';
import { unpackValues } from '../usage/varint';
import { compareTariffs } from './compare-tariffs';
import type { TariffCheck } from './tariff-check.types';

/** A year with fewer measured days says too little; power cuts and late readings are no reason to be silent. */
const LEAST_PERCENT = 95;
/** Points of one answer: each reads a year of days. */
const MOST_POINTS = 50;

/** Compares the retailer's tariffs by what a point's meter measured hour by hour. */
export class TariffCheckService {
  private readonly rows: UsageRows;

  constructor(
    database: Database,
    /** Null where the retailer set none: then nothing is compared. */
    private readonly prices: TariffPrices | null,
    private readonly now: () => Date,
  ) {
    this.rows = new UsageRows(database);
  }

  /** Points of one customer, by id; those that can not be compared are left out. */
  async ofPoints(customerId: string, points: readonly ConsumptionPoint[]): Promise<Map<string, TariffCheck>> {
    const { prices } = this;
    if (!prices || points.length > MOST_POINTS) return new Map();
    const range = lastYear(warsawDay(this.now()));
    const scope = { customerId, pointIds: points.map(({ id }) => id), direction: Direction.CONSUMPTION };
    const byPoint = grouped(await this.rows.whole(scope, [range]), ({ pointId }) => pointId);
    return new Map(
      points.flatMap((point) => {
        const check = checkOf(point, byPoint.get(point.id) ?? [], range, prices);
        return check ? [[point.id, check] as const] : [];
      }),
    );
  }
}

/** The twelve whole months before a day's own. */
function lastYear(today: string): DateRange {
  const to = previousDay(`${today.slice(0, 7)}-01`);
  const yearBefore = `${Number(to.slice(0, 4)) - 1}${to.slice(4, 7)}`;
  return { from: nextDay(lastDayOf(yearBefore)), to };
}

function checkOf(
  point: ConsumptionPoint,
  rows: readonly DayRow[],
  range: DateRange,
  prices: TariffPrices,
): TariffCheck | null {
  const { tariff, contractedPowerW } = point;
  const measured = rows.filter(
    ({ estimated, packed }) => !estimated && unpackValues(packed).some((value) => value !== null),
  );
  if (tariff === null || measured.length * 100 < countDays(range.from, range.to) * LEAST_PERCENT) return null;
  const distributor = distributorOf(point)?.name ?? null;
  const tariffs = compareTariffs(rows, { tariff, distributor, contractedPowerW }, prices);
  if (!tariffs || tariffs.length < 2) return null;
  const wh = rows.reduce(
    (sum, { packed }) => sum + unpackValues(packed).reduce<number>((day, value) => day + (value ?? 0), 0),
    0,
  );
  return { ...range, totalKwh: wh / 1000, pricesFrom: prices.validFrom, tariffs };
}
