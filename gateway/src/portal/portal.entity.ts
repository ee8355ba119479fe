import { Field, ObjectType } from 'type-graphql';
import { Address, CustomerKind } from '../customers/customer.entity';

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
