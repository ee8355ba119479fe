// Who uses which place of the schema: a type, "Type.field", "Type.field.argument" or "Enum.VALUE".
import {
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
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { FieldCalls, LiveOperation } from './live.service';

/** What an operation names: places, and "input Type" for each input it sends. */
export interface Needs {
  operation: LiveOperation;
  places: Set<string>;
}

/** The places in the schema that each operation uses. */
export function needsOf(schema: GraphQLSchema, operations: LiveOperation[]): Needs[] {
  return operations.map((operation) => ({ operation, places: placesOf(schema, parse(operation.text)) }));
}

/**
 * Whether an operation that uses these places is affected: it selects the field, passes the argument, or
 * sends or receives the value.
 */
export function isNamed(schema: GraphQLSchema, places: ReadonlySet<string>, place: string): boolean {
  const [name = '', member, argument] = place.split('.');
  const type = schema.getType(name);
  if (member && !argument && isEnumType(type)) return places.has(name);
  if (member && isInputObjectType(type)) return places.has(`input ${name}`);
  return places.has(place);
}

/** A version that uses a place. Without channels it is no longer served, but open tabs still send its operations. */
export interface PlaceUsage {
  /** `api:NAME` is a program; `developer` and `unknown` are people trying out operations. */
  slice: string;
  version: string;
  channels: string[];
  /** In the last 7 days. */
  calls: number;
  /** Its operations that name the place. */
  operations: { name: string; hash: string; calls: number }[];
}

/** Who uses a place, as live operations tell, and for all others this week's calls. */
export function usersOf(
  schema: GraphQLSchema,
  place: string,
  needs: readonly Needs[],
  fields: readonly FieldCalls[],
): PlaceUsage[] {
  const users = new Map<string, PlaceUsage>();
  const live = new Set(needs.map(({ operation }) => keyOf(operation)));
  for (const { operation, places } of needs) {
    if (!isNamed(schema, places, place)) continue;
    const { slice, version, channels, name, hash, calls } = operation;
    const user = users.get(keyOf(operation)) ?? { slice, version, channels, calls: 0, operations: [] };
    user.calls += calls;
    user.operations.push({ name, hash, calls });
    users.set(keyOf(operation), user);
  }
  // One call selects several fields of a type, so the most called field gives the number of calls.
  for (const { field, calls, ...who } of fields) {
    if (live.has(keyOf(who)) || !isNamed(schema, placesOfField(schema, field), place)) continue;
    const known = users.get(keyOf(who));
    users.set(keyOf(who), {
      slice: who.slice,
      version: who.version,
      channels: [],
      operations: [],
      calls: Math.max(known?.calls ?? 0, calls),
    });
  }
  return [...users.values()];
}

function keyOf({ slice, version }: { slice: string; version: string }): string {
  return `${slice}@${version}`;
}

/** Every "Type.field" a document names, once and in its order. */
export function fieldsOf(schema: GraphQLSchema, document: DocumentNode): string[] {
  const info = new TypeInfo(schema);
  const fields = new Set<string>();
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const type = info.getParentType();
        if (type && info.getFieldDef() && !name.value.startsWith('__'))
          fields.add(`${type.name}.${name.value}`);
      },
    }),
  );
  return [...fields];
}

/** Programs have no persisted operations, so this week's calls represent them. */
export function isProgram({ slice }: Pick<FieldCalls, 'slice'>): boolean {
  return slice.startsWith('api:');
}

/** All places that a selection of the field may name. */
export function placesOfField(schema: GraphQLSchema, field: string): Set<string> {
  const [name = '', member = ''] = field.split('.');
  const places = new Set([name, field]);
  const type = schema.getType(name);
  const known = isObjectType(type) || isInterfaceType(type) ? type.getFields()[member] : undefined;
  if (!known) return places;
  places.add(getNamedType(known.type).name);
  for (const argument of known.args) {
    places.add(`${field}.${argument.name}`);
    addInput(places, argument.type);
  }
  return places;
}

/** The places in the schema that a document names. */
export function placesOf(schema: GraphQLSchema, document: DocumentNode): Set<string> {
  const places = new Set<string>();
  const info = new TypeInfo(schema);
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

/** A new required field or a removed value breaks clients that send the input, though their text stays valid. */
function addInput(places: Set<string>, type: GraphQLInputType | null | undefined): void {
  if (!type) return;
  const named = getNamedType(type);
  const place = `input ${named.name}`;
  if (places.has(place) || !(isInputObjectType(named) || isEnumType(named))) return;
  places.add(place).add(named.name);
  if (isInputObjectType(named))
    for (const field of Object.values(named.getFields())) addInput(places, field.type);
}
