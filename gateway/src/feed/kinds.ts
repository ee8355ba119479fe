import { customerRecords } from './customer.record';
import { documentRecords } from './document.record';
import { indexRecords } from './index.record';
import { invoiceRecords } from './invoice.record';
import { messageRecords } from './message.record';
import { pointRecords } from './point.record';
import type { RecordKind } from './record';
import { settlementRecords } from './settlement.record';
import { usageRecords } from './usage.record';

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
