import type { EntityManager } from 'typeorm';
import { warsawDay } from '../calendar';
import type { Database } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { grouped } from '../database/grouped';
import type { NotificationWriter } from '../notifications/notification.writer';
import { UsageRollup, type MonthRow } from '../usage/monthly-rollup';
import { alertNews, type AlertedPoint } from './alert-news';
import { daysToRead, passedOf, type Passed } from './passed';
import { UsageAlertMade, type UsageAlertChoice } from './usage-alert.entity';

const MADE = tableOf(UsageAlertMade);
/** Points in one transaction. */
const BATCH = 500;

type Watched = UsageAlertChoice & AlertedPoint;
type Guard = (manager: EntityManager) => Promise<void>;

export interface UsageNoticesParts {
  database: Database;
  notificationWriter: NotificationWriter;
  now: () => Date;
}

/**
 * Tells customers of use that they want to hear of. It looks at all points that are watched, not at what an import
 * changed: an import that was interrupted is made up for by the next one. Each alert is made once.
 */
export class UsageNotices {
  constructor(private readonly parts: UsageNoticesParts) {}

  /** @param guard called in each transaction */
  tell(guard: Guard): Promise<void> {
    return this.run(guard, (manager, alerts) =>
      this.parts.notificationWriter.tell(
        manager,
        alerts.map(({ point, passed }) => alertNews(point, passed)),
      ),
    );
  }

  /** After an import of history: what it shows is never told. */
  passOver(guard: Guard): Promise<void> {
    return this.run(guard, async () => undefined);
  }

  private async run(
    guard: Guard,
    tell: (manager: EntityManager, alerts: readonly Alert[]) => Promise<void>,
  ): Promise<void> {
    const { database } = this.parts;
    let last: Key | null = { customerId: '', pointId: '' };
    while (last !== null) {
      const after: Key = last;
      last = await database.transaction(async (manager) => {
        await guard(manager);
        const watched = await watchedAfter(manager, after);
        const alerts = await this.newAlerts(manager, watched);
        await database.rows.insertMissing(
          manager,
          MADE,
          alerts.map(({ point: { customerId, pointId }, passed: { subject } }) => ({
            customerId,
            pointId,
            subject,
          })),
        );
        await tell(manager, alerts);
        return watched.length === BATCH ? watched.at(-1)! : null;
      });
    }
  }

  /** In the order of keys, so that locks are acquired in that order. */
  private async newAlerts(manager: EntityManager, watched: readonly Watched[]): Promise<Alert[]> {
    if (watched.length === 0) return [];
    const today = warsawDay(this.parts.now());
    const between = [watched[0]!, watched.at(-1)!] as const;
    const months = await monthsBetween(manager, between, today);
    const made = await madeBetween(manager, between);
    return watched.flatMap((point) => {
      const rollup = new UsageRollup(months.get(idOf(point)) ?? []);
      return passedOf((day) => rollup.day(day), point, today)
        .filter(({ subject }) => !made.has(`${idOf(point)} ${subject}`))
        .map((passed) => ({ point, passed }));
    });
  }
}

interface Key {
  customerId: string;
  pointId: string;
}

interface Alert {
  point: Watched;
  passed: Passed;
}

async function watchedAfter(manager: EntityManager, { customerId, pointId }: Key): Promise<Watched[]> {
  return manager.query(
    `SELECT a.customerId, a.pointId, a.monthlyKwh, a.unusualDay, a.since, p.ppe, p.ownLabel, p.addressLine1, p.addressLine2
     FROM usage_alerts a JOIN consumption_points p ON p.customerId = a.customerId AND p.id = a.pointId
     WHERE (a.customerId > ? OR (a.customerId = ? AND a.pointId > ?)) AND (a.monthlyKwh IS NOT NULL OR a.unusualDay = 1)
     ORDER BY a.customerId, a.pointId LIMIT ${BATCH}`,
    [customerId, customerId, pointId],
  );
}

type Between = readonly [Key, Key];
/** From the first to the last key of a batch. */
const BETWEEN =
  'a.customerId BETWEEN ? AND ? AND (a.customerId > ? OR a.pointId >= ?) AND (a.customerId < ? OR a.pointId <= ?)';

function bounds([first, last]: Between): string[] {
  return [
    ...[first.customerId, last.customerId],
    ...[first.customerId, first.pointId, last.customerId, last.pointId],
  ];
}

async function monthsBetween(
  manager: EntityManager,
  between: Between,
  today: string,
): Promise<Map<string, (MonthRow & Key)[]>> {
  const { from, to } = daysToRead(today);
  const rows = await manager.query<(MonthRow & Key)[]>(
    `SELECT m.customerId, m.pointId, m.month, m.wh, m.measured, m.complete, m.estimated, m.days FROM usage_alerts a
     JOIN usage_months m ON m.customerId = a.customerId AND m.pointId = a.pointId
       AND m.direction = 'CONSUMPTION' AND m.month BETWEEN ? AND ?
     WHERE ${BETWEEN}`,
    [from.slice(0, 7), to.slice(0, 7), ...bounds(between)],
  );
  return grouped(rows, idOf);
}

async function madeBetween(manager: EntityManager, between: Between): Promise<ReadonlySet<string>> {
  const rows = await manager.query<UsageAlertMade[]>(
    `SELECT a.customerId, a.pointId, a.subject FROM usage_alerts_made a WHERE ${BETWEEN}`,
    bounds(between),
  );
  return new Set(rows.map((row) => `${idOf(row)} ${row.subject}`));
}

function idOf({ customerId, pointId }: Key): string {
  return `${customerId} ${pointId}`;
}
