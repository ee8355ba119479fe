// What has to be known for the cost of intervals: documents that bill them, and days of points to be estimated.
import { countDays, nextDay, previousDay } from '../calendar';
import { dateRangesOf, type DateRange } from '../usage/date-range';
import { Resolution, type UsageInput } from '../usage/usage.input';
import { documentsWithin, isCorrection, overlap, rest } from './billed-days';
import type { CostPoint } from './price-search';
import type { SettledDocument } from './settled-documents';
import { minutesOf } from './zoned-use';

/** More days of points are not estimated: a company's year has months that documents bill. */
export const MOST_POINT_DAYS = 20_000;

export interface CostPlan {
  /** For each interval of days or longer: documents that count with their own figures. Empty within a day. */
  documents: SettledDocument[][];
  billed: boolean[];
  /** Days to be estimated, by point. */
  estimated: Map<string, DateRange[]>;
  /** Days that each point's charges by time are for, of those that are over. */
  charged: Map<string, DateRange>;
}

/** @returns null where more would have to be estimated than one request may */
export function planOf(
  points: readonly CostPoint[],
  documents: readonly SettledDocument[],
  input: UsageInput,
  today: string,
): CostPlan | null {
  const isWithinDay = minutesOf(input.resolution) !== null;
  const ranges = dateRangesOf(isWithinDay ? { ...input, resolution: Resolution.YEAR } : input);
  const ids = new Set(points.map(({ id }) => id));
  const own = documents.filter(({ pointIds }) => pointIds.some((id) => ids.has(id)));
  const contracts = new Map(points.map((point) => [point.id, contractOf(point, own)]));
  const charged = new Map([...contracts].map(([id, contract]) => [id, overBy(today, contract)]));
  const plan: CostPlan = { documents: [], billed: [], estimated: new Map(), charged };
  let days = 0;
  for (const range of ranges) {
    const within = isWithinDay ? [] : documentsWithin(own, range, ids);
    plan.documents.push(within);
    const bills = within.filter((one) => !isCorrection(one));
    let isBilled = bills.length > 0;
    for (const { id } of points) {
      const ofPoint = bills.filter(({ pointIds }) => pointIds.includes(id));
      const contract = overlap(range, contracts.get(id)!);
      if (contract && rest(contract, ofPoint).length > 0) isBilled = false;
      const begun = overlap(range, { from: range.from, to: today });
      const left = begun ? rest(begun, ofPoint) : [];
      days += left.reduce((sum, { from, to }) => sum + countDays(from, to), 0);
      if (days > MOST_POINT_DAYS) return null;
      plan.estimated.set(id, [...(plan.estimated.get(id) ?? []), ...left]);
    }
    plan.billed.push(isBilled);
  }
  return plan;
}

/** Without a first day the contract is as old as the first document at hand. */
function contractOf(
  { id, contractFrom, contractTo }: CostPoint,
  documents: readonly SettledDocument[],
): DateRange {
  const first = documents
    .filter(({ pointIds }) => pointIds.includes(id))
    .map(({ from }) => from)
    .sort()[0];
  return { from: contractFrom ?? first ?? '9999-12-31', to: contractTo ?? '9999-12-31' };
}

function overBy(today: string, { from, to }: DateRange): DateRange {
  return { from, to: to < today ? to : previousDay(today) };
}

export function* daysOf(ranges: readonly DateRange[]): Generator<string> {
  for (const { from, to } of ranges) for (let day = from; day <= to; day = nextDay(day)) yield day;
}
