import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { marks, padded } from '../database/sql-lists';
import { printedReadings } from './document-readings';
import type { ReadingPeriod } from './reading-period.entity';
import { readingPeriods, type PeriodUse } from './reading-periods';

interface About {
  pointId: string;
  invoiceId: string;
  /** How many points the document is about. */
  points: number;
}

/** Reads what documents say of the use of points without hourly data. */
export class ReadingPeriodService {
  constructor(private readonly database: Database) {}

  /** Periods of points of one customer, newest first; none where hours are measured. Three statements for any number of points. */
  async ofPoints(
    customerId: string,
    points: readonly ConsumptionPoint[],
  ): Promise<Map<string, ReadingPeriod[]>> {
    const measured = await this.measured(customerId, points);
    const without = points.filter(({ id }) => !measured.has(id));
    const about = await this.documents(customerId, without);
    const invoiceIds = about.map(({ invoiceId }) => invoiceId);
    const printed = await printedReadings(this.database.reader, customerId, invoiceIds);
    const documents = grouped(about, ({ pointId }) => pointId);
    const periodsOf = ({ id, meterNumber }: ConsumptionPoint) =>
      readingPeriods(
        (documents.get(id) ?? []).map(({ invoiceId, points: count }) => ({
          ...{ invoiceId, meterNumber, isOnlyPoint: Number(count) === 1 },
          readings: [...(printed.get(invoiceId)?.values() ?? [])].flat(),
        })),
      );
    return new Map(
      points.map((point) => [point.id, periodsOf(point).map((period) => shown(customerId, period))]),
    );
  }

  /** Points whose consumption arrives by the hour. */
  private async measured(customerId: string, points: readonly ConsumptionPoint[]): Promise<Set<string>> {
    const ids = points.map(({ id }) => id);
    const rows = await this.database.query<{ pointId: string }>(
      `SELECT DISTINCT pointId FROM usage_months
       WHERE customerId = ? AND pointId IN (${marks(ids)}) AND direction = 'CONSUMPTION' AND measured > 0`,
      [customerId, ...padded(ids)],
    );
    return new Set(rows.map(({ pointId }) => pointId));
  }

  /** Oldest first. */
  private async documents(customerId: string, points: readonly ConsumptionPoint[]): Promise<About[]> {
    if (points.length === 0) return [];
    const ids = points.map(({ id }) => id);
    return this.database.query<About>(
      `SELECT ip.pointId, ip.invoiceId, (SELECT COUNT(*) FROM invoice_points o
         WHERE o.customerId = ip.customerId AND o.invoiceId = ip.invoiceId) AS points
       FROM invoice_points ip JOIN invoices i ON i.customerId = ip.customerId AND i.id = ip.invoiceId
       WHERE ip.customerId = ? AND ip.pointId IN (${marks(ids)})
       ORDER BY i.issueDate, i.number`,
      [customerId, ...padded(ids)],
    );
  }
}

function shown(customerId: string, { zones, ...period }: PeriodUse): ReadingPeriod {
  return {
    ...{ customerId, ...period },
    kwh: zones.reduce((sum, { wh }) => sum + wh, 0) / 1000,
    zones: zones.map(({ name, wh }) => ({ name, kwh: wh / 1000 })),
  };
}
