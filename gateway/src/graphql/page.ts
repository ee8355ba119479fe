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
  readonly hasNextPage: boolean;
  private readonly last: { readonly cursor: string } | undefined;

  /** @param last the last edge of the page, which knows where it ends once that is asked for */
  constructor(hasNextPage: boolean, last: { readonly cursor: string } | undefined) {
    this.hasNextPage = hasNextPage;
    this.last = last;
  }

  @Field(() => String, { nullable: true })
  get endCursor(): string | null {
    return this.last?.cursor ?? null;
  }
}
