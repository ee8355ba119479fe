/** @jest-environment node */
import {
  buildSchema,
  coerceInputValue,
  Kind,
  parse,
  typeFromAST,
  validate,
  type GraphQLInputType,
} from 'graphql';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { preparedTabs, type PreparedTab } from './prepared';

const schema = buildSchema(readFileSync(path.resolve(__dirname, '../../../schema.graphql'), 'utf8'));
const NEW_YEAR = new Date('2026-12-31T23:30:00Z');

describe('the prepared operations', () => {
  const tabs = preparedTabs(NEW_YEAR);

  it('are session, balance, documents, use and messages', () => {
    expect(tabs.map(({ name }) => name)).toEqual(['Session', 'Balance', 'Documents', 'Use', 'Messages']);
  });

  it.each(tabs)('$name asks only for what the API has', ({ query }) => {
    expect(validate(schema, parse(query))).toEqual([]);
  });

  it.each(tabs)('$name brings every variable it needs, each of the right type, and no other', (tab) => {
    const given = variablesOf(tab);
    const declared = parse(tab.query).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
    );
    for (const { variable, type } of declared) {
      const faults: string[] = [];
      const wanted = typeFromAST(schema, type as never) as GraphQLInputType;
      coerceInputValue(given[variable.name.value], wanted, (at, _value, error) =>
        faults.push(`${at.join('.')} ${error.message}`),
      );
      expect([variable.name.value, faults]).toEqual([variable.name.value, []]);
    }
    const names = declared.map(({ variable }) => variable.name.value);
    expect(Object.keys(given).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(tabs)(
    '$name explains itself in lines short enough to be read beside the answer',
    ({ query, variables }) => {
      expect(query).toMatch(/^# /);
      expect(`${query}\n${variables}`.split('\n').filter((line) => line.length > 54)).toEqual([]);
    },
  );

  it('ask for the days of Poland, where the year is a new one already', () => {
    const { months, day } = variablesOf(tabs[3]!) as Record<'months' | 'day', { from: string; to: string }>;
    expect(months).toMatchObject({ from: '2026-01-01', to: '2027-01-01' });
    expect(day).toMatchObject({ from: '2026-12-02', to: '2026-12-02' });
  });
});

/** Variables may contain comments, a whole line each. */
function variablesOf({ variables }: PreparedTab): Record<string, unknown> {
  return JSON.parse(variables.replace(/^\s*\/\/.*$/gm, '') || '{}') as Record<string, unknown>;
}
