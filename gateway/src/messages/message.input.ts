import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { Page, PageInfo } from '../graphql/page';
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
export class MessageEdge {
  @Field(() => Message)
  readonly node: Message;
  private readonly cursorOf: () => string;

  /** @param cursorOf called when the cursor is asked for, which it hardly ever is */
  constructor(node: Message, cursorOf: () => string) {
    this.node = node;
    this.cursorOf = cursorOf;
  }

  @Field()
  get cursor(): string {
    return this.cursorOf();
  }
}

@ObjectType()
export class MessageConnection {
  @Field(() => [MessageEdge])
  edges: MessageEdge[];
  @Field(() => PageInfo)
  pageInfo: PageInfo;
  @Field(() => Int, { description: 'All messages that fit the filter, on every page.' })
  totalCount: number;
}
