import {
  Kind,
  coerceInputValue,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromASTUntyped,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { InvalidInput } from '../errors';

/**
 * Validates variables and fills in defaults, which graphql-jit ignores where a value is required.
 * Messages of the libraries would repeat the value, which may be a password; these name only its place.
 */
export function prepareVariables(
  schema: GraphQLSchema,
  definition: OperationDefinitionNode,
  given: Record<string, unknown>,
  needed: ReadonlyMap<string, unknown>,
): Record<string, unknown> | InvalidInput {
  const prepared: Record<string, unknown> = {};
  for (const { variable, type: node, defaultValue } of definition.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node as never);
    if (!isInputType(type)) continue;
    if (given[name] === null && needed.has(name))
      return new InvalidInput(`Variable "$${name}" must not be null.`);
    if (!Object.hasOwn(given, name)) {
      const stoodIn = needed.get(name);
      if (defaultValue) prepared[name] = withDefaults(valueFromASTUntyped(defaultValue), type);
      else if (stoodIn !== undefined) prepared[name] = stoodIn;
      else if (node.kind === Kind.NON_NULL_TYPE) return new InvalidInput(`Variable "$${name}" is required.`);
      continue;
    }
    let place: string | undefined;
    coerceInputValue(given[name], type, (path) => (place ??= [name, ...path].join('.')));
    if (place !== undefined) return new InvalidInput(`Variable "$${place}" is not of type ${String(type)}.`);
    prepared[name] = withDefaults(given[name], type);
  }
  return prepared;
}

/** The value with the defaults of input fields that were left out; it has been checked before. */
function withDefaults(value: unknown, type: GraphQLInputType): unknown {
  if (value === null || value === undefined) return value;
  if (isNonNullType(type)) return withDefaults(value, type.ofType);
  if (isListType(type))
    return Array.isArray(value) ? value.map((one) => withDefaults(one, type.ofType)) : value;
  if (!isInputObjectType(type)) return value;
  const filled: Record<string, unknown> = {};
  for (const field of Object.values(type.getFields())) {
    const sent = (value as Record<string, unknown>)[field.name];
    if (sent !== undefined) filled[field.name] = withDefaults(sent, field.type);
    else if (field.defaultValue !== undefined) filled[field.name] = field.defaultValue;
  }
  return filled;
}

/**
 * Nullable variables with a default (`$first: Int = 5`) in non-null places, each with the input field's
 * default if there is one.
 * graphql-jit checks neither inside input objects.
 */
export function neededVariables(schema: GraphQLSchema, document: DocumentNode): Map<string, unknown> {
  const info = new TypeInfo(schema);
  const needed = new Map<string, unknown>();
  visit(
    document,
    visitWithTypeInfo(info, {
      Variable(node, _key, parent) {
        if (!isNonNullType(info.getInputType())) return;
        const isField = (parent as { kind?: Kind } | undefined)?.kind === Kind.OBJECT_FIELD;
        const name = node.name.value;
        needed.set(name, needed.get(name) ?? (isField ? info.getDefaultValue() : undefined));
      },
    }),
  );
  return needed;
}
