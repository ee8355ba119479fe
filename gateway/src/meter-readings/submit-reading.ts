import type { EntityManager } from 'typeorm';
import type { AttachmentService } from '../attachments/attachment.service';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { Database, Deadline } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { grouped } from '../database/grouped';
import { marks, padded } from '../database/sql-lists';
import { writtenDay } from '../mail/written';
import { text } from '../texts/text';
import { type Author, Rejected, type Sending, sendingOf, type Submitted } from '../tickets/submission';
import { type Ticket, TicketTopic } from '../tickets/ticket.entity';
import { ticketIn } from '../tickets/ticket.service';
import type { WriteTicket } from '../tickets/write-ticket';
import { dayProblems, doubtProblems, readZones, type ZoneValue } from './check-reading';
import { zoneKey } from './meter-history';
import { MeterReading, MeterReadingValue } from './meter-reading.entity';
import type { MeterReadingInput, ZoneReadingInput } from './meter-reading.input';
import type { MeterReadingService } from './meter-reading.service';
import { isValid, submittedReadings } from './submitted-readings';

const READINGS = tableOf(MeterReading);
const VALUES = tableOf(MeterReadingValue);

interface Parts {
  database: Database;
  attachments: Pick<AttachmentService, 'attach'>;
  meterReadings: MeterReadingService;
  writeTicket: WriteTicket;
}

/** A reading that is submitted of a point. */
interface Request {
  point: ConsumptionPoint;
  input: MeterReadingInput;
  sending: Sending;
}

/** Takes readings that customers submit, each a ticket. */
export class SubmitReading {
  constructor(private readonly parts: Parts) {}

  /**
   * Writes a reading, or finds the valid one with the same values.
   * @throws InvalidInput for a wrong key
   */
  async submit(
    author: Author,
    { point, input }: Pick<Request, 'point' | 'input'>,
    { until }: Deadline,
  ): Promise<Submitted> {
    const { takenOn, values, attachmentIds, idempotencyKey } = input;
    const sending = sendingOf(idempotencyKey, [point.id, takenOn, comparable(values), attachmentIds]);
    return this.parts.writeTicket.transaction(author, { until }, (manager) =>
      this.submitIn(manager, author, { point, input, sending }),
    );
  }

  private async submitIn(manager: EntityManager, author: Author, request: Request): Promise<Ticket> {
    const { point, input, sending } = request;
    const { writeTicket, meterReadings } = this.parts;
    const { customerId, language } = author;
    // Without a key it is not the last minutes that count: what was refused can be submitted again at once.
    const known =
      (sending.key !== null && (await writeTicket.known(manager, author, sending))) ||
      (await this.same(manager, customerId, request));
    if (known) return known;
    const { takenOn } = input;
    const meters = await meterReadings.metersOf(manager, customerId, [point], { without: takenOn });
    const meter = meters.get(point.id)!;
    const { values, problems } = readZones(meter.zones, input.values, language);
    problems.unshift(...dayProblems(meter, takenOn, language));
    if (problems.length > 0) throw new Rejected(problems);
    const doubts = doubtProblems(values, takenOn, language);
    if (doubts.length > 0 && !input.confirmed) throw new Rejected(doubts);
    return this.write(manager, author, { ...request, values, confirmed: doubts.length > 0 });
  }

  /** Two presses at once, or of two people, are one reading. A photo that comes afterwards makes another one. */
  private async same(
    manager: EntityManager,
    customerId: string,
    { point, input: { takenOn, values, attachmentIds } }: Request,
  ): Promise<Ticket | null> {
    const submitted = await submittedReadings(manager, customerId, { pointIds: [point.id], since: takenOn });
    const wanted = JSON.stringify(comparable(values));
    const same = (submitted.get(point.id) ?? []).filter(
      (one) => one.takenOn === takenOn && isValid(one) && JSON.stringify(comparable(one.values)) === wanted,
    );
    const files = await filesOf(
      manager,
      customerId,
      same.map(({ id }) => id),
    );
    const complete = same.find(({ id }) => attachmentIds.every((file) => files.get(id)?.includes(file)));
    return complete ? ticketIn(manager, { customerId, id: complete.id }) : null;
  }

  private async write(
    manager: EntityManager,
    author: Author,
    { point, input, sending, values, confirmed }: Request & { values: ZoneValue[]; confirmed: boolean },
  ): Promise<Ticket> {
    const { database, attachments, writeTicket } = this.parts;
    const { customerId, userId, language } = author;
    const { takenOn, attachmentIds: ids } = input;
    const ticket = await writeTicket.write(manager, author, {
      topic: TicketTopic.METER_READING,
      ...wording(author, point, { takenOn, values }),
      ...{ sending, consumptionPointId: point.id },
    });
    const key = { customerId, ticketId: ticket.id };
    const { id: pointId, meterNumber } = point;
    await database.rows.upsert(manager, READINGS, [
      { ...key, pointId, meterNumber, takenOn, confirmed: confirmed ? 1 : 0 },
    ]);
    const rows = values.map(({ zone, kwh }, position) => ({ ...key, position, zone, kwh }));
    await database.rows.upsert(manager, VALUES, rows);
    const problems = await attachments.attach(manager, {
      ...{ ...key, userId, language },
      ...{ ids, replyId: null },
    });
    if (problems.length > 0) throw new Rejected(problems);
    await writeTicket.confirm(manager, author, ticket);
    return ticket;
  }
}

/** The files of these tickets, by ticket. */
async function filesOf(
  manager: EntityManager,
  customerId: string,
  ticketIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await manager.query<{ id: string; ticketId: string }[]>(
    `SELECT id, ticketId FROM attachments WHERE customerId = ? AND ticketId IN (${marks(ticketIds)})`,
    [customerId, ...padded(ticketIds)],
  );
  return grouped(
    rows,
    ({ ticketId }) => ticketId,
    ({ id }) => id,
  );
}

/** For people; machines read the values of the export. */
function wording(
  { language }: Author,
  { meterNumber, ppe }: ConsumptionPoint,
  { takenOn, values }: { takenOn: string; values: readonly ZoneValue[] },
): Pick<Ticket, 'subject' | 'body'> {
  const meter = meterNumber ?? ppe;
  const day = writtenDay(takenOn, language);
  const lines = values.map(({ zone, kwh }) => `${zone}: ${kwh} kWh`).join('\n');
  return {
    subject: text(language, 'meterReading.subject', { meter, day }),
    body: text(language, 'meterReading.body', { meter, ppe, day, values: lines }),
  };
}

/** The order in which zones are given says nothing. */
function comparable(values: readonly ZoneReadingInput[]): [zone: string, kwh: number][] {
  return values
    .map(({ zone, kwh }): [string, number] => [zoneKey(zone), kwh])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
