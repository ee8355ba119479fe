import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Page, PageInfo } from '../graphql/page';
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
export class InvoiceEdge {
  @Field(() => Invoice)
  readonly node: Invoice;
  private readonly cursorOf: () => string;

  /** @param cursorOf called when the cursor is asked for, which it hardly ever is */
  constructor(node: Invoice, cursorOf: () => string) {
    this.node = node;
    this.cursorOf = cursorOf;
  }

  @Field()
  get cursor(): string {
    return this.cursorOf();
  }
}

@ObjectType()
export class InvoiceConnection {
  @Field(() => [InvoiceEdge])
  edges: InvoiceEdge[];
  @Field(() => PageInfo)
  pageInfo: PageInfo;
  @Field(() => Int, { description: 'All documents that fit the filter, on every page.' })
  totalCount: number;
}
