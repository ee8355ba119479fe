import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** What is to go. */
export interface Deprecation {
  /** "Type.field", "Type.field.argument" or "Enum.VALUE". */
  place: string;
  reason: string;
  /** The day until which it stays; null where its reason names none, which `schema:check` refuses. */
  until: string | null;
}

interface Member {
  name: string;
  deprecationReason?: string | null;
}

const UNTIL = /\buntil (\d{4}-\d{2}-\d{2})\b/;

/** Every deprecated field, argument, input field and enum value. */
export function deprecationsOf(schema: GraphQLSchema): Deprecation[] {
  return membersOf(schema).flatMap(([place, { deprecationReason: reason }]) =>
    typeof reason === 'string' ? [{ place, reason, until: dayOf(reason) }] : [],
  );
}

/** All that can be deprecated, by its place. */
export function membersOf(schema: GraphQLSchema): [place: string, Member][] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap(membersOfType);
}

function membersOfType(type: GraphQLNamedType): [place: string, Member][] {
  const placed = (within: string, members: readonly Member[]) =>
    members.map((member): [string, Member] => [`${within}.${member.name}`, member]);
  if (isEnumType(type)) return placed(type.name, type.getValues());
  if (isInputObjectType(type)) return placed(type.name, Object.values(type.getFields()));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields());
  return [
    ...placed(type.name, fields),
    ...fields.flatMap((field) => placed(`${type.name}.${field.name}`, field.args)),
  ];
}

function dayOf(reason: string): string | null {
  const day = UNTIL.exec(reason)?.[1];
  return day && !Number.isNaN(Date.parse(day)) ? day : null;
}
