import { z } from 'zod';
import { keyOf } from '../database/columns';
import { money, name, text } from './fields';
import type { Parsed, RecordKind } from './record';

const schema = z.object({
  invoiceNumber: name(256),
  customerNumber: name(64).nullish(),
  outstanding: money,
  // Portal payments that billing has booked: checked here, kept by the version that has payments.
  bookedPayments: z.array(text(64), 'a list of order numbers is expected').nullish(),
});

/** What a document still asks for. */
export interface SettlementRecord {
  invoiceId: string;
  invoiceNumber: string;
  customerId: string | null;
  outstanding: number;
}

export const settlementRecords: RecordKind<SettlementRecord> = {
  fields: Object.keys(schema.shape),
  later: ['bookedPayments'],
  parse(value): Parsed<SettlementRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const { invoiceNumber, customerNumber, outstanding } = result.data;
    return {
      // The table of the format names no key: of two lines for one document the later counts.
      key: null,
      warnings: [],
      record: {
        invoiceId: keyOf(invoiceNumber),
        invoiceNumber,
        customerId: customerNumber ? keyOf(customerNumber) : null,
        outstanding,
      },
    };
  },
};
