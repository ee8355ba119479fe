import { z } from 'zod';
import { keyOf } from '../../database/columns';
import { documentIds } from '../../database/document-number';
import { money, name, text } from '../fields/fields';
import { kind } from './invoice.record';
import { CORRECTION } from './invoice.row';
import type { Parsed, RecordKind } from './record';

const schema = z.object({
  invoiceNumber: name(256),
  customerNumber: name(64).nullish(),
  kind: kind.nullish(),
  outstanding: money,
  bookedPayments: z.array(text(64), 'a list of order numbers is expected').nullish(),
});

/** What a document still asks for, and which payments of the portal billing has booked. */
export interface SettlementRecord {
  /** Documents that the number can mean: an original, and a correction with the same number. */
  invoiceIds: readonly string[];
  invoiceNumber: string;
  /** Null where the line leaves open which of the two it is. */
  isCorrection: boolean | null;
  customerId: string | null;
  outstanding: number;
  /** Order numbers. */
  bookedPayments: readonly string[];
}

export const settlementRecords: RecordKind<SettlementRecord> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<SettlementRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const { invoiceNumber, customerNumber, kind, outstanding, bookedPayments } = result.data;
    return {
      // The table of the format names no key: of two lines for one document the later counts.
      key: null,
      warnings: [],
      record: {
        invoiceIds: documentIds(invoiceNumber),
        invoiceNumber,
        isCorrection: kind ? kind === CORRECTION : null,
        customerId: customerNumber ? keyOf(customerNumber) : null,
        outstanding,
        bookedPayments: bookedPayments ?? [],
      },
    };
  },
};
