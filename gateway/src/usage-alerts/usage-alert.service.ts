import { warsawDay } from '../calendar';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { Database, Deadline } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { marks, padded } from '../database/sql-lists';
import { UsageAlertChoice, type UsageAlert } from './usage-alert.entity';

const CHOICES = tableOf(UsageAlertChoice);
const NOTHING: UsageAlert = { monthlyKwh: null, unusualDay: false };

/** The most a month can be watched for, in kWh. */
export const MOST_KWH = 1_000_000;

/** What customers want to be told of the use of their points. */
export class UsageAlertService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  async ofPoints(
    customerId: string,
    points: readonly Pick<ConsumptionPoint, 'id'>[],
  ): Promise<Map<string, UsageAlert>> {
    const ids = points.map(({ id }) => id);
    const rows = await this.database.query<UsageAlertChoice>(
      `SELECT pointId, monthlyKwh, unusualDay FROM usage_alerts WHERE customerId = ? AND pointId IN (${marks(ids)})`,
      [customerId, ...padded(ids)],
    );
    const chosen = new Map(
      rows.map(({ pointId, monthlyKwh, unusualDay }) => [
        pointId,
        { monthlyKwh, unusualDay: Boolean(unusualDay) },
      ]),
    );
    return new Map(ids.map((id) => [id, chosen.get(id) ?? NOTHING]));
  }

  async set(
    { customerId, id: pointId }: ConsumptionPoint,
    { monthlyKwh, unusualDay }: UsageAlert,
    { until }: Deadline,
  ): Promise<void> {
    const { database } = this;
    await database.transaction(
      async (manager) => {
        const [before] = await manager.query<Pick<UsageAlertChoice, 'unusualDay' | 'since'>[]>(
          `SELECT unusualDay, since FROM usage_alerts WHERE customerId = ? AND pointId = ? ${database.dialect.forUpdate}`,
          [customerId, pointId],
        );
        const since = before?.unusualDay ? before.since : warsawDay(this.now());
        const row = { customerId, pointId, monthlyKwh, unusualDay: unusualDay ? 1 : 0, since } as const;
        await database.rows.upsert(manager, CHOICES, [row]);
      },
      { subject: customerId, until },
    );
  }
}
