import { Field, Int, ObjectType } from 'type-graphql';
import { Address, CustomerKind } from '../customers/customer.entity';
import type { CookieKind } from '../auth/session/cookies';
import type { SupportChannel as StatedChannel } from '../config';
import { CalendarDay } from '../graphql/scalars';

@ObjectType({ description: 'The retailer as the law wants it named.' })
export class Company {
  @Field()
  name: string;
  @Field({ description: 'Tax number, ten digits.' })
  nip: string;
  @Field({ description: 'Statistical number, nine or fourteen digits.' })
  regon: string;
  @Field(() => Address)
  address: Address;
}

@ObjectType({ description: 'Facts about the portal itself.' })
export class Service {
  @Field({ description: "The retailer's name; also the recipient of transfers." })
  name: string;
  @Field(() => Company, { description: 'Who sells the energy and answers for the portal.' })
  company: Company;
  @Field(() => String, { nullable: true, description: 'Set during announced maintenance.' })
  maintenance: string | null;
  @Field(() => String, {
    nullable: true,
    description: "A number in the form in which this retailer's invoices have them; null where none was set.",
  })
  invoiceNumberExample: string | null;
}

@ObjectType({ description: 'A cookie that the portal may set in a browser. There are no others.' })
export class Cookie {
  kind: CookieKind;
  @Field()
  name: string;
  @Field(() => Int, {
    nullable: true,
    description: 'Seconds for which browsers keep it; null: until they are closed.',
  })
  maxAge: number | null;
}

@ObjectType({ description: 'Hours of one day of the week, as the clock shows them in Poland.' })
export class OpeningHours {
  @Field(() => Int, { description: '1 is Monday, 7 is Sunday.' })
  weekday: number;
  @Field({ description: '"08:00".' })
  from: string;
  @Field({ description: '"18:00".' })
  to: string;
}

@ObjectType({ description: 'A day on which a person can be asked to call back.' })
export class CallBackDay {
  @Field(() => CalendarDay)
  date: string;
  @Field(() => [OpeningHours], { description: 'The hours that are left of it, in their order.' })
  hours: OpeningHours[];
}

@ObjectType({ description: 'Where a person answers.' })
export class SupportChannel {
  /** As the retailer's file has it. */
  stated: StatedChannel;
  @Field(() => CustomerKind)
  audience: CustomerKind;
  @Field()
  email: string;
  @Field()
  phone: string;
}
