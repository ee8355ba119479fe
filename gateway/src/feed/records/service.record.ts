import { z } from 'zod';
import { keyOf } from '../../database/columns';
import { recordHash } from '../../database/bulk-rows';
import { money, name, text } from '../fields/fields';
import type { Parsed, RecordKind } from './record';

/** Fits MySQL's 64 kB of text for any characters. */
const LONGEST_DESCRIPTION = 8_000;

const names = z.object({ pl: name(256), en: name(256), uk: name(256) });
const descriptions = z.object({
  pl: text(LONGEST_DESCRIPTION),
  en: text(LONGEST_DESCRIPTION),
  uk: text(LONGEST_DESCRIPTION),
});

const schema = z.object({
  id: name(64),
  name: names,
  description: descriptions,
  monthlyPrice: money.refine((value) => value >= 0, 'a price is never negative'),
  orderedBy: z.array(name(64), 'a list of customer numbers is expected').nullish(),
  available: z.boolean('true or false is expected').nullish(),
});

/** Something the retailer sells besides energy, and who has it. */
export interface ServiceRecord {
  row: {
    id: string;
    namePl: string;
    nameEn: string;
    nameUk: string;
    descriptionPl: string;
    descriptionEn: string;
    descriptionUk: string;
    monthlyPrice: number;
    available: 0 | 1;
    recordHash: string;
  };
  /** Keys of customers; one that is not known yet may come by a later feed. */
  customerIds: string[];
}

export const serviceRecords: RecordKind<ServiceRecord> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<ServiceRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const { id, name, description, monthlyPrice, orderedBy, available } = result.data;
    const customerIds = [...new Set((orderedBy ?? []).map((number) => keyOf(number)))].sort();
    const said = {
      ...{ namePl: name.pl, nameEn: name.en, nameUk: name.uk },
      ...{ descriptionPl: description.pl, descriptionEn: description.en, descriptionUk: description.uk },
      monthlyPrice,
      available: available === false ? (0 as const) : (1 as const),
    };
    const hash = recordHash([...Object.values(said), customerIds]);
    return { key: id, record: { row: { id, ...said, recordHash: hash }, customerIds }, warnings: [] };
  },
};
