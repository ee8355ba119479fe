import 'reflect-metadata';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';

/** Which part of a list: `first` 1..100 after an opaque cursor. */
@ArgsType()
export class Page {
  @Field(() => Int, { defaultValue: 20 })
  first: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
}

@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage: boolean;
  @Field(() => String, { nullable: true })
  endCursor: string | null;
}
