import { warsawDay } from '../calendar';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { UsageRollup } from '../usage/monthly-rollup';
import { Direction } from '../usage/usage.input';
import { UsageRows } from '../usage/usage.rows';
import { daysToRead, forecastOf } from './forecast';
import type { UsageForecast } from './usage-forecast.entity';

/** Forecasts the month of points, from what months keep of their days: one statement for any number of points. */
export class UsageForecastService {
  private readonly rows: UsageRows;

  constructor(
    database: Database,
    private readonly now: () => Date,
  ) {
    this.rows = new UsageRows(database);
  }

  /** Energy drawn, not fed in. Null where too little is known. */
  async ofPoints(
    customerId: string,
    points: readonly ConsumptionPoint[],
  ): Promise<Map<string, UsageForecast | null>> {
    const today = warsawDay(this.now());
    const pointIds = points.map(({ id }) => id);
    const scope = { customerId, pointIds, direction: Direction.CONSUMPTION };
    const months = grouped(await this.rows.months(scope, [daysToRead(today)]), ({ pointId }) => pointId);
    return new Map(
      points.map(({ id, contractFrom, contractTo }) => {
        const rollup = new UsageRollup(months.get(id) ?? []);
        const contract = { from: contractFrom ?? '0001-01-01', to: contractTo ?? '9999-12-31' };
        return [id, forecastOf((day) => rollup.day(day), contract, today)];
      }),
    );
  }
}
