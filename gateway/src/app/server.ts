import { registerAdmission } from '../admission/admission';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import Fastify, {
  LogController,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { registerAttachmentDownloads } from '../attachments/download.routes';
import { registerUploads } from '../attachments/upload.routes';
import { registerRewrittenLinks } from '../auth/links/rewritten-links';
import { registerCalendars } from '../calendar-feed/calendar-feed.routes';
import type { Config } from '../config';
import type { RequestContext } from '../graphql/request-context';
import { registerContract } from '../operations/schema-check/contract.routes';
import { persistedOperationsHook } from '../operations/persisted-operations.hook';
import { registerDocuments } from '../documents/documents.page';
import { contextOf } from './create-context';
import { Operations } from './executor';
import { Unavailable } from '../errors';
import { graphqlHandler, unavailableFor } from './handler';
import { LIMITS, limitsRule } from '../graphql/limits';
import { formatErrors } from '../graphql/masking';
import { registerHealth } from './health';
import { registerInvoiceFiles } from '../invoices/files/invoice-files';
import { PdfPool } from '../printing/pdf-pool';
import { registerOutbox } from '../outbox/outbox.page';
import { registerExplorer } from '../playground/explorer.routes';
import { registerPlayground } from '../playground/playground.page';
import { registerSecurityTxt } from '../portal/security-txt.routes';
import { watchProxies } from '../runtime/proxies';
import { schemaText } from './schema';
import type { Services } from './services';
import { registerShutdown } from '../runtime/shutdown';
import { report } from '../runtime/report-error';
import { logRequests } from '../runtime/request-log';
import { registerPaymentRoutes } from '../payments/payment.routes';
import { registerReceipts } from '../payments/receipt/receipt.files';
import { languageOf } from '../texts/language';
import { text } from '../texts/text';
import { registerSmsStatus } from '../sms/sms-status.routes';
import { registerPages } from '../slices/page/page.routes';
import { registerUsageExport } from '../usage-export/usage-export.routes';
import { isHttps, sessionTokenOf } from '../auth/session/cookies';
import { collectOwnAddresses, registerRegistry } from '../slices/registry/registry.routes';

/** A request gets an error answer after this time, whatever it waits for. */
const HANDLER_MS = 5_000;
/** A sender has this long for a request, and that long where its route takes files over slow lines. */
const BODY_MS = 15_000;
const UPLOAD_MS = 5 * 60_000;
const GRAPHQL = 'application/graphql-response+json';

/** A browser that used https once uses only https for two years. Other hosts of the domain are excluded. */
const HSTS = 'max-age=63072000';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True where a route has a limit of its own for how long it takes. */
    patient?: boolean;
    /** True where a body may take minutes to arrive. */
    slowBody?: boolean;
  }
}

/** What a server is made of. */
export interface ServerParts {
  config: Config;
  services: Services;
  schema: GraphQLSchema;
  log: Logger;
}

