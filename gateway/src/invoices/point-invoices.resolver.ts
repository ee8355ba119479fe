import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { Page } from '../graphql/page';
import type { RequestContext } from '../graphql/request-context';
import { InvoiceConnection, InvoiceOrder } from './invoice.input';
import type { InvoiceService } from './invoice.service';

@Resolver(() => ConsumptionPoint)
export class PointInvoicesResolver {
  constructor(private readonly service: InvoiceService) {}

  @FieldResolver(() => InvoiceConnection, { description: 'Documents about this point, newest first.' })
  invoices(
    @Root() point: ConsumptionPoint,
    @Args(() => Page) { first, after }: Page,
    @Ctx() { loaders }: RequestContext,
  ): Promise<InvoiceConnection> {
    const { customerId, id } = point;
    if (!after) return loaders.pointInvoices.load({ customerId, id, first });
    const filter = { consumptionPointId: id };
    return this.service.page(customerId, { first, after, filter, orderBy: InvoiceOrder.NEWEST });
  }
}
