import { ArgsType, Field, ObjectType } from 'type-graphql';
import { connectionType, edgeType } from '../graphql/connection';
import { Page } from '../graphql/page';
import { ConsumptionPoint } from './consumption-point.entity';

@ArgsType()
export class PointPage extends Page {
  @Field(() => String, {
    nullable: true,
    description: 'Words of the label, address, tariff, PPE code or meter number; at most 200 characters.',
  })
  search?: string | null;
}

@ObjectType()
export class ConsumptionPointEdge extends edgeType(ConsumptionPoint) {}

@ObjectType()
export class ConsumptionPointConnection extends connectionType(
  ConsumptionPointEdge,
  'All points that fit the search, on every page.',
) {}
