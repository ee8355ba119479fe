import { parse, specifiedRules, validate, type GraphQLError, type GraphQLSchema } from 'graphql';
import { LIMITS, limitsRule } from '../graphql/limits';
import type { Version } from './catalogue';
import type { Description, Operations } from './manifest';
import { Refusal } from './refusal';

/** @throws Refusal naming every operation that this gateway could not run */
export function refuseUnfitOperations(schema: GraphQLSchema, slice: string, operations: Operations): void {
  const faults = Object.values(operations).flatMap((text) =>
    operationFaults(schema, text).map((fault) => `  ${firstLine(text)}: ${fault}`),
  );
  if (faults.length > 0)
    throw new Refusal(
      400,
      `Operations of ${slice} do not fit the schema this gateway serves:\n${faults.join('\n')}\nBring schema.graphql up to date, correct them and run codegen; or wait until the gateway with the new schema is up.`,
    );
}

/** What is wrong with an operation's text, in sentences; nothing for one that runs. */
export function operationFaults(schema: GraphQLSchema, text: string): string[] {
  try {
    const document = parse(text, { maxTokens: LIMITS.tokens });
    return validate(schema, document, [...specifiedRules, limitsRule]).map(({ message }) => message);
  } catch (error) {
    return [(error as GraphQLError).message];
  }
}

/** @throws Refusal when an address of this slice belongs to the shell or to another slice */
export function refuseTakenRoutes(slice: string, { routes }: Description, others: Version[]): void {
  for (const other of others) {
    if (other.slice === slice) continue;
    const theirs = [...other.manifest.routes, ...(other.description?.routes ?? [])];
    const taken = routes.find((route) => theirs.some((one) => isWithin(route, one) || isWithin(one, route)));
    if (taken)
      throw new Refusal(
        409,
        `${taken} belongs to ${other.slice} already: choose other routes in slice.json.`,
      );
  }
}

/** The home page is within nothing. */
function isWithin(path: string, outer: string): boolean {
  return path === outer || (outer !== '/' && path.startsWith(`${outer}/`));
}

function firstLine(text: string): string {
  return /\b(query|mutation|subscription)\s+\w+/.exec(text)?.[0] ?? text.slice(0, 40);
}
