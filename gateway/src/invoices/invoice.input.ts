import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType, edgeType } from '../graphql/connection';
import { Page } from '../graphql/page';
import { CalendarDay } from '../graphql/scalars';
import { Invoice, InvoiceKind, InvoiceStatus } from './invoice.entity';

export enum InvoiceOrder {
  NEWEST = 'NEWEST',
  OPEN_FIRST = 'OPEN_FIRST',
  DUE_DATE = 'DUE_DATE',
  AMOUNT = 'AMOUNT',
}
registerEnumType(InvoiceOrder, {
  name: 'InvoiceOrder',
  description:
    'OPEN_FIRST: overdue, due, pending by due date, then the rest newest first. DUE_DATE: soonest first, those without one last. AMOUNT: largest first.',
});

@InputType({ description: 'All that is given must fit; an empty list is as good as none.' })
export class InvoiceFilter {
  @Field(() => [InvoiceStatus], { nullable: true })
  status?: InvoiceStatus[] | null;
  @Field(() => [InvoiceKind], { nullable: true })
  kind?: InvoiceKind[] | null;
  @Field(() => CalendarDay, { nullable: true })
  issuedFrom?: string | null;
  @Field(() => CalendarDay, { nullable: true })
  issuedTo?: string | null;
  @Field(() => ID, { nullable: true })
  consumptionPointId?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Part of the number, the amount or the KSeF number, as they are printed: "293,86 zł", "−95,30" and "69 856,18" are amounts. At most 200 characters.',
  })
  search?: string | null;
}

@ArgsType()
export class InvoicePage extends Page {
  @Field(() => InvoiceFilter, { nullable: true })
  filter?: InvoiceFilter | null;
  @Field(() => InvoiceOrder, { defaultValue: InvoiceOrder.NEWEST })
  orderBy: InvoiceOrder;
}

@ObjectType()
export class InvoiceEdge extends edgeType(Invoice) {}

@ObjectType()
export class InvoiceConnection extends connectionType(
  InvoiceEdge,
  'All documents that fit the filter, on every page.',
) {}
