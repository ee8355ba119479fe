import { z } from 'zod';
import { keyOf } from '../../database/columns';
import { address } from '../fields/address';
import { day, name, optional, text, thousandths } from '../fields/fields';
import { checkPpe, checkDateRange } from '../fields/formal';
import type { Parsed, RecordKind } from './record';
import type { AddressFact, SeenFacts } from './seen-facts';
import type { ConsumptionPoint } from '../../consumption-points/consumption-point.entity';
import type { RowOf } from '../../database/bulk-rows';
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

/** The columns that billing describes, in the order in which they are hashed. */
export type DescribedPoint = RowOf<
  ConsumptionPoint,
  'customerId' | 'id' | 'ownLabel' | 'sortKey' | 'described' | 'recordHash' | 'xmlRanks'
>;

/** A point as the tables keep it. */
export interface PointRecord {
  customerId: string;
  customerNumber: string;
  id: string;
  row: DescribedPoint;
}

/** What XML documents state of a point. */
export interface PointFacts {
  address: AddressFact;
  meter: [string];
  tariff: [string];
}

/** A point as an XML document shows it. */
export interface PointSeen {
  customerId: string;
  id: string;
  ppe: string;
  facts: SeenFacts<PointFacts>;
}

export const pointRecords: RecordKind<PointRecord> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<PointRecord> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const p = result.data;
    const warnings: Fault[] = [];
    const ppe = checkPpe(p.ppe, warnings);
    checkDateRange({ contractFrom: p.contractFrom, contractTo: p.contractTo }, warnings);
    const [customerId, id] = [keyOf(p.customerNumber), keyOf(ppe)];
    return {
      key: `${customerId}${id}`,
      warnings,
      record: {
        customerId,
        customerNumber: p.customerNumber,
        id,
        row: {
          ppe,
          addressLine1: p.address.line1,
          addressLine2: p.address.line2,
          addressCountry: p.address.country,
          meterNumber: p.meterNumber ?? null,
          tariff: p.tariff ?? null,
          distributor: p.distributor ?? null,
          contractedPowerW: p.contractedPowerKw ?? null,
          contractFrom: p.contractFrom ?? null,
          contractTo: p.contractTo ?? null,
          producer: p.producer ? 1 : 0,
          previousCode: p.previousCode ?? null,
        },
      },
    };
  },
};
