import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { warsawDay } from '../calendar';
import type { PersistedOperationsService } from '../operations/persisted-operations.service';
import type { LiveService } from '../operations/schema-check/live.service';
import type { PageHandler } from '../slices/page/page.routes';
import { isExplorer, type SessionLookup } from '../auth/explorer-access';
import { Explorer } from './explorer';

export interface ExplorerOptions {
  schema: GraphQLSchema;
  /** The schema as in schema.graphql. */
  schemaText: string;
  services: SessionLookup & {
    live: LiveService;
    persistedOperations: PersistedOperationsService;
    now: () => Date;
  };
  /** Answers an unauthorised GET like an unknown path. */
  otherwise: PageHandler;
}

type Answer = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** Endpoints of the playground's panels. Without access these paths look unknown. */
export function registerExplorer(
  app: FastifyInstance,
  { schema, schemaText, services, otherwise }: ExplorerOptions,
): void {
  const explorer = new Explorer(schema, services.live, services.persistedOperations);
  const guarded = (answer: Answer) => async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await isExplorer(request, services)))
      return request.method === 'POST' ? reply.callNotFound() : otherwise(request, reply);
    void reply.header('cache-control', 'no-store');
    return answer(request, reply);
  };
  const get = (url: string, answer: Answer) => app.get(`/playground/${url}`, guarded(answer));

  // A read in spite of POST: documents are too long for an address. Fastify limits the body to the size of an operation.
  app.post(
    '/playground/operation',
    guarded((request, reply) => {
      const query = (request.body as { query?: unknown } | null)?.query;
      if (typeof query === 'string') return explorer.operation(query);
      return reply.code(400).send({ error: 'Send { "query": "…" }.' });
    }),
  );
  get('versions', () => explorer.versions());
  get('deprecations', () => explorer.deprecated());
  get('users', async ({ query }, reply) => {
    const place = String((query as { of?: unknown }).of);
    const users = await explorer.users(place);
    return users ?? reply.code(400).send({ error: `The schema has no ${place.slice(0, 200)}.` });
  });
  get('schema.graphql', (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="schema-${warsawDay(services.now())}.graphql"`)
      .send(`${schemaText}\n`),
  );
}
