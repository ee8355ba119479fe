import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/request-context';
import { InvoiceCheckPayload } from './invoice-check.entity';
import type { InvoiceCheckService } from './invoice-check.service';

@Resolver()
export class InvoiceCheckResolver {
  constructor(private readonly service: InvoiceCheckService) {}

  @Mutation(() => InvoiceCheckPayload, {
    description: `Whether an invoice is the user's, by what a paper or mail says. Searches all customers of the user, the current one first. Problems: REQUIRED, TOO_LONG.
A mutation because it is counted: RATE_LIMITED after many texts of which nothing was known.`,
  })
  checkInvoice(
    @Ctx() { session, ip, language, until }: RequestContext,
    @Arg('text', () => String, {
      description:
        'An account, a document number, a KSeF number or an amount, several of them, or a whole text. At most 10,000 characters.',
    })
    text: string,
  ): Promise<InvoiceCheckPayload> {
    const { userId, customerId } = session!;
    return this.service.check({ userId, customerId, ip, language }, text, { until });
  }
}
