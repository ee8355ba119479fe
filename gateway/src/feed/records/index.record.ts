import { z } from 'zod';
import { money, name, text } from '../fields/fields';
import { kind } from './invoice.record';
import type { Parsed, RecordKind } from './record';

const schema = z.object({
  file: name(256),
  ksefNumber: text(128).nullish(),
  customerNumber: name(64).nullish(),
  kind: kind.nullish(),
  outstanding: money.nullish(),
});

/** What the XML can't say about itself. */
export type IndexRecord = z.infer<typeof schema>;

export const indexRecords: RecordKind<IndexRecord> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<IndexRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    // Accepts both forms of the path: relative to the index, or to the feed's folder.
    const file = result.data.file.replace(/^(\.?[\\/])*ksef[\\/]/i, '');
    return { key: file, record: { ...result.data, file }, warnings: [] };
  },
};
