import { z } from 'zod';
import { keyOf } from '../../database/columns';
import { address } from './address';
import { day, name, optional, text, thousandths } from './fields';
import { checkPpe, checkSpan } from './formal';
import type { Parsed, RecordKind } from './record';
import type { SeenFacts } from './seen-facts';
import type { Value } from '../../database/bulk-rows';
import type { Fault } from '../fault';

const schema = z.object({
  ppe: name(40),
  customerNumber: name(64),
  address,
  meterNumber: optional(text(64)),
  tariff: optional(text(32)),
  distributor: optional(text(128)),
  contractedPowerKw: optional(
    thousandths.refine((watts) => watts >= 0 && watts < 2 ** 31, 'a power in kilowatts is expected'),
  ),
  contractFrom: optional(day),
  contractTo: optional(day),
  producer: z.boolean('true or false is expected').nullish(),
  previousCode: optional(text(40)),
});

/** A point as the tables keep it. */
export interface PointRecord {
  customerId: string;
  customerNumber: string;
  id: string;
  /** Values of POINT_COLUMNS from `ppe` on. */
  values: (string | number | null)[];
}

/** A point as an XML document shows it. Facts: `address` is line 1, line 2 and country. */
export interface PointSeen {
  customerId: string;
  id: string;
  ppe: string;
  facts: SeenFacts<Value[]>;
}

export const pointRecords: RecordKind<PointRecord> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<PointRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const p = result.data;
    const warnings: Fault[] = [];
    const ppe = checkPpe(p.ppe, warnings);
    checkSpan({ contractFrom: p.contractFrom, contractTo: p.contractTo }, warnings);
    const [customerId, id] = [keyOf(p.customerNumber), keyOf(ppe)];
    return {
      key: `${customerId}${id}`,
      warnings,
      record: {
        customerId,
        customerNumber: p.customerNumber,
        id,
        values: [
          ppe,
          p.address.line1,
          p.address.line2,
          p.address.country,
          p.meterNumber ?? null,
          p.tariff ?? null,
          p.distributor ?? null,
          p.contractedPowerKw ?? null,
          p.contractFrom ?? null,
          p.contractTo ?? null,
          p.producer ? 1 : 0,
          p.previousCode ?? null,
        ],
      },
    };
  },
};
