import { z } from 'zod';
import { keyOf } from '../../database/columns';
import type { InvoiceKind, InvoiceLine, InvoiceReadingRow } from '../../invoices/invoice.entity';
import {
  day,
  money,
  name,
  nullable,
  numberOrText,
  oneOf,
  optional,
  text,
  thousandths,
} from '../fields/fields';
import { checkPpe, checkDateRange } from '../fields/formal';
import { invoiceRow, keyIn, type DescribedInvoice, type InvoiceToWrite } from './invoice.row';
import type { Parsed, RecordKind } from './record';
import type { Fault } from '../fault';

export const kind = oneOf<`${InvoiceKind}`>({
  SETTLEMENT: true,
  FORECAST: true,
  CORRECTION: true,
  FINAL: true,
  INTEREST_NOTE: true,
  ACCOUNTING_NOTE: true,
  DUNNING_FEE: true,
});

const line = z.object({
  position: z.int('a whole number is expected').min(0).max(1_000_000),
  name: text(512),
  quantity: optional(numberOrText(32)),
  unit: optional(text(32)),
  unitPrice: optional(numberOrText(32)),
  net: money,
  vatRate: numberOrText(16),
  group: optional(text(256)),
});

const reading = z.object({
  meterNumber: text(64),
  zone: text(64),
  from: day,
  to: day,
  previous: numberOrText(32),
  current: numberOrText(32),
  usedKwh: thousandths,
  method: text(128),
});

/** The columns of a document that a record states, in the order in which they are hashed. */
const stated = z.object({
  number: name(256),
  kind,
  issueDate: day,
  dueDate: nullable(day),
  periodFrom: nullable(day),
  periodTo: nullable(day),
  net: money,
  vat: money,
  gross: money,
});

const schema = stated.extend({
  customerNumber: name(64),
  outstanding: optional(money),
  corrects: z
    .union(
      [name(256).transform((one) => [one]), z.array(name(256))],
      'a number or a list of numbers is expected',
    )
    .nullish(),
  points: z.array(name(40), 'a list of PPE codes is expected').nullish(),
  lines: z.array(line, 'a list of lines is expected').nullish(),
  readings: z.array(reading, 'a list of readings is expected').nullish(),
});

type Row = Omit<DescribedInvoice, 'searchText'>;
/** What must be given of a row: what can be null may be left out. */
type Given = { [C in keyof Row as null extends Row[C] ? never : C]: Row[C] } & {
  [C in keyof Row as null extends Row[C] ? C : never]?: Row[C] | undefined;
};

/** The described columns of a document; missing values are null. */
export function describedRow(given: Given): Row {
  const columns = [...Object.keys(stated.shape), 'previousYearWh'] as (keyof Row)[];
  return Object.fromEntries(columns.map((column) => [column, given[column] ?? null])) as Row;
}

/** Names the columns of the table that neither a record states nor e-invoices alone: `{}` has to lack none. */
({}) satisfies Record<Exclude<keyof Row, keyof z.infer<typeof stated> | 'previousYearWh'>, unknown>;

export const invoiceRecords: RecordKind<InvoiceToWrite> = {
  fields: Object.keys(schema.shape),
  parse(value): Parsed<InvoiceToWrite> {
    const result = schema.safeParse(value);
    if (!result.success) return { error: result.error };
    const { data } = result;
    const warnings: Fault[] = [];
    const points = (data.points ?? []).map((ppe) => keyOf(checkPpe(ppe, warnings)));
    checkDateRange({ periodFrom: data.periodFrom, periodTo: data.periodTo }, warnings);
    for (const [n, { from, to }] of (data.readings ?? []).entries())
      checkDateRange({ [`readings.${n}.from`]: from, [`readings.${n}.to`]: to }, warnings);
    const lines = (data.lines ?? []).map(
      ({
        position,
        name,
        quantity = null,
        unit = null,
        unitPrice = null,
        net,
        vatRate,
        group = null,
      }): InvoiceLine => ({
        position,
        name,
        quantity,
        unit,
        unitPrice,
        net,
        vatRate,
        group,
      }),
    );
    const readings: InvoiceReadingRow[] = (data.readings ?? []).map(({ usedKwh, ...rest }) => ({
      ...rest,
      usedWh: usedKwh,
    }));
    const customerId = keyOf(data.customerNumber);
    const record = invoiceRow({
      customerId,
      customerNumber: data.customerNumber,
      row: describedRow(data),
      stated: data.outstanding ?? null,
      initial: data.gross,
      corrects: data.corrects ?? [],
      points,
      lines,
      details: [],
      readings,
    });
    return { key: keyIn(record), warnings, record };
  },
};
