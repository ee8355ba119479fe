import { Field, ObjectType } from 'type-graphql';
import table from './distributors.json';

@ObjectType({ description: 'Who owns the grid, and where a power cut is reported.' })
export class DistributorContact {
  @Field()
  name: string;
  @Field({ description: 'As dialled: "991".' })
  emergencyPhone: string;
  @Field()
  website: string;
}

interface Listed extends DistributorContact {
  /** All of them are in its name, however that is written. */
  words: string[];
  /** The beginning of its PPE codes: Poland and the number of the company. */
  ppe: string;
}

/** A person edits `distributors.json`. */
const DISTRIBUTORS: readonly Listed[] = table;

/**
 * The distributor that billing names. Where it names none, the code of the point tells whose grid it is; an unknown
 * name is not replaced by a guess.
 */
export function distributorOf({
  distributor,
  ppe,
}: {
  distributor: string | null;
  ppe: string;
}): DistributorContact | null {
  if (!distributor?.trim()) return DISTRIBUTORS.find((one) => ppe.startsWith(one.ppe)) ?? null;
  const named = new Set(distributor.toLowerCase().split(/[^\p{L}]+/u));
  return DISTRIBUTORS.find(({ words }) => words.every((word) => named.has(word))) ?? null;
}
