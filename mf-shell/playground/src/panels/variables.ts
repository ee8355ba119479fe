import { Kind, parse, print } from 'graphql';

/** The variables of an operation with their types, still empty; an empty text where it has none. */
export function variablesOf(query: string): string {
  const lines = parse(query).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? (definition.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => ({
          type: print(type),
          text: `"${variable.name.value}": ${defaultValue ? print(defaultValue) : 'null'}`,
        }))
      : [],
  );
  if (lines.length === 0) return '';
  const last = lines.length - 1;
  return `{\n${lines.map(({ type, text }, at) => `  // ${type}\n  ${text}${at < last ? ',' : ''}`).join('\n')}\n}`;
}
