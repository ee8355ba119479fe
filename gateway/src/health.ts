import type { FastifyInstance } from 'fastify';
import type { Database } from './database/database';

/** `/livez`: the process answers. `/readyz`: it can serve (database reachable, not about to end). */
export function registerHealth(app: FastifyInstance, database: Database, isLeaving: () => boolean): void {
  app.get('/livez', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (isLeaving()) return reply.code(503).send({ status: 'leaving' });
    try {
      await database.query('SELECT 1 AS one');
      return await reply.send({ status: 'ok' });
    } catch {
      return reply.code(503).send({ status: 'database' });
    }
  });
}
