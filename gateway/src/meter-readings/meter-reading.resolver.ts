import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Role } from '../auth/user.entity';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import type { ConsumptionPointService } from '../consumption-points/consumption-point.service';
import { Forbidden, NotFound } from '../errors';
import type { RequestContext } from '../graphql/request-context';
import { Invoice } from '../invoices/invoice.entity';
import { Ticket } from '../tickets/ticket.entity';
import { TicketPayload } from '../tickets/ticket.input';
import { ticketOf } from '../tickets/ticket.loaders';
import { MeterReadingState, SubmittedReading } from './meter-reading.entity';
import { MeterReadingInput } from './meter-reading.input';
import { ReadingPeriod } from './reading-period.entity';
import type { SubmitReading } from './submit-reading';

@Resolver(() => ConsumptionPoint)
export class PointMeterReadingResolver {
  @FieldResolver(() => MeterReadingState, {
    description:
      'Readings of the meter that the customer gives: what can be given now, and what was given lately.',
  })
  meterReading(
    @Root() point: ConsumptionPoint,
    @Ctx() { loaders }: RequestContext,
  ): Promise<MeterReadingState> {
    return loaders.meterReading.load(point);
  }

  @FieldResolver(() => [ReadingPeriod], {
    description:
      'Use by the readings on documents, where the meter is not read by the hour: newest first. Energy drawn, not fed in. A document that states a period again replaces it. Empty where hours are measured.',
  })
  readingPeriods(
    @Root() point: ConsumptionPoint,
    @Ctx() { loaders }: RequestContext,
  ): Promise<ReadingPeriod[]> {
    return loaders.readingPeriods.load(point);
  }
}

@Resolver(() => ReadingPeriod)
export class ReadingPeriodResolver {
  @FieldResolver(() => Invoice, { description: 'The document that states it last.' })
  invoice(
    @Root() { customerId, invoiceId }: ReadingPeriod,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Invoice | null> {
    return loaders.invoice.load({ customerId, id: invoiceId });
  }
}

@Resolver(() => SubmittedReading)
export class SubmittedReadingResolver {
  constructor(
    private readonly points: ConsumptionPointService,
    private readonly submitReading: SubmitReading,
  ) {}

  @FieldResolver(() => Ticket, { description: 'The request that the retailer answers.' })
  ticket(@Root() reading: SubmittedReading, @Ctx() { loaders }: RequestContext): Promise<Ticket> {
    return ticketOf(loaders, reading);
  }

  @Mutation(() => TicketPayload, {
    description: `Submits what the meter shows, by a ticket with the topic METER_READING. The same values of the same day give the same ticket again, unless that was refused or merely closed, or files come with them that it does not have.
Problems: INVALID_VALUE with the field takenOn (the message names the days that can be given), consumptionPointId (read remotely), or null (too many tickets a day).
With the field values.ZONE: REQUIRED (a zone is missing), INVALID_VALUE (not a zone of the meter, given twice, or outside 0 to 99,999,999).
INVALID_VALUE with the field confirmed.ZONE: the value is unusual (below the last reading, above a later one, or more than three times the usual use). The message says why; the same input with confirmed: true is taken.
Those of attachments, IDEMPOTENCY_KEY_REUSED. NOT_FOUND for a point that is not the user's, FORBIDDEN for users who may only look.`,
  })
  async submitMeterReading(
    @Arg('input', () => MeterReadingInput) input: MeterReadingInput,
    @Ctx() { session, language, until }: RequestContext,
  ): Promise<TicketPayload> {
    const found = await this.points.accessible(session!, input.consumptionPointId);
    if (!found) throw new NotFound();
    const { point, role, email } = found;
    if (role === Role.VIEW) throw new Forbidden('ROLE');
    const { customerId } = point;
    const author = { customerId, userId: session!.userId, email, language };
    return this.submitReading.submit(author, { point, input }, { until });
  }
}
