import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Problem } from '../graphql/problems';
import { MailedContactChange } from './contact-change.entity';

@InputType({ description: 'A postal address. With country PL the postal code is NN-NNN.' })
export class AddressInput {
  @Field({ description: 'Where there are no streets: the place.' })
  street: string;
  @Field()
  building: string;
  @Field(() => String, { nullable: true })
  flat?: string | null;
  @Field()
  postalCode: string;
  @Field()
  city: string;
  @Field(() => String, { defaultValue: 'PL', description: 'Two letters, ISO 3166.' })
  country: string;
}

@InputType({ description: 'The fields that are to change; the others are left out.' })
export class ContactChangeInput {
  @Field(() => ID, { nullable: true, description: "Left out: the session's current customer." })
  customerId?: string | null;
  @Field(() => String, { nullable: true, description: 'The current password, where e-mail or phone change.' })
  password?: string | null;
  @Field(() => String, { nullable: true })
  email?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'As people write it; without a country code it is Polish.',
  })
  phone?: string | null;
  @Field(() => AddressInput, { nullable: true })
  correspondenceAddress?: AddressInput | null;
}

@ObjectType()
export class MailedContactChangePayload {
  @Field(() => MailedContactChange, { nullable: true, description: 'Null with problems.' })
  change: MailedContactChange | null;
  @Field(() => [Problem])
  problems: Problem[];
}
