import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { CalendarDay, Moment } from '../graphql/scalars';

export enum Resolution {
  QUARTER_HOUR = 'QUARTER_HOUR',
  HOUR = 'HOUR',
  DAY = 'DAY',
  MONTH = 'MONTH',
  YEAR = 'YEAR',
}
registerEnumType(Resolution, { name: 'Resolution' });

export enum Direction {
  CONSUMPTION = 'CONSUMPTION',
  PRODUCTION = 'PRODUCTION',
}
registerEnumType(Direction, { name: 'Direction' });

@InputType({
  description:
    'from and to are both inclusive days; the first and last interval are cut to them. At most 400 intervals come back, else BAD_USER_INPUT names the coarser resolution; finer than the data is BAD_USER_INPUT naming what there is.',
})
export class UsageInput {
  @Field(() => CalendarDay)
  from: string;

  @Field(() => CalendarDay)
  to: string;

  @Field(() => Resolution)
  resolution: Resolution;

  @Field(() => Direction, { defaultValue: Direction.CONSUMPTION })
  direction: Direction;

  @Field(() => Boolean, { defaultValue: false })
  comparePreviousYear: boolean;
}

@ObjectType({
  description:
    'kwh: what was measured, null where nothing was (a gap is not a zero; all points together: null only when no point has any). complete: nothing is missing in it; a day under no contract lacks nothing.',
})
export class UsageInterval {
  @Field(() => Moment)
  start: Date;

  @Field(() => Moment)
  end: Date;

  @Field(() => Float, { nullable: true })
  kwh: number | null;

  @Field(() => Float, { nullable: true })
  previousKwh: number | null;

  @Field(() => Boolean)
  estimated: boolean;

  @Field(() => Boolean)
  complete: boolean;
}

@ObjectType({ description: 'Energy used, or fed into the grid, interval by interval.' })
export class Usage {
  @Field(() => [UsageInterval])
  intervals: UsageInterval[];

  @Field(() => Float)
  totalKwh: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Same calendar days one year earlier (29 February against 28); null unless asked for or when that year has no data.',
  })
  previousTotalKwh: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Percent with one decimal, over the days both years have; null when that base is missing or zero.',
  })
  changePercent: number | null;

  @Field(() => Int, {
    description:
      'Intervals up to now in which something was not measured, of days that are over and under contract.',
  })
  missing: number;

  @Field(() => Resolution, {
    nullable: true,
    description:
      'The finest resolution that the data of these days have: QUARTER_HOUR or HOUR. Null unless one of them was asked for, and without data.',
  })
  finest: Resolution | null;

  /** What was asked, for fields that are worked out on demand. */
  asked?: AskedUse;
}

/** Whose use: the points' together, or all of the customer's where `points` is null. */
export interface AskedUse {
  customerId: string;
  points: readonly ConsumptionPoint[] | null;
  input: UsageInput;
}
