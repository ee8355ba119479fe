import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/request-context';
import { Balance } from './balance';
import { transferCode } from './transfer-code';

@Resolver(() => Balance)
export class BalanceTransferResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Text of the QR code for a transfer of `amount` to the customer's own account, with the customer's number as its title; null as of Invoice.transferCode.",
  })
  async transferCode(
    @Root() { customerId, amount }: Balance,
    @Ctx() { config: { retailer }, loaders }: RequestContext,
  ): Promise<string | null> {
    const customer = await loaders.customer.load(customerId);
    return transferCode({
      account: customer?.bankAccount ?? null,
      grosze: amount,
      recipient: retailer.name,
      title: customer?.number ?? '',
      nip: retailer.nip,
    });
  }
}
