import { Field, Int, ObjectType } from 'type-graphql';
import { Problem } from '../../graphql/problems';

@ObjectType({ description: 'How hard a password is to guess, by the same judge as when it is set.' })
export class PasswordStrength {
  @Field(() => Int, { description: '0 too short to judge, 1 weak, 2 fair, 3 good, 4 very good.' })
  score: number;
  @Field(() => Problem, { nullable: true, description: 'Why it would be refused; null where it would not.' })
  problem: Problem | null;
}
