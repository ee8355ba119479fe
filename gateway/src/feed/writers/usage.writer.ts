import type { EntityManager } from 'typeorm';
import { keyOf } from '../../database/columns';
import { grouped } from '../../database/grouped';
import { coversOf, type Cover } from '../../usage/contracts';
import { bytesOf } from '../../usage/packed-day';
import { unpackValues } from '../../usage/varint';
import type { Outcome } from '../records/record';
import type { Fault } from '../fault';
import { type RowOf, type Rows } from '../../database/bulk-rows';
import { tableOf } from '../../database/entity-columns';
import { UsageDay } from '../../usage/usage.entity';
import type { UsageRecord } from '../records/usage.record';
import { groupsOf, inGroups, NOBODY, UsageRollups, type DayKey, type MonthsBefore } from './usage-rollups';

const DAYS = tableOf(UsageDay);

type Day = RowOf<UsageDay>;

/** What of a stored day decides whether a record changes it; the sums follow from the values. */
type StoredDay = Pick<
  Day,
  'customerId' | 'pointId' | 'direction' | 'day' | 'minutes' | 'estimated' | 'packed'
>;

interface Contract {
  customerId: string;
  id: string;
  contractFrom: string | null;
  contractTo: string | null;
  contractedPowerW: number | null;
}

/** Writes use under the contract that covers its day, with the months' totals in the same transaction. */
export class UsageWriter {
  private readonly rollups: UsageRollups;

  constructor(private readonly rows: Rows) {
    this.rollups = new UsageRollups(rows);
  }

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
    const days = owned.map(({ record, contract }) => contract && rowOf(contract.customerId, record));
    const taken = days.filter((day) => day !== undefined);
    const before = await this.rollups.before(manager, taken);
    const stored = await this.stored(manager, taken, before);
    const changed = new Map<string, Day>();
    const outcomes = owned.map(({ record, known, contract }, n): Outcome => {
      if (!known) return { field: 'ppe', value: record.ppe, reason: 'There is no point with this number.' };
      if (!contract)
        return { field: 'date', value: record.day, reason: 'No contract for this point covers this day.' };
      const day = days[n]!;
      const key = keyOfDay(day);
      if (isSame(stored.get(key), day)) return 'unchanged';
      stored.set(key, day);
      changed.set(key, day);
      const warning = tooMuch(record, contract.contractedPowerW);
      return warning ? { warnings: [warning] } : 'taken';
    });
    const rows = [...changed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    await this.rows.upsert(manager, DAYS, rows);
    await this.rollups.replace(manager, rows, before);
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
    await this.rollups.remake(manager, pointId, [...new Set(holders)]);
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

  /**
   * What these days look like now, by key. Only those are read that can be equal: the others are new, or the months
   * say that nothing was measured.
   */
  private async stored(
    manager: EntityManager,
    days: readonly Day[],
    before: MonthsBefore,
  ): Promise<Map<string, StoredDay>> {
    const perhapsSame = days.filter(
      (day) => before.of(day) !== null && (day.measured + day.estimated === 0 || before.hasData(day)),
    );
    const found = await inGroups<StoredDay>(
      manager,
      groupsOf(perhapsSame),
      'SELECT customerId, pointId, direction, day, minutes, estimated, packed FROM usage_days',
      'day',
    );
    return new Map(found.map((day) => [keyOfDay(day), day]));
  }
}

function rowOf(customerId: string, record: UsageRecord): Day {
  const { pointId, direction, day, minutes, estimated, wh, intervals, measured } = record;
  return {
    customerId,
    pointId,
    direction,
    day,
    minutes,
    estimated: estimated ? 1 : 0,
    wh,
    measured: measured > 0 ? 1 : 0,
    complete: measured === intervals ? 1 : 0,
    packed: bytesOf(record),
  };
}

function keyOfDay({ customerId, pointId, direction, day }: DayKey): string {
  return `${customerId},${pointId},${direction},${day}`;
}

function isSame(stored: StoredDay | undefined, day: Day): boolean {
  return (
    stored !== undefined &&
    Number(stored.minutes) === day.minutes &&
    Number(stored.estimated) === day.estimated &&
    (day.packed.equals(stored.packed) || isEqual(unpackValues(day.packed), unpackValues(stored.packed)))
  );
}

/** Older builds packed the same values otherwise. */
function isEqual(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  return a.length === b.length && a.every((value, n) => value === b[n]);
}

const MOST_WH_AN_HOUR = 1_000_000;

function tooMuch(record: UsageRecord, powerW: number | null): Fault | null {
  const { highestWh, minutes } = record;
  const most = (powerW ? 10 * powerW : MOST_WH_AN_HOUR) * (minutes / 60);
  if (highestWh <= most) return null;
  const values = unpackValues(bytesOf(record));
  const at = values.findIndex((value) => value !== null && value > most);
  const limit = powerW ? '10 times the contracted power' : '1,000 kWh in an hour';
  return { field: 'values', value: String(values[at]! / 1000), reason: `Value ${at + 1} is above ${limit}.` };
}
