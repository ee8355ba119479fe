import { instant } from '../database/columns';
import type { Reader } from '../database/bulk-rows';
import { grouped } from '../database/grouped';
import { marks, padded } from '../database/sql-lists';
import { TicketResolution, TicketStatus } from '../tickets/ticket.entity';
import { type MeterReading, SubmittedReading, SubmittedReadingState } from './meter-reading.entity';

/** A submitted reading, with the meter that was there. */
export type Submitted = SubmittedReading & Pick<MeterReading, 'pointId' | 'meterNumber'>;

type Row = MeterReading & {
  ticketNumber: string;
  createdAt: unknown;
  status: TicketStatus;
  resolution: TicketResolution | null;
  note: string | null;
  zone: string;
  kwh: number;
};

/** What was submitted of a customer's points since a day, by point: newest first. */
export async function submittedReadings(
  reader: Reader,
  customerId: string,
  { pointIds, since }: { pointIds: readonly string[]; since: string },
): Promise<Map<string, Submitted[]>> {
  const rows = await reader.query<Row[]>(
    `SELECT r.customerId, r.ticketId, r.pointId, r.meterNumber, r.takenOn, r.confirmed, v.zone, v.kwh,
       t.number AS ticketNumber, t.createdAt, t.status, t.resolution, t.note
     FROM meter_readings r JOIN tickets t ON t.customerId = r.customerId AND t.id = r.ticketId
     JOIN meter_reading_values v ON v.customerId = r.customerId AND v.ticketId = r.ticketId
     WHERE r.customerId = ? AND r.pointId IN (${marks(pointIds)}) AND r.takenOn >= ?
     ORDER BY t.createdAt DESC, t.id DESC, v.position`,
    [customerId, ...padded(pointIds), since],
  );
  const readings = [...grouped(rows, ({ ticketId }) => ticketId).values()].map(readingOf);
  return grouped(readings, ({ pointId }) => pointId);
}

function readingOf(rows: readonly Row[]): Submitted {
  const [row] = rows as readonly [Row];
  const { customerId, ticketId, ticketNumber, pointId, meterNumber, takenOn, note } = row;
  return Object.assign(new SubmittedReading(), {
    ...{ customerId, ticketNumber, pointId, meterNumber, takenOn, note },
    id: ticketId,
    values: rows.map(({ zone, kwh }) => ({ zone, kwh })),
    submittedAt: instant(row.createdAt),
    confirmed: Boolean(row.confirmed),
    state: stateOf(row),
  });
}

function stateOf({ status, resolution }: Pick<Row, 'status' | 'resolution'>): SubmittedReadingState {
  if (resolution === TicketResolution.REFUSED) return SubmittedReadingState.REFUSED;
  if (resolution !== null) return SubmittedReadingState.ACCEPTED;
  return status === TicketStatus.CLOSED ? SubmittedReadingState.CLOSED : SubmittedReadingState.SUBMITTED;
}

/** False for one that was refused, or closed without a result: it says nothing, and can be submitted again. */
export function isValid({ state }: Pick<SubmittedReading, 'state'>): boolean {
  return state === SubmittedReadingState.SUBMITTED || state === SubmittedReadingState.ACCEPTED;
}
