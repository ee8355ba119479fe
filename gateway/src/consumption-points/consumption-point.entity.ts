import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CalendarDay } from '../graphql/scalars';

/** A place where energy is drawn, under one customer's contract: the next customer there gets another row. */
@ObjectType({ description: "A place where energy is drawn, within one customer's contract." })
@Entity('consumption_points')
export class ConsumptionPoint {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  customerId: string;

  @Field(() => ID)
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id: string;

  @Field({ description: '18-digit GSRN.' })
  @Column({ type: 'varchar', length: 40 })
  ppe: string;

  @Column({ type: 'varchar', length: 512 })
  addressLine1: string;
  @Column({ type: 'varchar', length: 512 })
  addressLine2: string;
  @Column({ type: 'varchar', length: 2 })
  addressCountry: string;

  @Field(() => String, { nullable: true })
  @Column({ type: 'varchar', length: 64, nullable: true })
  meterNumber: string | null;

  @Field(() => String, { nullable: true, description: 'Tariff group: G11, G12w, C21…' })
  @Column({ type: 'varchar', length: 32, nullable: true })
  tariff: string | null;

  @Field(() => String, { nullable: true, description: 'Who owns the grid and reads the meter.' })
  @Column({ type: 'varchar', length: 128, nullable: true })
  distributor: string | null;

  /** Watts; the contract shows kilowatts. */
  @Column({ type: 'int', nullable: true })
  contractedPowerW: number | null;

  @Field(() => CalendarDay, { nullable: true })
  @Column({ type: 'date', nullable: true })
  contractFrom: string | null;

  @Field(() => CalendarDay, { nullable: true })
  @Column({ type: 'date', nullable: true })
  contractTo: string | null;

  @Field({ description: 'True where energy is also fed into the grid.' })
  @Column({ type: 'boolean' })
  producer: boolean;

  /** The number before the national renumbering; free text. */
  @Column({ type: 'varchar', length: 40, nullable: true })
  previousCode: string | null;

  /** Imports leave it as it is. */
  @Field(() => String, { nullable: true, description: "The customer's own name for it, where it has one." })
  @Column({ type: 'varchar', length: 100, nullable: true })
  ownLabel: string | null;

  /** By which lists sort: the natural order of the label. */
  @Column({ type: 'varchar', length: 255, default: '' })
  sortKey: string;

  /** True once an NDJSON record described the point: from then on XML never changes it. */
  @Column({ type: 'boolean' })
  described: boolean;

  /** By which the next import knows an equal record; see `recordHash`. */
  @Column({ type: 'varchar', length: 16, default: '' })
  recordHash: string;

  /** Which document each fact is from, where XML described the point; see seen-facts.ts. */
  @Column({ type: 'varchar', length: 512, nullable: true })
  xmlRanks: string | null;
}
