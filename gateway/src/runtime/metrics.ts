import Fastify, { type FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const registry = new Registry();

/** Sources of figures that are computed only when metrics are read. */
export const sources = {
  requests: () => ({ underWay: 0, waiting: 0 }),
  /** What waits to be delivered; null where this process does not deliver. */
  mails: (): Promise<Queued | null> => Promise.resolve(null),
  sms: (): Promise<Queued | null> => Promise.resolve(null),
  /** Parts of SMS that left today. */
  smsParts: (): Promise<number | null> => Promise.resolve(null),
  connections: (): PoolUse[] => [],
};

/** Mails or SMS that wait, and for how long the oldest has. */
export interface Queued {
  count: number;
  oldestSeconds: number;
}

/** The database's connections of one kind. */
export interface PoolUse {
  pool: 'READERS' | 'WRITERS';
  /** The most there may be. */
  size: number;
  used: number;
  /** Who waits for one. */
  waiting: number;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Metrics of this process. One registry, because a process has one memory. */
export const metrics = {
  registry,
  http: new Histogram({
    name: 'ebok_http_seconds',
    help: 'How long requests took, by method, registered route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  }),
  graphql: new Histogram({
    name: 'ebok_graphql_seconds',
    help: 'How long operations took, by name (those of published slices; others are "other") and by OK or the code of the first error.',
    labelNames: ['operation', 'outcome'],
    buckets: SECONDS,
    registers: [registry],
  }),
  mails: new Counter({
    name: 'ebok_mails_total',
    help: 'Mails by what became of a try: SENT, PUT_OFF (is tried again), GIVEN_UP.',
    labelNames: ['outcome'],
    registers: [registry],
  }),
  mailsWaiting: new Gauge({
    name: 'ebok_mails_waiting',
    help: 'Mails that are queued.',
    registers: [registry],
    async collect() {
      const queued = await figure(sources.mails);
      if (queued) this.set(queued.count);
    },
  }),
  sms: new Counter({
    name: 'ebok_sms_total',
    help: 'SMS by what became of a try: SENT, PUT_OFF (is tried again), FAILED, UNKNOWN (nobody knows), OVER_LIMIT (SMS_DAILY_LIMIT is reached); and DELIVERED as the operator reports.',
    labelNames: ['outcome'],
    registers: [registry],
  }),
  smsWaiting: new Gauge({
    name: 'ebok_sms_waiting',
    help: 'SMS that are queued.',
    registers: [registry],
    async collect() {
      const queued = await figure(sources.sms);
      if (queued) this.set(queued.count);
    },
  }),
  smsParts: new Gauge({
    name: 'ebok_sms_parts_today',
    help: 'Parts of SMS that left today in Poland; SMS_DAILY_LIMIT bounds them.',
    registers: [registry],
    async collect() {
      const parts = await figure(sources.smsParts);
      if (parts !== null) this.set(parts);
    },
  }),
  oldestQueued: new Gauge({
    name: 'ebok_outbox_oldest_seconds',
    help: 'For how long the oldest queued mail and SMS have waited since they were written; 0 for an empty queue.',
    labelNames: ['channel'],
    registers: [registry],
    async collect() {
      const [mails, sms] = await Promise.all([figure(sources.mails), figure(sources.sms)]);
      if (mails) this.set({ channel: 'EMAIL' }, mails.oldestSeconds);
      if (sms) this.set({ channel: 'SMS' }, sms.oldestSeconds);
    },
  }),
  feeds: new Histogram({
    name: 'ebok_feed_seconds',
    help: 'How long feeds of the drop folder took, by what became of them: TAKEN, PARTLY (some records refused), REFUSED, BROKEN_OFF (is tried again).',
    labelNames: ['outcome'],
    buckets: [1, 5, 15, 60, 300, 900, 3600],
    registers: [registry],
  }),
  feedRecords: new Counter({
    name: 'ebok_feed_records_total',
    help: 'Records of feeds of the drop folder: taken, unchanged, refused; and warnings.',
    labelNames: ['outcome'],
    registers: [registry],
  }),
  connections: new Gauge({
    name: 'ebok_database_connections',
    help: "The database's connections: size (the most there may be), used, and waiting (who waits for one), by pool.",
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const { pool, ...states } of sources.connections())
        for (const [state, count] of Object.entries(states)) this.set({ pool, state }, count);
    },
  }),
  refused: new Counter({
    name: 'ebok_requests_refused_total',
    help: 'Requests that were not let in: BUSY, the node can not do them in time (503); LIMITED, a session or address asked for too much at once (429).',
    labelNames: ['reason'],
    registers: [registry],
  }),
  requests: new Gauge({
    name: 'ebok_requests',
    help: 'Requests that are under way (UNDER_WAY), or wait to be let in (WAITING).',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { underWay, waiting } = sources.requests();
      this.set({ state: 'UNDER_WAY' }, underWay);
      this.set({ state: 'WAITING' }, waiting);
    },
  }),
  quarantined: new Counter({
    name: 'ebok_payment_notifications_quarantined_total',
    help: "Rejected notifications in the payment operator's name; see `npm run payments -- quarantine`.",
    labelNames: ['reason'],
    registers: [registry],
  }),
  /** Dashboards and alerts made before the metric was renamed read this one; it counts the same. */
  quarantinedOldName: new Counter({
    name: 'ebok_payments_aside_total',
    help: 'Old name of ebok_payment_notifications_quarantined_total.',
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
  sliceSteps: new Histogram({
    name: 'ebok_slice_seconds',
    help: "How long slices took in visitors' browsers: to load, to mount, and from the visit until no skeleton stood.",
    labelNames: ['slice', 'version', 'step'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  }),
  sliceFaults: new Counter({
    name: 'ebok_slice_faults_total',
    help: "What failed of slices in visitors' browsers: load, integrity, bootstrap, mount, render, slow (over 10 s).",
    labelNames: ['slice', 'version', 'fault'],
    registers: [registry],
  }),
  sliceFallbacks: new Counter({
    name: 'ebok_slice_fallbacks_total',
    help: 'Visitors who got another version of a slice after this one had failed three times within a minute.',
    labelNames: ['slice', 'version', 'to'],
    registers: [registry],
  }),
  sliceChanged: new Counter({
    name: 'ebok_slice_files_changed_total',
    help: 'Times a file of a slice was not served because it is not what was published.',
    labelNames: ['slice', 'version'],
    registers: [registry],
  }),
};

/** A database that is away must not take all other figures with it. */
function figure<T>(source: () => Promise<T | null>): Promise<T | null> {
  return source().catch(() => null);
}

/** `/metrics` in Prometheus' text form, on a port of its own that no proxy leads to. */
export function buildMetricsServer(): FastifyInstance {
  // Default metrics watch the event loop, which costs time: only where metrics are served.
  if (!registry.getSingleMetric('process_start_time_seconds')) collectDefaultMetrics({ register: registry });
  const app = Fastify({ logger: false });
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  return app;
}
