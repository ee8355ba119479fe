import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Money } from '../graphql/scalars';
import type { ChargeKind } from '../invoices/line-kinds';
import { CHARGE_KINDS } from '../invoices/line-kinds';
import { Invoice } from '../invoices/invoice.entity';

/** The part of a document's total that a charge belongs to. */
export enum ChargePart {
  ENERGY = 'ENERGY',
  DISTRIBUTION = 'DISTRIBUTION',
  FIXED = 'FIXED',
  OTHER = 'OTHER',
}
registerEnumType(ChargePart, {
  name: 'ChargePart',
  description:
    'ENERGY and DISTRIBUTION depend on use, FIXED does not. OTHER is what neither use nor days explain: advances, deposit, interest, unknown lines.',
});

const KINDS = Object.fromEntries(CHARGE_KINDS.map((kind) => [kind, kind]));
registerEnumType(KINDS, { name: 'ChargeKind', description: 'What a line charges for, told by its name.' });

/** Why the meter's hours and the document differ. */
export enum MeasuredUseReason {
  ROUNDING = 'ROUNDING',
  POINTS_WITHOUT_HOURS = 'POINTS_WITHOUT_HOURS',
  DAYS_MISSING = 'DAYS_MISSING',
  DAYS_ESTIMATED = 'DAYS_ESTIMATED',
  BILLED_BY_ESTIMATE = 'BILLED_BY_ESTIMATE',
  OTHER_READING_DAYS = 'OTHER_READING_DAYS',
  BALANCING = 'BALANCING',
  UNEXPLAINED = 'UNEXPLAINED',
}
registerEnumType(MeasuredUseReason, {
  name: 'MeasuredUseReason',
  description:
    'What can explain the difference between hours and document. ROUNDING: less than 1 kWh a register of whole kWh. POINTS_WITHOUT_HOURS: some points of the document have none. DAYS_MISSING: more was billed than measured, and hours are missing. DAYS_ESTIMATED: some hours are estimates. BILLED_BY_ESTIMATE: the document rests on an estimated reading. OTHER_READING_DAYS: its readings were not taken at the ends of its period. BALANCING: a producer is billed for less than the meter counted, after hourly balancing. UNEXPLAINED: nothing of this is so.',
});

@ObjectType({ description: 'Everything that a document charges for one thing.' })
export class InvoiceCharge {
  @Field(() => KINDS)
  kind: ChargeKind;

  @Field(() => ChargePart)
  part: ChargePart;

  @Field(() => Money, { description: 'Negative where it is given back. All charges add up to gross.' })
  gross: number;
}

@ObjectType({
  description:
    'How the charges for use and the fixed ones changed since the same period of the last year. Left out are lines of the part OTHER, which neither days, use nor prices explain.',
})
export class InvoiceComparison {
  @Field(() => Invoice, {
    description:
      'A settlement of exactly the same points whose first and last day are each at most 7 days from those a year earlier; the nearest, then the newest. Its corrections are counted in.',
  })
  invoice: Invoice;

  @Field(() => Money, { description: 'Energy, distribution and fixed charges of this document, gross.' })
  amount: number;

  @Field(() => Money, { description: 'The same of the document a year earlier.' })
  previousAmount: number;

  @Field(() => Money, { description: 'amount - previousAmount = byDays + byUse + byPrice.' })
  difference: number;

  @Field(() => Money, {
    description: 'First: more or fewer days, at the use a day and the prices of a year earlier.',
  })
  byDays: number;

  @Field(() => Money, {
    description:
      'Second: more or less use a day, zone by zone, at the prices of a year earlier. By the total where the zones are others.',
  })
  byUse: number;

  @Field(() => Money, { description: 'The rest: prices and rates.' })
  byPrice: number;

  @Field(() => Int)
  days: number;

  @Field(() => Int)
  previousDays: number;

  @Field(() => Float, { description: 'Energy billed.' })
  kwh: number;

  @Field(() => Float)
  previousKwh: number;
}

@ObjectType({ description: 'What a correction changes.' })
export class InvoiceCorrectionStory {
  @Field(() => Money, {
    description: 'Gross of the corrected documents, with corrections issued before this one.',
  })
  before: number;

  @Field(() => Money, { description: 'before plus the gross of this document.' })
  after: number;

  @Field(() => Money, {
    description:
      'Of a correction that lowers the sum: what was refunded or credited to other documents so far. Else 0.00.',
  })
  returned: number;
}

@ObjectType({
  description: "What the meter's hours say for the period of a document, all its points together.",
})
export class MeasuredUse {
  @Field(() => Float)
  kwh: number;

  @Field(() => Float, { description: 'As the document bills it.' })
  billedKwh: number;

  @Field(() => Int, {
    description: 'Days under contract in which something was not measured; each point counts its own.',
  })
  missingDays: number;

  @Field(() => Int, { description: 'Days with estimated values; each point counts its own.' })
  estimatedDays: number;

  @Field(() => [MeasuredUseReason], {
    description: 'Why both differ, as far as it can be computed; empty where they agree.',
  })
  reasons: MeasuredUseReason[];
}

@ObjectType({
  description:
    'Why a document asks for what it does: energy + distribution + fixed + other = gross. VAT as the document states it is shared out rate by rate: each charge gets the product of its net and the rate, rounded down, and the largest remainders get the grosze left.',
})
export class InvoiceExplanation {
  invoice: Invoice;

  @Field(() => Money)
  energy: number;

  @Field(() => Money, { description: 'Charges of the grid that depend on use.' })
  distribution: number;

  @Field(() => Money, { description: 'Charges by the month or day: of the grid and of the retailer.' })
  fixed: number;

  @Field(() => Money, {
    description: 'Advances, deposit, interest and what is not recognised; negative where it lowers the sum.',
  })
  other: number;

  @Field(() => [InvoiceCharge], { description: 'What the document charges for, largest parts first.' })
  charges: InvoiceCharge[];
}
