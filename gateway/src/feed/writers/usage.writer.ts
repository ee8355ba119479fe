import type { EntityManager } from 'typeorm';
import { lastDayOf } from '../../calendar';
import { keyOf } from '../../database/columns';
import { grouped } from '../../database/grouped';
import { coversOf, type Cover } from '../../usage/contracts';
import { monthsOfDays, type DayTotal, type MonthTotal } from '../../usage/monthly-rollup';
import { packValues } from '../../usage/varint';
import type { Outcome } from '../records/record';
import type { Fault } from '../fault';
import { type RowOf, type Rows } from '../../database/bulk-rows';
import { columnsOf, tableOf } from '../../database/entity-columns';
import { UsageDay, UsageMonth } from '../../usage/usage.entity';
import type { UsageRecord } from '../records/usage.record';
import { powerChunks } from '../../database/sql-lists';

const DAYS = tableOf(UsageDay);
const MONTHS = tableOf(UsageMonth);
const DAY_COLUMNS = columnsOf(UsageDay, 'd');

type Day = RowOf<UsageDay>;

/** Owner of days without a contract: stored, and visible to no customer. */
const NOBODY = '';

interface Contract {
  customerId: string;
  id: string;
  contractFrom: string | null;
  contractTo: string | null;
  contractedPowerW: number | null;
}

/** One unit of comparison: a point's usage in one direction, and the range of days. */
interface Group {
  customerId: string;
  pointId: string;
  direction: string;
  from: string;
  to: string;
}

/** Writes use under the contract that covers its day, with the months' totals in the same transaction. */
export class UsageWriter {
  constructor(private readonly rows: Rows) {}

