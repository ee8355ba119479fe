import 'reflect-metadata';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGraphqlSchema } from './schema';
import type { Services } from './services';

/** Prints the schema: `npm run schema` writes it, `npm run check` compares it. Resolvers are built but never called. */
async function main(): Promise<void> {
  const schema = await buildGraphqlSchema({} as Services);
  process.stdout.write(`${printSchema(lexicographicSortSchema(schema))}\n`);
}

void main();
