import { customerRecords } from '../records/customer.record';
import { documentRecords } from '../records/document.record';
import { indexRecords } from '../records/index.record';
import { invoiceRecords } from '../records/invoice.record';
import { messageRecords } from '../records/message.record';
import { pointRecords } from '../records/point.record';
import type { RecordKind } from '../records/record';
import { serviceRecords } from '../records/service.record';
import { settlementRecords } from '../records/settlement.record';
import { ticketRecords } from '../records/ticket.record';
import { usageRecords } from '../records/usage.record';

/** The feed's files of records, in the order in which they are imported, and how a line of each is understood. */
export const RECORD_FILES = {
  'customers.ndjson': customerRecords,
  'ksef/index.ndjson': indexRecords,
  'consumption-points.ndjson': pointRecords,
  'invoices.ndjson': invoiceRecords,
  'settlements.ndjson': settlementRecords,
  'messages.ndjson': messageRecords,
  'tickets.ndjson': ticketRecords,
  'services.ndjson': serviceRecords,
  'usage.csv': usageRecords,
  'documents.ndjson': documentRecords,
};

export type RecordFile = keyof typeof RECORD_FILES;
export type RecordOf<F extends RecordFile> = (typeof RECORD_FILES)[F] extends RecordKind<infer R> ? R : never;

/** Describes the XML documents under ksef/, and is read together with them. */
export const KSEF_INDEX = 'ksef/index.ndjson' satisfies RecordFile;

/** Names of the files, in the order in which they are imported. */
export function recordFiles(): RecordFile[] {
  return Object.keys(RECORD_FILES) as RecordFile[];
}