  async write(manager: EntityManager, records: readonly UsageRecord[]): Promise<Outcome[]> {
    const contracts = await this.covers(
      manager,
      records.map((record) => record.ppe),
    );
    const owned = records.map((record) => {
      const covers = contracts.get(record.pointId);
      const cover = covers?.find(({ from, to }) => from <= record.day && record.day <= to);
      return { record, known: covers !== undefined, contract: cover?.contract };
    });
    const taken = owned.flatMap(({ record, contract }) =>
      contract ? [{ ...record, ...keyFor(contract) }] : [],
    );
    const before = await this.existing(manager, taken);
    const changed = new Map<string, Day>();
    const outcomes = owned.map(({ record, known, contract }): Outcome => {
      if (!known) return { field: 'ppe', value: record.ppe, reason: 'There is no point with this number.' };
      if (!contract)
        return { field: 'date', value: record.day, reason: 'No contract for this point covers this day.' };
      const row = rowOf(contract.customerId, record);
      const key = keyOfDay(row);
      if (before.get(key) === textOf(row)) return 'unchanged';
      before.set(key, textOf(row));
      changed.set(key, row);
      const warning = tooMuch(record, contract.contractedPowerW);
      return warning ? { warnings: [warning] } : 'taken';
    });
    const days = [...changed.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    await this.rows.upsert(manager, DAYS, days);
    await this.total(manager, days);
    return outcomes;
  }

  /** Hands use over where contracts of these points changed: each day to the contract that covers it now. */
  async hand(manager: EntityManager, ppes: readonly string[]): Promise<void> {
    const used = await this.rows.selectIn<{ pointId: string }>(
      manager,
      'SELECT DISTINCT pointId FROM usage_months WHERE pointId IN',
      ppes.map((ppe) => keyOf(ppe)),
    );
    if (used.length === 0) return;
    const ids = new Set(used.map((row) => row.pointId));
    const contracts = await this.covers(
      manager,
      ppes.filter((ppe) => ids.has(keyOf(ppe))),
    );
    for (const id of ids) await this.handPoint(manager, id, contracts.get(id) ?? []);
  }

  private async handPoint(manager: EntityManager, pointId: string, covers: Cover<Contract>[]): Promise<void> {
    const holders = [NOBODY, ...covers.map(({ contract }) => contract.customerId)];
    const isMoved = await this.isElsewhere(manager, pointId, covers);
    if (!isMoved) return;
    // First the days without a contract become unowned, then each contract takes its days.
    for (const { contract, from, to } of covers)
      await manager.query(
        'UPDATE usage_days SET customerId = ? WHERE customerId = ? AND pointId = ? AND (day < ? OR day > ?)',
        [NOBODY, contract.customerId, pointId, from, to],
      );
    for (const { contract, from, to } of covers)
      await manager.query(
        'UPDATE usage_days SET customerId = ? WHERE customerId = ? AND pointId = ? AND day BETWEEN ? AND ?',
        [contract.customerId, NOBODY, pointId, from, to],
      );
    await this.rows.deleteUnder(
      manager,
      MONTHS,
      holders.map((holder) => [holder, pointId] as const),
    );
    const groups = holders.flatMap((customerId) =>
      ['CONSUMPTION', 'PRODUCTION'].map((direction): Group => ({
        customerId,
        pointId,
        direction,
        from: '0001-01-01',
        to: '9999-12-31',
      })),
    );
    await this.rows.upsert(manager, MONTHS, await this.totalsOf(manager, groups));
  }

  private async isElsewhere(
    manager: EntityManager,
    pointId: string,
    covers: Cover<Contract>[],
  ): Promise<boolean> {
    for (const { contract, from, to } of covers) {
      const rows = await manager.query<object[]>(
        `SELECT day FROM usage_days WHERE pointId = ? AND ((customerId = ? AND (day < ? OR day > ?)) OR (customerId = ? AND day BETWEEN ? AND ?)) LIMIT 1`,
        [pointId, contract.customerId, from, to, NOBODY, from, to],
      );
      if (rows.length > 0) return true;
    }
    return false;
  }

  private async covers(
    manager: EntityManager,
    ppes: readonly string[],
  ): Promise<Map<string, Cover<Contract>[]>> {
    const rows = await this.rows.selectIn<Contract>(
      manager,
      'SELECT customerId, id, contractFrom, contractTo, contractedPowerW FROM consumption_points WHERE ppe IN',
      ppes,
    );
    return new Map([...grouped(rows, (row) => row.id)].map(([id, list]) => [id, coversOf(list)]));
  }

  /** What these days look like now, by key. */
  private async existing(
    manager: EntityManager,
    records: readonly (UsageRecord & { customerId: string })[],
  ): Promise<Map<string, string>> {
    const groups = groupsOf(records);
    const found = await this.inGroups<Day>(manager, groups, `SELECT ${DAY_COLUMNS} FROM usage_days d`);
    return new Map(found.map((day) => [keyOfDay(day), textOf(day)]));
  }

  /** Recomputes the roll-ups of these days' months. */
  private async total(manager: EntityManager, days: readonly Day[]): Promise<void> {
    const groups = groupsOf(days).map((group) => ({
      ...group,
      from: `${group.from.slice(0, 7)}-01`,
      to: lastDayOf(group.to.slice(0, 7)),
    }));
    await this.rows.upsert(manager, MONTHS, await this.totalsOf(manager, groups));
  }

  private async totalsOf(manager: EntityManager, groups: readonly Group[]): Promise<MonthTotal[]> {
    const days = await this.inGroups<DayTotal>(
      manager,
      groups,
      'SELECT customerId, pointId, direction, day, wh, measured, complete, estimated FROM usage_days',
    );
    return monthsOfDays(days);
  }

  private async inGroups<T>(manager: EntityManager, groups: readonly Group[], select: string): Promise<T[]> {
    const found: T[] = [];
    const one = '(customerId = ? AND pointId = ? AND direction = ? AND day BETWEEN ? AND ?)';
    for (const some of powerChunks(groups, 64)) {
      const where = Array<string>(some.length).fill(one).join(' OR ');
      const values = some.flatMap((g) => [g.customerId, g.pointId, g.direction, g.from, g.to]);
      found.push(...(await manager.query<T[]>(`${select} WHERE ${where}`, values)));
    }
    return found;
  }
}

function keyFor({ customerId }: Contract): { customerId: string } {
  return { customerId };
}

/** From the first to the last day of each point and direction. */
function groupsOf(
  days: readonly { customerId: string; pointId: string; direction: string; day: string }[],
): Group[] {
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

function rowOf(customerId: string, record: UsageRecord): Day {
  const measured = record.values.filter((value) => value !== null);
  return {
    customerId,
    pointId: record.pointId,
    direction: record.direction,
    day: record.day,
    minutes: record.minutes,
    estimated: record.estimated ? 1 : 0,
    wh: measured.reduce((sum, value) => sum + value, 0),
    measured: measured.length > 0 ? 1 : 0,
    complete: measured.length === record.values.length ? 1 : 0,
    packed: packValues(record.values),
  };
}

function keyOfDay({ customerId, pointId, direction, day }: Day): string {
  return `${customerId},${pointId},${direction},${day}`;
}

/** Columns that decide whether two rows are equal; the sums follow from the values. */
function textOf({ minutes, estimated, packed }: Day): string {
  return `${Number(minutes)} ${Number(estimated)} ${Buffer.from(packed).toString('base64')}`;
}

const MOST_WH_AN_HOUR = 1_000_000;

function tooMuch({ values, minutes }: UsageRecord, powerW: number | null): Fault | null {
  const most = (powerW ? 10 * powerW : MOST_WH_AN_HOUR) * (minutes / 60);
  const at = values.findIndex((value) => value !== null && value > most);
  if (at < 0) return null;
  const limit = powerW ? '10 times the contracted power' : '1,000 kWh in an hour';
  return { field: 'values', value: String(values[at]! / 1000), reason: `Value ${at + 1} is above ${limit}.` };
}
