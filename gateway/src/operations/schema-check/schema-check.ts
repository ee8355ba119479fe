// Holds a changed schema against what runs: which live operations and programs a change would break.
import { ChangeType, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { operationFaults } from '../../slices/registry/compatibility';
import { deprecationsOf } from './deprecations';
import type { FieldCalls, LiveContract, LiveOperation } from './live.service';
import { isNamed, isProgram, needsOf, placesOfField, type Needs } from './schema-usage';

export interface SchemaReport {
  /** One entry for each breaking change: the change, and the clients it breaks. */
  breaking: { change: string; users: string[] }[];
  /** Formally breaking changes that no live client uses. */
  unused: string[];
  /** What is deprecated without a date. */
  faults: string[];
  /** What is deprecated, with dates and users. */
  deprecated: string[];
}

/** Holds the working schema against the contract of a running portal. */
export async function checkSchema(live: LiveContract, working: GraphQLSchema): Promise<SchemaReport> {
  const report: SchemaReport = { breaking: [], unused: [], faults: [], deprecated: [] };
  const served = live.schema === null ? working : buildSchema(live.schema);
  const needs = needsOf(served, live.operations);
  const named = new Set<LiveOperation>();
  for (const { criticality, message, path = '', type } of await diff(served, working)) {
    if (criticality.level !== CriticalityLevel.Breaking) continue;
    const touches = (field: string) => isTouched(placesOfField(served, field), path);
    // Removing an argument breaks clients that pass it. Any other change of one breaks clients that select
    // the field.
    const isGiven = type === (ChangeType.FieldArgumentRemoved as string);
    const hit = needs.filter(({ places }) => (isGiven ? places.has(path) : isTouched(places, path)));
    hit.forEach(({ operation }) => named.add(operation));
    const users = [
      ...hit.map(({ operation }) => operationText(operation)),
      ...programs(live.fields, touches),
    ];
    if (users.length > 0) report.breaking.push({ change: message, users });
    else report.unused.push(message);
  }
  // Checks that the comparison of schemas lacks, such as a type that no longer fits its fragment.
  for (const operation of live.operations.filter((one) => !named.has(one))) {
    const faults = operationFaults(working, operation.text);
    if (faults.length > 0)
      report.breaking.push({ change: faults.join(' '), users: [operationText(operation)] });
  }
  addDeprecations(report, working, needs, live.fields);
  return report;
}

/** "inbox 0.1.0+a1 (stable), query Unread, 12 calls in the last 7 days" */
function operationText({ slice, version, channels, name, hash, calls }: LiveOperation): string {
  const where = `${slice} ${version} (${channels.join(', ') || 'open tabs'})`;
  return `${where}: ${name || hash.slice(0, 12)}, ${calls} calls in the last 7 days`;
}

function programs(fields: FieldCalls[], uses: (field: string) => boolean): string[] {
  return fields
    .filter((one) => isProgram(one) && uses(one.field))
    .map(
      ({ slice, field, calls }) =>
        `program ${slice.slice('api:'.length)}: ${field}, ${calls} calls in the last 7 days`,
    );
}

/** A change at "Type", "Type.field" or "Type.field.argument" affects clients that name the field, or the type. */
function isTouched(places: ReadonlySet<string>, path: string): boolean {
  const [type = '', field] = path.split('.');
  return places.has(field ? `${type}.${field}` : type) || places.has(`input ${type}`);
}

function addDeprecations(
  report: SchemaReport,
  schema: GraphQLSchema,
  needs: Needs[],
  calls: FieldCalls[],
): void {
  for (const { place, until } of deprecationsOf(schema)) {
    if (!until)
      report.faults.push(`${place} is deprecated without a date: say "… until 2027-03-01" in its reason`);
    const users = needs
      .filter(({ places }) => isNamed(schema, places, place))
      .map(({ operation }) => operationText(operation));
    const asking = programs(calls, (field) => isNamed(schema, placesOfField(schema, field), place));
    report.deprecated.push(
      `${place} until ${until ?? '?'}: ${[...users, ...asking].join('; ') || 'nobody uses it, it may go'}`,
    );
  }
}
