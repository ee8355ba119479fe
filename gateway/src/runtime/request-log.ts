// Logs and measures each request: operation, outcome and duration; nothing about the user.
import type { FastifyInstance } from 'fastify';
import { metrics } from './metrics';

declare module 'fastify' {
  interface FastifyRequest {
    /** The operation that ran at /graphql. */
    ran?: { name: string | undefined; outcome: string };
  }
}

/** @param isMeasured whether metrics are served: observing takes some microseconds a request */
export function logRequests(
  app: FastifyInstance,
  {
    persistedOperations,
    isMeasured,
  }: { persistedOperations: { peek(hash: string | undefined): string | undefined }; isMeasured: boolean },
): void {
  app.addHook('onResponse', (request, reply, next) => {
    const { method, ran, caller } = request;
    // Addresses as they were persistedOperations: query strings and ids stay out.
    const path = request.routeOptions.url ?? 'unknown';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    if (isMeasured) {
      const seconds = reply.elapsedTime / 1000;
      metrics.http.observe({ method, route: path, status: String(reply.statusCode) }, seconds);
      if (ran) {
        // Only names of persisted operations: clients could invent any number of others.
        const isRegistered = persistedOperations.peek(request.operationHash) !== undefined;
        const operation = (isRegistered && ran.name) || 'other';
        metrics.graphql.observe({ operation, outcome: ran.outcome }, seconds);
      }
    }
    // Rejected requests are counted and summarised: a log line for each would add load during an overload.
    if (!request.refusal)
      request.log.info(
        {
          method,
          path,
          status: reply.statusCode,
          ms,
          operation: ran?.name,
          slice: caller?.slice,
          version: caller?.version || undefined,
        },
        'request',
      );
    next();
  });
}
