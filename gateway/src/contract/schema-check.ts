// Holds a changed schema against what runs: which live operations and programs a change would break.
import { ChangeType, CriticalityLevel, diff } from '@graphql-inspector/core';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isInterfaceType,
  isObjectType,
  parse,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { operationFaults } from '../slices/fits';
import type { FieldCalls, LiveContract, LiveOperation } from './live.service';

export interface SchemaReport {
  /** One entry for each change that breaks somebody: what, and whom. */
  breaking: { change: string; users: string[] }[];
  /** Breaking by the letter, but nobody live uses it. */
  unused: string[];
  /** Deprecated fields without a date, and the like. */
  faults: string[];
  /** Deprecated fields with their dates and users. */
  deprecated: string[];
}

/** What an operation names, as "Type.field" and as names of types its variables and arguments are made of. */
interface Needs {
  operation: LiveOperation;
  places: Set<string>;
}

/** Holds the working schema against the contract of a running portal. */
export async function checkSchema(live: LiveContract, working: GraphQLSchema): Promise<SchemaReport> {
  const report: SchemaReport = { breaking: [], unused: [], faults: [], deprecated: [] };
  const served = live.schema === null ? working : buildSchema(live.schema);
  const needs = live.operations.map((operation) => ({ operation, places: placesOf(served, operation.text) }));
  const named = new Set<LiveOperation>();
  for (const { criticality, message, path = '', type } of await diff(served, working)) {
    if (criticality.level !== CriticalityLevel.Breaking) continue;
    // An argument that goes hurts those who give it; any other change of one hurts whoever asks for the field.
    const isGiven = type === (ChangeType.FieldArgumentRemoved as string);
    const hit = needs.filter(({ places }) => (isGiven ? places.has(path) : isTouched(places, path)));
    hit.forEach(({ operation }) => named.add(operation));
    const users = [...hit.map(({ operation }) => operationText(operation)), ...programs(live.fields, path)];
    if (users.length > 0) report.breaking.push({ change: message, users });
    else report.unused.push(message);
  }
  // What the comparison of schemas does not tell, such as a type that no longer fits where a fragment stands.
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
  const where = `${slice} ${version} (${channels.join(', ')})`;
  return `${where}: ${name || hash.slice(0, 12)}, ${calls} calls in the last 7 days`;
}

/** Programs ask what they like, so what they asked this week has to stand for what they ask. */
function programs(fields: FieldCalls[], path: string): string[] {
  return fields
    .filter(
      ({ slice, field }) =>
        slice.startsWith('api:') && isTouched(new Set([field, field.split('.')[0]!]), path),
    )
    .map(
      ({ slice, field, calls }) =>
        `program ${slice.slice('api:'.length)}: ${field}, ${calls} calls in the last 7 days`,
    );
}

/** A change at "Type", "Type.field" or "Type.field.argument" touches whoever names the field, or the type alone. */
function isTouched(places: ReadonlySet<string>, path: string): boolean {
  const [type = '', field] = path.split('.');
  return places.has(field ? `${type}.${field}` : type) || places.has(`input ${type}`);
}

function placesOf(schema: GraphQLSchema, text: string): Set<string> {
  const places = new Set<string>();
  const info = new TypeInfo(schema);
  const document = parse(text);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const type = info.getParentType();
        if (!type) return;
        places.add(type.name).add(`${type.name}.${name.value}`);
        // A field asked of an interface is one of each type behind it, and the other way round.
        for (const other of related(schema, type.name)) places.add(`${other}.${name.value}`);
        const result = info.getType();
        if (result) places.add(getNamedType(result).name);
      },
      Argument({ name }) {
        places.add(`${info.getParentType()?.name}.${info.getFieldDef()?.name}.${name.value}`);
        addInput(places, info.getInputType());
      },
      VariableDefinition({ type }) {
        const known = typeFromAST(schema, type as never);
        if (isInputType(known)) addInput(places, known);
      },
    }),
  );
  return places;
}

function related(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  if (isInterfaceType(type)) return schema.getPossibleTypes(type).map((one) => one.name);
  return isObjectType(type) ? type.getInterfaces().map((one) => one.name) : [];
}

/** An input's new required field or lost value breaks whoever sends such an input, though the text stays valid. */
function addInput(places: Set<string>, type: GraphQLInputType | null | undefined): void {
  if (!type) return;
  const named = getNamedType(type);
  const place = `input ${named.name}`;
  if (places.has(place) || !(isInputObjectType(named) || isEnumType(named))) return;
  places.add(place).add(named.name);
  if (isInputObjectType(named))
    for (const field of Object.values(named.getFields())) addInput(places, field.type);
}

const UNTIL = /\buntil (\d{4}-\d{2}-\d{2})\b/;

function addDeprecations(
  report: SchemaReport,
  schema: GraphQLSchema,
  needs: Needs[],
  calls: FieldCalls[],
): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (
      type.name.startsWith('__') ||
      !(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    )
      continue;
    const fields = type.getFields() as Record<string, { name: string; deprecationReason?: string | null }>;
    for (const { name, deprecationReason } of Object.values(fields)) {
      if (deprecationReason === undefined || deprecationReason === null) continue;
      const place = `${type.name}.${name}`;
      const until = UNTIL.exec(deprecationReason)?.[1];
      if (!until || Number.isNaN(Date.parse(until)))
        report.faults.push(`${place} is deprecated without a date: say "… until 2027-03-01" in its reason`);
      const users = needs
        .filter(({ places }) => places.has(place))
        .map(({ operation }) => operationText(operation));
      const all = [...users, ...programs(calls, place)];
      report.deprecated.push(
        `${place} until ${until ?? '?'}: ${all.join('; ') || 'nobody uses it, it may go'}`,
      );
    }
  }
}
