import 'reflect-metadata';
import { assertValidSchema } from 'graphql';
import { buildGraphqlSchema, schemaText } from './schema';
import type { Services } from './services';

/** Prints the schema: `npm run schema` writes it, `npm run check` compares it. Resolvers are built but never called. */
async function main(): Promise<void> {
  const schema = await buildGraphqlSchema({} as Services);
  assertValidSchema(schema);
  process.stdout.write(`${schemaText(schema)}\n`);
}

void main();
