import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionType, edgeType } from '../graphql/connection';
import { Problem } from '../graphql/problems';
import { CalendarDay } from '../graphql/scalars';
import { Ticket, TicketTopic } from './ticket.entity';

@InputType({ description: 'Hours in which to call, within the opening hours of the support channel.' })
export class CallBackInput {
  @Field({ description: 'As people write it; without a country code it is Polish.' })
  phone: string;
  @Field(() => CalendarDay, { description: 'Today or one of the next 14 days, no public holiday.' })
  date: string;
  @Field({ description: '"08:00", as the clock shows it in Poland.' })
  from: string;
  @Field({ description: '"10:30".' })
  to: string;
}

@InputType()
export class CreateTicketInput {
  @Field(() => ID, { nullable: true, description: "Left out: the session's current customer." })
  customerId?: string | null;
  @Field(() => TicketTopic)
  topic: TicketTopic;
  @Field({ description: 'At most 200 characters.' })
  subject: string;
  @Field({ description: 'Plain text, at most 10,000 characters. May be empty if callBack is given.' })
  body: string;
  @Field(() => ID, { nullable: true, description: 'The document that it is about.' })
  invoiceId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The point that it is about.' })
  consumptionPointId?: string | null;
  @Field(() => CallBackInput, { nullable: true, description: 'With topic CALL_BACK only.' })
  callBack?: CallBackInput | null;
  @Field(() => [ID], { defaultValue: [], description: 'At most 5 uploaded files.' })
  attachmentIds: string[];
  @Field(() => String, {
    nullable: true,
    description:
      'Chosen by the caller, 1 to 100 characters, anew for each ticket: the same key gives the same ticket again. Without it, the same input within 10 minutes does.',
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Everything empty deletes the draft.' })
export class TicketDraftInput {
  @Field(() => ID, { nullable: true, description: "Left out: the session's current customer." })
  customerId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The ticket that it replies to; left out: a new one.' })
  ticketId?: string | null;
  @Field(() => TicketTopic, { nullable: true })
  topic?: TicketTopic | null;
  @Field(() => String, { defaultValue: '', description: 'At most 1,000 characters.' })
  subject: string;
  @Field(() => String, { defaultValue: '', description: 'At most 16,000 characters.' })
  body: string;
  @Field(() => ID, { nullable: true })
  invoiceId?: string | null;
  @Field(() => ID, { nullable: true })
  consumptionPointId?: string | null;
  @Field(() => CallBackInput, { nullable: true })
  callBack?: CallBackInput | null;
  @Field(() => [ID], { defaultValue: [] })
  attachmentIds: string[];
}

@ObjectType({ description: 'Null with problems.' })
export class TicketPayload {
  @Field(() => Ticket, { nullable: true })
  ticket: Ticket | null;
  @Field(() => [Problem])
  problems: Problem[];
}

@ObjectType()
export class TicketEdge extends edgeType(Ticket) {}

@ObjectType()
export class TicketConnection extends connectionType(TicketEdge) {}
