import Fastify, { type FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

const registry = new Registry();

/** What this process counts, for whoever watches it; one registry, because a process has one memory. */
export const metrics = {
  registry,
  aside: new Counter({
    name: 'ebok_payments_aside_total',
    help: "Notifications in the payment operator's name that were not believed; see `npm run payments -- aside`.",
    labelNames: ['reason'],
    registers: [registry],
  }),
  payments: new Counter({
    name: 'ebok_payments_total',
    help: 'Payments that came into a status, counted by the process that saw it.',
    labelNames: ['status'],
    registers: [registry],
  }),
  notification: new Histogram({
    name: 'ebok_itn_seconds',
    help: "How long the payment operator's notifications took to be answered.",
    labelNames: ['answer'],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  }),
};

/** `/metrics` in Prometheus' text form, on a port of its own that no proxy leads to. */
export function buildMetricsServer(): FastifyInstance {
  // Watching the event loop costs something: only where somebody asks.
  if (!registry.getSingleMetric('process_start_time_seconds')) collectDefaultMetrics({ register: registry });
  const app = Fastify({ logger: false });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  return app;
}
