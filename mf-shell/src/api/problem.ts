/** An expected refusal, as in schema.graphql. */
export interface Problem {
  code: string;
  field: string | null;
  message: string;
}
