import { Field, ObjectType } from 'type-graphql';
import { CustomerKind } from '../customers/customer.entity';

@ObjectType({ description: 'Facts about the portal itself.' })
export class Service {
  @Field({ description: "The retailer's name; also the recipient of transfers." })
  name: string;
  @Field(() => String, { nullable: true, description: 'Set during announced maintenance.' })
  maintenance: string | null;
}

@ObjectType({ description: 'Where a person answers.' })
export class SupportChannel {
  @Field(() => CustomerKind)
  audience: CustomerKind;
  @Field()
  email: string;
  @Field()
  phone: string;
  @Field()
  hours: string;
}
