import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    "What a point is expected to draw in the current month. Days that are not measured yet are reckoned from the last four weeks by weekday, or from last year's days at the present level: by whichever was closer in past months.",
})
export class UsageForecast {
  @Field({ description: 'The month, such as 2026-03.' })
  month: string;
  @Field(() => Float, { description: 'Measured in the month so far, in kWh.' })
  soFarKwh: number;
  @Field(() => Float, { description: 'What is measured and what is expected of the whole month, in kWh.' })
  expectedKwh: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'How far such a forecast, made on the same day of the month, was off in past months: the median, in percent. Null where fewer than three of the last twelve were measured whole.',
  })
  typicalErrorPercent: number | null;
}
