import { customerRecords } from '../records/customer.record';
import { documentRecords } from '../records/document.record';
import { indexRecords } from '../records/index.record';
import { invoiceRecords } from '../records/invoice.record';
import { messageRecords } from '../records/message.record';
import { pointRecords } from '../records/point.record';
import type { RecordKind } from '../records/record';
import { settlementRecords } from '../records/settlement.record';
import { usageRecords } from '../records/usage.record';

/** How each file of lines in the feed is understood. */
export const KINDS = {
  'customers.ndjson': customerRecords,
  'consumption-points.ndjson': pointRecords,
  'invoices.ndjson': invoiceRecords,
  'ksef/index.ndjson': indexRecords,
  'settlements.ndjson': settlementRecords,
  'messages.ndjson': messageRecords,
  'documents.ndjson': documentRecords,
  'usage.csv': usageRecords,
};

export type LineFile = keyof typeof KINDS;
export type RecordOf<F extends LineFile> = (typeof KINDS)[F] extends RecordKind<infer R> ? R : never;
