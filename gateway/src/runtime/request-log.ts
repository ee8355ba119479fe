// What is written down and counted of each request: what was asked, how it went, how long it took; nothing about whom.
import type { FastifyInstance } from 'fastify';
import { metrics } from './metrics';

declare module 'fastify' {
  interface FastifyRequest {
    /** The operation that ran at /graphql. */
    ran?: { name: string | undefined; outcome: string };
  }
}

/** @param isMeasured whether anybody looks at the metrics: observing costs some microseconds a request */
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
        // Only names of published operations: anybody may invent others.
        const isRegistered = persistedOperations.peek(request.operationHash) !== undefined;
        const operation = (isRegistered && ran.name) || 'other';
        metrics.graphql.observe({ operation, outcome: ran.outcome }, seconds);
      }
    }
    // Refused ones are counted, and said now and then: thousands of lines help nobody while there is too much to do.
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
