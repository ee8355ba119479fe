import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { AccessService } from '../auth/access/access.service';
import { Customer } from '../customers/customer.entity';
import type { RequestContext } from '../graphql/request-context';
import { Invoice } from '../invoices/invoice.entity';
import { CalendarFeed } from './calendar-feed.entity';
import type { CalendarFeedService } from './calendar-feed.service';
import { isDue } from './due-dates';

const OF_CUSTOMER = { nullable: true, description: "Left out: the session's current customer." } as const;

@Resolver(() => Customer)
export class CalendarFeedResolver {
  constructor(
    private readonly service: CalendarFeedService,
    private readonly access: AccessService,
  ) {}

  @FieldResolver(() => CalendarFeed, {
    nullable: true,
    description: "The signed-in user's calendar of this customer's due dates; null while there is none.",
  })
  calendarFeed(@Root() { id }: Customer, @Ctx() { session }: RequestContext): Promise<CalendarFeed | null> {
    return this.service.find({ customerId: id, userId: session!.userId });
  }

  @Mutation(() => String, {
    description:
      "Makes a secret address for the user's calendar of due dates, and answers it, this once. The former address ends.",
  })
  async renewCalendarFeed(
    @Ctx() { session, config, until }: RequestContext,
    @Arg('customerId', () => ID, OF_CUSTOMER) named?: string | null,
  ): Promise<string> {
    const customerId = await this.access.customerOf(session!, named);
    const token = await this.service.renew({ customerId, userId: session!.userId }, { until });
    return `${config.publicUrl}/calendar/${token}.ics`;
  }

  @Mutation(() => Boolean, {
    description: "Ends the address of the user's calendar. True also where there was none.",
  })
  async endCalendarFeed(
    @Ctx() { session, until }: RequestContext,
    @Arg('customerId', () => ID, OF_CUSTOMER) named?: string | null,
  ): Promise<boolean> {
    const customerId = await this.access.customerOf(session!, named);
    await this.service.end({ customerId, userId: session!.userId }, { until });
    return true;
  }
}

@Resolver(() => Invoice)
export class InvoiceCalendarResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Path of its due date as an iCalendar file, from the site's root; like pdfUrl. Null where nothing is to be paid by a day.",
  })
  calendarUrl(@Root() invoice: Invoice): string | null {
    return isDue(invoice) ? `/files/invoices/${invoice.customerId}/${invoice.id}.ics` : null;
  }
}
