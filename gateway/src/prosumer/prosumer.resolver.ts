import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Customer } from '../customers/customer.entity';
import type { RequestContext } from '../graphql/request-context';
import { ProsumerMonth } from './prosumer-month';
import type { ProsumerService } from './prosumer.service';

@Resolver(() => Customer)
export class CustomerProsumerResolver {
  constructor(private readonly service: ProsumerService) {}

  @FieldResolver(() => [ProsumerMonth], {
    description:
      'Energy taken and fed in, and the deposit, as documents state them: the newest 60, newest first. Empty without production.',
  })
  prosumer(@Root() customer: Customer, @Ctx() { loaders }: RequestContext): Promise<ProsumerMonth[]> {
    return this.service.months(customer.id, loaders);
  }
}