/** Builds the whole HTTP side and returns it without listening, so that tests need no port. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, services, log } = parts;
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    bodyLimit: LIMITS.bodyBytes,
    requestTimeout: UPLOAD_MS,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    frameworkErrors: (_error, _request, reply: FastifyReply) =>
      void reply.code(400).type('text/plain').send('Bad request\n'),
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 5_000 },
  }) as unknown as FastifyInstance;
  const isLeaving = registerShutdown(app);
  app.addHook('onSend', (_request, reply, _payload, next) => {
    void reply.header('x-content-type-options', 'nosniff');
    if (isHttps(config)) void reply.header('strict-transport-security', HSTS);
    next();
  });
  limitReceiving(app);
  limitWaiting(app);
  registerAdmission(app, services);
  logRequests(app, {
    persistedOperations: services.persistedOperations,
    isMeasured: config.metricsPort !== null,
  });
  hideErrors(app, log);
  registerRewrittenLinks(app);
  collectOwnAddresses(app);
  registerHealth(app, services.database, isLeaving, watchProxies(app, log));
  await registerGraphql(app, parts);
  registerSecurityTxt(app, services);
  registerDocuments(app, services.documents, async (request) => {
    const visit = await services.visits.find(sessionTokenOf(request, config), { background: false });
    return !!visit && !visit.session.mustAcceptTerms;
  });
  // One pool for all printing, so that it leaves a core free.
  const pool = new PdfPool();
  registerInvoiceFiles(app, services, pool);
  registerReceipts(app, services, pool);
  registerCalendars(app, services);
  registerUsageExport(app, services, isLeaving);
  registerUploads(app, services);
  registerAttachmentDownloads(app, services);
  registerPaymentRoutes(app, services);
  registerSmsStatus(app, { secret: config.smsStatusSecret, service: services.smsStatus });
  if (!config.production) registerOutbox(app, config);
  const schema = schemaText(parts.schema);
  await services.live.serve(schema);
  registerContract(app, { live: services.live, tokens: services.slices.tokens });
  registerRegistry(app, { slices: services.slices, schema: parts.schema });
  const page = await registerPages(app, services.slices);
  await registerPlayground(app, {
    root: services.slices.options.root,
    config,
    visits: services.visits,
    otherwise: page,
  });
  registerExplorer(app, { schema: parts.schema, schemaText: schema, services, otherwise: page });
  services.database.serve(log);
  return app;
}

async function registerGraphql(
  app: FastifyInstance,
  { config, services, schema, log }: ServerParts,
): Promise<void> {
  const operations = new Operations(schema);
  const formatError = formatErrors(log);
  const apollo = new ApolloServer<RequestContext>({
    gateway: operations.gateway(),
    // Who may ask is decided with each request, in the executor.
    introspection: true,
    hideSchemaDetailsFromClientErrors: config.production,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationRules: [limitsRule],
    formatError,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    logger: log.child({ part: 'apollo' }, { level: 'warn' }),
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled()],
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  // Links and pictures on other sites can only make a browser GET.
  app.get('/graphql', (_request, reply) => reply.code(405).header('allow', 'POST').send('POST only\n'));
  app.route({
    method: 'POST',
    url: '/graphql',
    config: { admission: 'OPERATION' },
    handler: graphqlHandler({
      apollo,
      operations,
      contextOf: (request, reply, prefetch) => contextOf(request, reply, { config, services }, prefetch),
      formatError,
    }),
    onRequest: (_request, reply, next) => {
      void reply.header('cache-control', 'no-store');
      next();
    },
    preHandler: [persistedOperationsHook({ ...services, tokens: services.slices.tokens })],
  });
}

/** Cuts off slow senders; Node's own timer is the same for all routes. */
function limitReceiving(app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw, routeOptions, method }, reply, next) => {
    if (method !== 'GET' && method !== 'HEAD' && !routeOptions.config.slowBody) {
      const timer = setTimeout(() => cutOff(raw, reply), BODY_MS).unref();
      const received = () => clearTimeout(timer);
      raw.once('end', received).once('close', received);
      reply.raw.once('finish', received);
    }
    next();
  });
}

/** As Node does it. */
function cutOff({ readableEnded, socket }: FastifyRequest['raw'], reply: FastifyReply): void {
  if (readableEnded || socket.destroyed || reply.raw.headersSent) return;
  socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n', () => socket.destroy());
}

/** A hanging database must not hold requests. Fastify's own timer ends when the body has been read. */
function limitWaiting(app: FastifyInstance): void {
  app.addHook('preHandler', (request, reply, next) => {
    if (!request.routeOptions.config.patient) {
      const timer = setTimeout(() => reply.sent || void reply.send(new Unavailable()), HANDLER_MS);
      reply.raw.once('close', () => clearTimeout(timer));
    }
    next();
  });
}

/** A person gets the sentence alone, a program the form of GraphQL's errors. */
function sendUnavailable(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { message, extensions } = unavailableFor(request);
  const { code, retryAfter } = extensions;
  void reply.code(503).header('retry-after', String(retryAfter));
  const accepted = request.headers.accept ?? '';
  if (accepted.includes('text/html')) return reply.type('text/plain; charset=utf-8').send(`${message}\n`);
  const type = accepted.includes(GRAPHQL) ? GRAPHQL : 'application/json';
  return reply
    .type(`${type}; charset=utf-8`)
    .send(JSON.stringify({ errors: [{ message, extensions: { code, retryAfter } }] }));
}

/** Fastify's own texts name its insides; a client gets a sentence, a bug gets a reference. */
function hideErrors(app: FastifyInstance, log: Logger): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).type('text/plain').send('Not found\n'));
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof Unavailable) return sendUnavailable(request, reply);
    const status = error.statusCode ?? 500;
    const language = languageOf(request.headers['accept-language']);
    if (status < 500) {
      const [code, sentence] =
        status === 413
          ? (['TOO_COMPLEX', 'request.tooLarge'] as const)
          : (['BAD_USER_INPUT', 'request.unreadable'] as const);
      return reply
        .code(status)
        .send({ errors: [{ message: text(language, sentence), extensions: { code } }] });
    }
    const reference = report(log, error);
    return reply.code(status).send({
      errors: [{ message: text(language, 'request.fault'), extensions: { code: 'INTERNAL', reference } }],
    });
  });
}
