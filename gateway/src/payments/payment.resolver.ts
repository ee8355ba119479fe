import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { AccessService, Person } from '../auth/access/access.service';
import { Role } from '../auth/user.entity';
import type { RequestContext } from '../graphql/request-context';
import { Customer } from '../customers/customer.entity';
import { Forbidden, NotFound } from '../errors';
import { Page } from '../graphql/page';
import { Balance } from '../invoices/balance';
import { Invoice } from '../invoices/invoice.entity';
import { problem } from '../graphql/problems';
import type { CancelPayment } from './settling/cancel-payment';
import { failureSentence } from './settling/failures';
import { channelOf, isOpen, Payment, PaymentChannel, PaymentStatus } from './payment.entity';
import { PaymentConnection, PaymentItem, StartPaymentInput, StartPaymentPayload } from './payment.input';
import type { PaymentService } from './payment.service';
import type { Started, StartPayment } from './starting/start-payment';

@Resolver(() => Customer)
export class CustomerPaymentsResolver {
  constructor(private readonly service: PaymentService) {}

  @FieldResolver(() => PaymentConnection, { description: 'Payments made in the portal, newest first.' })
  payments(@Root() customer: Customer, @Args(() => Page) page: Page): Promise<PaymentConnection> {
    return this.service.page(customer.id, page);
  }

  @FieldResolver(() => Payment)
  async payment(@Root() customer: Customer, @Arg('id', () => ID) id: string): Promise<Payment> {
    const payment = await this.service.find(customer.id, id);
    if (!payment) throw new NotFound();
    return payment;
  }
}

@Resolver(() => Balance)
export class BalancePaymentsResolver {
  @FieldResolver(() => [Payment], {
    description:
      'Payments that are neither paid nor given up, newest first: their documents can be paid once these are finished or cancelled.',
  })
  async openPayments(
    @Root() { customerId, openPaymentsCount }: Balance,
    @Ctx() { loaders }: RequestContext,
  ): Promise<Payment[]> {
    return openPaymentsCount > 0 ? loaders.openPayments.load(customerId) : [];
  }
}

@Resolver(() => Invoice)
export class InvoicePaymentsResolver {
  @FieldResolver(() => [Payment], {
    description: 'Payments in the portal that this document was in, newest first.',
  })
  payments(@Root() invoice: Invoice, @Ctx() { loaders }: RequestContext): Promise<Payment[]> {
    return loaders.invoicePayments.load(invoice);
  }
}

@Resolver(() => Payment)
export class PaymentResolver {
  constructor(
    private readonly access: AccessService,
    private readonly starter: StartPayment,
    private readonly canceller: CancelPayment,
  ) {}

  @FieldResolver(() => String, { nullable: true, description: 'Why it failed, as a sentence.' })
  failure(@Root() payment: Payment, @Ctx() { language }: RequestContext): string | null {
    return failureSentence(payment, language);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'How the customer chose to pay: BLIK, CARD, WALLET, LATER (the operator lends) or TRANSFER; null while it is not known.',
  })
  channel(@Root() payment: Payment): PaymentChannel | null {
    return channelOf(payment.gatewayId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where an unfinished payment goes on; null once it is finished.',
  })
  redirectUrl(@Root() payment: Payment): string | null {
    return isOpen(payment.status) ? payment.redirectUrl : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "Path of the receipt (PDF), from the site's root; needs the session cookie of someone with access. Null until it succeeded.",
  })
  receiptUrl(@Root() payment: Payment): string | null {
    return payment.status === PaymentStatus.SUCCEEDED ? `/files/payments/${payment.id}.pdf` : null;
  }

  @FieldResolver(() => [PaymentItem], { description: 'They add up to amount; oldest due first.' })
  async items(@Root() payment: Payment, @Ctx() { loaders }: RequestContext): Promise<PaymentItem[]> {
    const { customerId } = payment;
    const rows = await loaders.paymentItems.load(payment);
    return Promise.all(
      rows.map(async ({ invoiceId, amount }) => ({
        invoice: (await loaders.invoice.load({ customerId, id: invoiceId }))!,
        amount,
      })),
    );
  }

  @Mutation(() => StartPaymentPayload, {
    description: `Starts a payment of documents, or of the whole balance, at the operator. The server computes the sum. Problems: ALREADY_PAID (one of them is paid or covered),
PAYMENT_IN_PROGRESS (one of them is in another open payment), NOTHING_TO_PAY (the balance is not above zero), OVER_LIMIT, IDEMPOTENCY_KEY_REUSED, OPERATOR_UNAVAILABLE (with
payment: FAILED when nothing was begun, its documents are free; CREATED when it isn't known, its documents wait until it is cancelled or known). FORBIDDEN for users who may only look.`,
  })
  async startPayment(
    @Arg('input', () => StartPaymentInput) input: StartPaymentInput,
    @Ctx() context: RequestContext,
  ): Promise<StartPaymentPayload> {
    const payer = await this.payer(context, input.customerId ?? context.session!.customerId);
    if (payer === null) throw new NotFound();
    if (payer.role === Role.VIEW) throw new Forbidden('ROLE');
    const { ip, language } = context;
    const { invoiceIds, idempotencyKey } = input;
    const started = await this.starter.start({
      payer,
      ip,
      language,
      invoiceIds,
      idempotencyKey,
      until: context.until,
    });
    return payload(started, context);
  }

  @Mutation(() => StartPaymentPayload, {
    description:
      'Gives an unfinished payment up, at the operator too; its documents can be paid again. A finished one is answered as it is. OPERATOR_UNAVAILABLE: not cancelled.',
  })
  async cancelPayment(
    @Arg('id', () => ID) id: string,
    @Ctx() context: RequestContext,
  ): Promise<StartPaymentPayload> {
    return payload(await this.canceller.cancel(context.session!.userId, id), context);
  }

  /** For the current customer, the prefetch contains all of them. */
  private async payer({ session, loaders }: RequestContext, customerId: string): Promise<Person | null> {
    const { userId, role, email } = session!;
    if (customerId !== session!.customerId) return this.access.person(userId, customerId);
    const customer = await loaders.customer.load(customerId);
    return customer && { userId, customerId, role: role as Role, email, customerNumber: customer.number };
  }
}

function payload({ payment, problem: code }: Started, { language }: RequestContext): StartPaymentPayload {
  const goesOn = payment !== null && code === null && isOpen(payment.status);
  return {
    payment,
    redirectUrl: goesOn ? payment.redirectUrl : null,
    problems: code === null ? [] : [problem(code, null, language)],
  };
}
