import { addDays, warsawDay } from '../calendar';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { tariffOn } from '../tariffs/tariffs';
import type { Reader } from '../database/bulk-rows';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { marks, padded } from '../database/sql-lists';
import { type Contract, coversOf } from '../usage/contracts';
import type { DateRange } from '../usage/date-range';
import { documentReadings } from './document-readings';
import { meterHistory, type ZoneHistory } from './meter-history';
import { type LastReading, type MeterReadingState } from './meter-reading.entity';
import { isValid, type Submitted, submittedReadings } from './submitted-readings';

/** How long after its day a reading can be submitted. */
const DAYS_BACK = 14;
/** A meter that was measured within these days is read remotely. */
const REMOTE_DAYS = 30;
/** How far back documents are read: half-yearly bills, and what is usual in summer and in winter. */
const DOCUMENT_DAYS = 731;
const SUBMITTED_DAYS = 365;
const MOST_SUBMITTED = 20;

/** All that is known of a point's meter. */
export interface KnownMeter {
  isRemote: boolean;
  /** The days a reading can be of; null where there are none. */
  days: DateRange | null;
  zones: ZoneHistory[];
  /** Newest first. */
  submitted: Submitted[];
}

/** Reads what is known of meters: how they are read, what documents say they showed and what customers submitted. */
export class MeterReadingService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Meters of points of one customer as users see them, by point. */
  async statesOf(
    customerId: string,
    points: readonly ConsumptionPoint[],
  ): Promise<Map<string, MeterReadingState>> {
    const meters = await this.metersOf(this.database.reader, customerId, points);
    return new Map([...meters].map(([id, meter]) => [id, stateOf(meter)]));
  }

  /**
   * What is known of the meters of points of one customer, by point; five statements for any number of points.
   * @param without a day of which submitted readings do not count: that of a reading which corrects them
   */
  async metersOf(
    reader: Reader,
    customerId: string,
    points: readonly ConsumptionPoint[],
    { without = '' } = {},
  ): Promise<Map<string, KnownMeter>> {
    const today = warsawDay(this.now());
    const pointIds = points.map(({ id }) => id);
    const [documentsSince, submittedSince] = [
      addDays(today, -DOCUMENT_DAYS),
      addDays(today, -SUBMITTED_DAYS),
    ];
    const remote = await remotePoints(reader, customerId, pointIds, today);
    const contracts = await contractsOf(reader, customerId, points);
    const documents = await documentReadings(reader, customerId, { points, since: documentsSince });
    const submitted = await submittedReadings(reader, customerId, { pointIds, since: submittedSince });
    return new Map(
      points.map((point) => {
        const ofPoint = submitted.get(point.id) ?? [];
        const counted = ofPoint
          .filter(isValid)
          .filter(({ meterNumber }) => meterNumber === point.meterNumber)
          .filter(({ takenOn }) => takenOn !== without)
          .toReversed();
        const tariff = tariffOn(today, point.tariff);
        const meter = {
          isRemote: remote.has(point.id),
          days: within({ from: addDays(today, -DAYS_BACK), to: today }, contracts.get(point.id)!),
          zones: meterHistory(documents.get(point.id)!, counted, tariff?.zones ?? []),
          submitted: ofPoint,
        };
        return [point.id, meter];
      }),
    );
  }
}

function stateOf({ isRemote, days, zones, submitted }: KnownMeter): MeterReadingState {
  const open = isRemote ? null : days;
  return {
    remote: isRemote,
    earliestDay: open?.from ?? null,
    latestDay: open?.to ?? null,
    zones: zones.map(({ zone, states }) => ({ zone, lastReading: lastOf(states) })),
    submitted: submitted.slice(0, MOST_SUBMITTED),
  };
}

function lastOf(states: ZoneHistory['states']): LastReading | null {
  const last = states.at(-1);
  return last ? { takenOn: last.day, kwh: last.wh / 1000, source: last.source } : null;
}

async function remotePoints(
  reader: Reader,
  customerId: string,
  pointIds: readonly string[],
  today: string,
): Promise<Set<string>> {
  const rows = await reader.query<{ pointId: string }[]>(
    `SELECT DISTINCT pointId FROM usage_days
     WHERE customerId = ? AND pointId IN (${marks(pointIds)}) AND direction = 'CONSUMPTION'
       AND day BETWEEN ? AND ? AND estimated = 0 AND measured = 1`,
    [customerId, ...padded(pointIds), addDays(today, -REMOTE_DAYS), today],
  );
  return new Set(rows.map(({ pointId }) => pointId));
}

/** The days of the customer's contracts: where billing left out an end, the next customer's contract is one. */
async function contractsOf(
  reader: Reader,
  customerId: string,
  points: readonly ConsumptionPoint[],
): Promise<Map<string, DateRange>> {
  const ppes = points.map(({ ppe }) => ppe);
  const rows = await reader.query<(Contract & { id: string })[]>(
    `SELECT id, customerId, contractFrom, contractTo FROM consumption_points WHERE ppe IN (${marks(ppes)})`,
    padded(ppes),
  );
  return new Map(
    [...grouped(rows, ({ id }) => id)].map(([id, contracts]) => [
      id,
      coversOf(contracts).find(({ contract }) => contract.customerId === customerId)!,
    ]),
  );
}

function within(days: DateRange, contract: DateRange): DateRange | null {
  const from = contract.from > days.from ? contract.from : days.from;
  const to = contract.to < days.to ? contract.to : days.to;
  return from > to ? null : { from, to };
}
