import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionType, edgeType } from '../graphql/connection';
import { Invoice } from '../invoices/invoice.entity';
import { Problem } from '../graphql/problems';
import { Money } from '../graphql/scalars';
import { Payment } from './payment.entity';

@InputType()
export class StartPaymentInput {
  @Field(() => [ID], {
    defaultValue: [],
    description:
      'At most 200 documents, each paid with all that is left of it. Empty: the whole balance (Balance.amount), allocated oldest due first, the last perhaps in part.',
  })
  invoiceIds: string[];
  @Field({
    description:
      'Chosen by the caller, 1 to 100 characters, anew for each attempt: the same key gives the same payment again, for ever.',
  })
  idempotencyKey: string;
  @Field(() => ID, { nullable: true, description: "Left out: the session's current customer." })
  customerId?: string | null;
}

@ObjectType({ description: 'redirectUrl: send the browser there. Null with problems.' })
export class StartPaymentPayload {
  @Field(() => Payment, {
    nullable: true,
    description:
      'With OPERATOR_UNAVAILABLE, a payment that was not begun (FAILED), or of which it is not known yet (CREATED).',
  })
  payment: Payment | null;
  @Field(() => String, { nullable: true })
  redirectUrl: string | null;
  @Field(() => [Problem])
  problems: Problem[];
}

@ObjectType({ description: 'What a payment pays of one document.' })
export class PaymentItem {
  @Field(() => Invoice)
  invoice: Invoice;
  @Field(() => Money)
  amount: number;
}

@ObjectType()
export class PaymentEdge extends edgeType(Payment) {}

@ObjectType()
export class PaymentConnection extends connectionType(PaymentEdge) {}
