import { z } from 'zod';
import { recordHash } from '../../database/bulk-rows';
import type { TicketResolution, TicketStatus } from '../../tickets/ticket.entity';
import { name, nullable, oneOf, text } from '../fields/fields';
import type { Parsed, RecordKind } from './record';

const status = oneOf<`${TicketStatus}`>({ RECEIVED: true, IN_PROGRESS: true, ANSWERED: true, CLOSED: true });
const resolution = oneOf<`${TicketResolution}`>({ DONE: true, REFUSED: true });
const LONGEST_NOTE = 4000;

const schema = z.object({
  number: name(64),
  status,
  resolution: nullable(resolution),
  // Billing fills columns with blanks; they are no reason that a page could show.
  note: nullable(text(LONGEST_NOTE)).transform((note) => note?.trim() || null),
});

/** What became of a ticket. */
export type TicketRecord = z.infer<typeof schema> & { recordHash: string };

export const ticketRecords: RecordKind<TicketRecord> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<TicketRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const { number, status, resolution, note } = result.data;
    const hash = recordHash([status, resolution, note]);
    return { key: number, record: { ...result.data, recordHash: hash }, warnings: [] };
  },
};
