import { z } from 'zod';
import { day, name } from '../fields/fields';
import type { Parsed, RecordKind } from './record';

const schema = z.object({
  id: name(64),
  title: name(256),
  version: name(64),
  validFrom: day,
  file: name(256),
});

/** A version of a document of the retailer: terms, prices and the like. */
export type DocumentRecord = z.infer<typeof schema>;

export const documentRecords: RecordKind<DocumentRecord> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<DocumentRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    return { key: `${result.data.id}\u0000${result.data.version}`, record: result.data, warnings: [] };
  },
};
