import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database';

/**
 * `/livez`: the process answers. `/readyz`: it can serve (database reachable, not about to end), and what operators should
 * know though it can.
 */
export function registerHealth(
  app: FastifyInstance,
  database: Database,
  isLeaving: () => boolean,
  warningsNow: () => string[],
): void {
  app.get('/livez', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (isLeaving()) return reply.code(503).send({ status: 'leaving' });
    try {
      await database.query('SELECT 1 AS one');
      const warnings = warningsNow();
      return await reply.send({ status: 'ok', ...(warnings.length > 0 && { warnings }) });
    } catch {
      return reply.code(503).send({ status: 'database' });
    }
  });
}
