import { ArgsType, Field, InputType, ObjectType } from 'type-graphql';
import { connectionType, edgeType } from '../graphql/connection';
import { Page } from '../graphql/page';
import { Channel, Message, MessageKind } from './message.entity';

@InputType({ description: 'All that is given must fit; an empty list is as good as none.' })
export class MessageFilter {
  @Field(() => [MessageKind], { nullable: true })
  kind?: MessageKind[] | null;
  @Field(() => Channel, { nullable: true, description: 'Went this way, perhaps among others.' })
  channel?: Channel | null;
  @Field(() => Boolean, { nullable: true })
  unreadOnly?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Part of the subject or of the text, at most 200 characters.',
  })
  search?: string | null;
}

@ArgsType()
export class MessagePage extends Page {
  @Field(() => MessageFilter, { nullable: true })
  filter?: MessageFilter | null;
}

@ObjectType()
export class MessageEdge extends edgeType(Message) {}

@ObjectType()
export class MessageConnection extends connectionType(
  MessageEdge,
  'All messages that fit the filter, on every page.',
) {}
