import { hoursOf } from '../src/calendar';
import { keyOf } from '../src/database/columns';
import { Rows } from '../src/database/bulk-rows';
import { UsageWriter } from '../src/feed/writers/usage.writer';
import type { UsageRecord } from '../src/feed/records/usage.record';
import { packDay } from '../src/usage/packed-day';
import type { Api } from './api';

/** A day of a point with its intervals in watt-hours, null where nothing was measured. */
export interface TestDay extends Pick<
  UsageRecord,
  'ppe' | 'pointId' | 'day' | 'direction' | 'minutes' | 'estimated'
> {
  values: (number | null)[];
}

/** A day of consumption, with equal hours unless `values` are given. */
export const dayOf = (
  ppe: string,
  day: string,
  kwh: number | null,
  more: Partial<TestDay> = {},
): TestDay => ({
  ppe,
  pointId: keyOf(ppe),
  day,
  direction: 'CONSUMPTION',
  minutes: 60,
  estimated: false,
  values: Array<number | null>(hoursOf(day)).fill(kwh === null ? null : kwh * 1000),
  ...more,
});

/** Takes use in as the feed does. */
export async function takeUsage(api: Api, days: readonly TestDay[]): Promise<void> {
  const writer = new UsageWriter(new Rows(api.database.dialect));
  const records = days.map(({ values, ...day }): UsageRecord => ({ ...day, ...packDay(values) }));
  await api.database.transaction((manager) => writer.write(manager, records));
}

/** Hands use over after contracts of these points changed, as the feed does. */
export async function handUsage(api: Api, ppes: readonly string[]): Promise<void> {
  const writer = new UsageWriter(new Rows(api.database.dialect));
  await api.database.transaction((manager) => writer.hand(manager, ppes));
}
