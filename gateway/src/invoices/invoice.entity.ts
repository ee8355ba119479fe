import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wholeNumber } from '../database/columns';
import type { PrintedFacts } from './invoice.printed';
import { CalendarDay, Money } from '../graphql/scalars';

export enum InvoiceKind {
  SETTLEMENT = 'SETTLEMENT',
  FORECAST = 'FORECAST',
  CORRECTION = 'CORRECTION',
  FINAL = 'FINAL',
  INTEREST_NOTE = 'INTEREST_NOTE',
  ACCOUNTING_NOTE = 'ACCOUNTING_NOTE',
  DUNNING_FEE = 'DUNNING_FEE',
}
registerEnumType(InvoiceKind, { name: 'InvoiceKind' });

export enum InvoiceStatus {
  PAID = 'PAID',
  PENDING = 'PENDING',
  DUE = 'DUE',
  OVERDUE = 'OVERDUE',
  CREDIT = 'CREDIT',
}
registerEnumType(InvoiceStatus, {
  name: 'InvoiceStatus',
  description:
    'The first that fits: CREDIT outstanding < 0; PENDING covered by a payment that billing has not booked, or a payment of it is open at the operator; PAID outstanding 0; OVERDUE dueDate before today; DUE.',
});

/** A document that asks for money, or gives it back. Only `billed`, `covered` and `heldBy` change after billing issued it. */
@ObjectType({ description: 'A document that asks for money or gives it back.' })
@Entity('invoices')
export class Invoice {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;

  @Field(() => ID)
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;

  @Field({ description: 'The number printed on the document.' })
  @Column({ type: 'varchar', length: 256 })
  number: string;

  @Field(() => InvoiceKind)
  @Column({ type: 'varchar', length: 16 })
  kind: InvoiceKind;

  @Field(() => CalendarDay)
  @Column({ type: 'date' })
  issueDate: string;

  @Field(() => CalendarDay, { nullable: true, description: 'Last day to pay; null: never overdue.' })
  @Column({ type: 'date', nullable: true })
  dueDate: string | null;

  @Field(() => CalendarDay, { nullable: true })
  @Column({ type: 'date', nullable: true })
  periodFrom: string | null;

  @Field(() => CalendarDay, { nullable: true })
  @Column({ type: 'date', nullable: true })
  periodTo: string | null;

  @Field(() => Money, { description: "The seller's own total; for a correction, the difference." })
  @Column({ type: 'bigint', transformer: wholeNumber })
  net: number;

  @Field(() => Money)
  @Column({ type: 'bigint', transformer: wholeNumber })
  vat: number;

  @Field(() => Money)
  @Column({ type: 'bigint', transformer: wholeNumber })
  gross: number;

  /** `billed` less the payments that billing has not booked yet; computed by every read, see `EFFECTIVE`. */
  @Field(() => Money, { description: 'What is still to be paid; negative on a credit. See Balance.' })
  outstanding: number;

  /** Billing's own figure. Its column keeps the old name: during an update nodes of the old build read it too. */
  @Column({ name: 'outstanding', type: 'bigint', transformer: wholeNumber })
  billed: number;

  /** Sum of payments for this document that succeeded and billing has not booked yet. Never negative; written by the ledger. */
  @Column({ type: 'bigint', transformer: wholeNumber, default: 0 })
  covered: number;

  /** Id of the open payment that holds the document. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  heldBy: string | null;

  /** Consumption in the same period a year earlier, in watt-hours; null where the document does not state it. */
  @Column({ type: 'bigint', nullable: true, transformer: wholeNumber })
  previousYearWh: number | null;

  @Field(() => String, { nullable: true, description: 'National e-invoice number, 35 characters.' })
  @Column({ type: 'varchar', length: 40, nullable: true })
  ksefNumber: string | null;

  /** What search looks through: number and amount, folded by `searchable()`. */
  @Column({ type: 'varchar', length: 320 })
  searchText: string;

  /** By which the next import knows an equal record; see `recordHash`. */
  @Column({ type: 'varchar', length: 16, default: '' })
  recordHash: string;
}

/** Parts that only the document's own page shows, packed: billing always issues and replaces them as a whole. */
@Entity('invoice_contents')
export class InvoiceContent {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  invoiceId: string;
  @Column({ type: 'simple-json' })
  lines: InvoiceLine[];
  @Column({ type: 'simple-json' })
  details: InvoiceDetail[];
  @Column({ type: 'simple-json' })
  readings: InvoiceReadingRow[];
  /** Null on a document imported by an older build, until it is read again. */
  @Column({ type: 'simple-json', nullable: true })
  printed: PrintedFacts | null;
}

/** Which points a document is about. */
@Entity('invoice_points')
export class InvoicePoint {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  invoiceId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  pointId: string;
}

/** Which documents a document corrects: by number, so that the original may arrive later. */
@Entity('invoice_corrections')
export class InvoiceCorrection {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  invoiceId: string;
  /** The key the corrected document has, or will have. */
  @PrimaryColumn({ type: 'varchar', length: 22 })
  correctedId: string;
  @Column({ type: 'int' })
  position: number;
}

/** The bytes of a structured invoice: its QR code holds their hash, and the original is what counts in law. */
@Entity('invoice_sources')
export class InvoiceSource {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;
  @PrimaryColumn({ type: 'varchar', length: 22 })
  invoiceId: string;
  /** SHA-256 of the bytes, base64url, 43 characters. */
  @Column({ type: 'varchar', length: 43 })
  sha256: string;
  @Column({ type: 'varchar', length: 10 })
  sellerNip: string;
  /** The file's bytes, gzip. */
  @Column({ type: 'blob' })
  xml: Buffer;
}

@ObjectType({ description: 'One line of a document.' })
export class InvoiceLine {
  @Field(() => Int)
  position: number;
  @Field()
  name: string;
  @Field(() => String, { nullable: true })
  quantity: string | null;
  @Field(() => String, { nullable: true })
  unit: string | null;
  @Field(() => String, { nullable: true })
  unitPrice: string | null;
  @Field(() => Money)
  net: number;
  @Field(() => Money, {
    nullable: true,
    description: 'Where the seller prices the line with VAT: what it states; net is worked out of it then.',
  })
  gross?: number | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True where the document names the line without an amount: net is 0.00 then, and not to be shown.',
  })
  unpriced?: true | null;
  @Field({ description: 'As printed: 23, 8, zw, np.' })
  vatRate: string;
  @Field(() => String, { nullable: true })
  group: string | null;
}

@ObjectType({ description: 'A table or facts the seller attached, as printed.' })
export class InvoiceDetail {
  @Field()
  title: string;
  @Field(() => [String])
  header: string[];
  @Field(() => [[String]])
  rows: string[][];
}

/** A reading as stored, with consumption in watt-hours. */
export interface InvoiceReadingRow extends Omit<InvoiceReading, 'usedKwh'> {
  usedWh: number;
}

@ObjectType({
  description: 'What the meter said, zone by zone. States as printed, with the decimals of the meter.',
})
export class InvoiceReading {
  @Field()
  meterNumber: string;
  @Field()
  zone: string;
  @Field(() => CalendarDay)
  from: string;
  @Field(() => CalendarDay)
  to: string;
  @Field()
  previous: string;
  @Field()
  current: string;
  @Field(() => Float)
  usedKwh: number;
  @Field({ description: 'How it was read, as printed: physical, remote, estimated…' })
  method: string;
}
