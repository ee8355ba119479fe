import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/request-context';
import { NotFound } from '../errors';
import { Contact, Customer } from './customer.entity';
import { maskedTaxId, type CustomerService } from './customer.service';

@Resolver(() => Customer)
export class CustomerResolver {
  constructor(private readonly service: CustomerService) {}

  @Query(() => Customer, {
    description: "The session's current customer, or another one the signed-in user has access to.",
  })
  async customer(
    @Ctx() { session, loaders }: RequestContext,
    @Arg('id', () => ID, { nullable: true }) id?: string | null,
  ): Promise<Customer> {
    const wanted = id ?? session!.customerId;
    // The session's own customer was checked when the session was read.
    if (wanted !== session!.customerId && !(await loaders.customerIds.load(session!.userId)).includes(wanted))
      throw new NotFound();
    const customer = await loaders.customer.load(wanted);
    if (!customer) throw new NotFound();
    return customer;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'PESEL or NIP; null when billing has none. A PESEL is always masked (440*****359), a NIP is shown.',
  })
  taxId(@Root() customer: Customer): string | null {
    return maskedTaxId(customer.taxId);
  }

  @FieldResolver(() => Contact)
  contact(@Root() customer: Customer): Promise<Contact> {
    return this.service.contact(customer);
  }
}
