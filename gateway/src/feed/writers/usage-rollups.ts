import type { EntityManager } from 'typeorm';
import { grouped } from '../../database/grouped';
import type { Rows } from '../../database/bulk-rows';
import { tableOf } from '../../database/entity-columns';
import { powerChunks } from '../../database/sql-lists';
import { changedMonths, customerMonthKey, type MonthChange } from '../../usage/customer-rollup';
import {
  monthsOfDays,
  unpackDays,
  withDays,
  type DayTotal,
  type MonthTotal,
} from '../../usage/monthly-rollup';
import { UsageCustomerMonth, UsageMonth } from '../../usage/usage.entity';

const MONTHS = tableOf(UsageMonth);
const CUSTOMER_MONTHS = tableOf(UsageCustomerMonth);

/** Owner of days without a contract: stored, and visible to no customer. */
export const NOBODY = '';

/** Where a day stands: its keys, in the order of the table. */
export type DayKey = Pick<DayTotal, 'customerId' | 'pointId' | 'direction' | 'day'>;

/** Days of one point in one direction. */
interface Group extends Omit<DayKey, 'day'> {
  from: string;
  to: string;
}

type PackedMonth = Pick<MonthTotal, 'customerId' | 'pointId' | 'direction' | 'month'> & { days: Uint8Array };

/** Months of points as they stand before a batch: what the batch replaces in them need not be read again. */
export class MonthsBefore {
  private readonly months = new Map<string, Uint8Array>();
  /** Days of months that were asked for. */
  private readonly open = new Map<string, boolean[]>();

  constructor(rows: readonly PackedMonth[]) {
    for (const row of rows) this.months.set(monthKey(row, row.month), row.days);
  }

  of(day: DayKey): Uint8Array | null {
    return this.months.get(monthKey(day, day.day.slice(0, 7))) ?? null;
  }

  /** Whether a day has anything but gaps: then it has a row. */
  hasData(day: DayKey): boolean {
    const key = monthKey(day, day.day.slice(0, 7));
    let days = this.open.get(key);
    if (!days) {
      const packed = this.months.get(key);
      days = packed ? unpackDays(packed).map(({ measured, estimated }) => measured + estimated > 0) : [];
      this.open.set(key, days);
    }
    return days[Number(day.day.slice(8)) - 1] ?? false;
  }
}

/** Writes roll-ups: what months keep of their days, and customers of their points. */
export class UsageRollups {
  constructor(private readonly rows: Rows) {}

  /** The months of these days, as they stand. */
  async before(manager: EntityManager, days: readonly DayKey[]): Promise<MonthsBefore> {
    const rows = await inGroups<PackedMonth>(
      manager,
      groupsOf(days).map(({ from, to, ...of }) => ({ ...of, from: from.slice(0, 7), to: to.slice(0, 7) })),
      'SELECT customerId, pointId, direction, month, days FROM usage_months',
      'month',
    );
    return new MonthsBefore(rows);
  }

  /** Replaces these days in their months. */
  async replace(manager: EntityManager, days: readonly DayTotal[], before: MonthsBefore): Promise<void> {
    const months = [...grouped(days, (day) => monthKey(day, day.day.slice(0, 7))).values()].map((some) => {
      const first = some[0]!;
      return withDays({ ...first, month: first.day.slice(0, 7) }, before.of(first), some);
    });
    await this.rows.upsert(manager, MONTHS, months);
    await this.addUp(
      manager,
      months.map((month) => ({
        ...month,
        before: before.of({ ...month, day: month.month }),
        after: month.days,
      })),
    );
  }

  /** Makes all months of a point anew, from its days under these customers. */
  async remake(manager: EntityManager, pointId: string, customerIds: readonly string[]): Promise<void> {
    const groups = customerIds.flatMap((customerId) =>
      ['CONSUMPTION', 'PRODUCTION'].map((direction): Group => ({
        ...{ customerId, pointId, direction },
        ...{ from: '0001-01-01', to: '9999-12-31' },
      })),
    );
    const old = await inGroups<PackedMonth>(
      manager,
      groups.map((group) => ({ ...group, from: '0001-01', to: '9999-12' })),
      'SELECT customerId, pointId, direction, month, days FROM usage_months',
      'month',
    );
    const days = await inGroups<DayTotal>(
      manager,
      groups,
      'SELECT customerId, pointId, direction, day, wh, measured, complete, estimated FROM usage_days',
      'day',
    );
    const months = monthsOfDays(days);
    const under = customerIds.map((customerId) => [customerId, pointId] as const);
    await this.rows.deleteUnder(manager, MONTHS, under);
    await this.rows.upsert(manager, MONTHS, months);
    await this.addUp(manager, [
      ...old.map((month) => ({ ...month, before: month.days, after: null })),
      ...months.map((month) => ({ ...month, before: null, after: month.days })),
    ]);
  }

  /** Adds what points changed to the months of their customers. */
  private async addUp(manager: EntityManager, all: readonly MonthChange[]): Promise<void> {
    const changes = all.filter(({ customerId }) => customerId !== NOBODY);
    const ofCustomers = [
      ...grouped(changes, ({ customerId, direction }) => `${customerId} ${direction}`).values(),
    ];
    const stored = new Map<string, Uint8Array>();
    const one = '(customerId = ? AND direction = ? AND month BETWEEN ? AND ?)';
    for (const some of powerChunks(ofCustomers, 64)) {
      const values = some.flatMap((list) => {
        const months = list.map(({ month }) => month).sort();
        return [list[0]!.customerId, list[0]!.direction, months[0], months.at(-1)];
      });
      const where = Array<string>(some.length).fill(one).join(' OR ');
      const found = await manager.query<(Omit<MonthChange, 'before' | 'after'> & { days: Uint8Array })[]>(
        `SELECT customerId, direction, month, days FROM usage_customer_months WHERE ${where}`,
        values,
      );
      for (const row of found) stored.set(customerMonthKey(row), row.days);
    }
    await this.rows.upsert(manager, CUSTOMER_MONTHS, changedMonths(changes, stored));
  }
}

function monthKey({ customerId, pointId, direction }: Omit<DayKey, 'day'>, month: string): string {
  return `${customerId} ${pointId} ${direction} ${month}`;
}

/** From the first to the last day of each point and direction. */
export function groupsOf(days: readonly DayKey[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { customerId, pointId, direction, day } of days) {
    const key = `${customerId}${pointId}${direction}`;
    const group = groups.get(key);
    if (!group) groups.set(key, { customerId, pointId, direction, from: day, to: day });
    else if (day < group.from) group.from = day;
    else if (day > group.to) group.to = day;
  }
  return [...groups.values()];
}

/** Rows of groups, by the column that follows the keys in the index. */
export async function inGroups<T>(
  manager: EntityManager,
  groups: readonly Group[],
  select: string,
  column: 'day' | 'month',
): Promise<T[]> {
  const found: T[] = [];
  const one = `(customerId = ? AND pointId = ? AND direction = ? AND ${column} BETWEEN ? AND ?)`;
  for (const some of powerChunks(groups, 64)) {
    const where = Array<string>(some.length).fill(one).join(' OR ');
    const values = some.flatMap((g) => [g.customerId, g.pointId, g.direction, g.from, g.to]);
    found.push(...(await manager.query<T[]>(`${select} WHERE ${where}`, values)));
  }
  return found;
}
