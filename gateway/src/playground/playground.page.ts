import type { FastifyInstance } from 'fastify';
import { sendFile, type PageHandler } from '../slices/page/page.routes';
import { send } from '../slices/page/send';
import { sessionCookie } from '../auth/session/cookies';
import { isExplorer, type SessionLookup } from '../auth/explorer-access';
import { FILES, Playground, WORKER_POLICY } from './playground';

export interface PlaygroundOptions extends SessionLookup {
  /** The repository's folder. */
  root: string;
  /** Answers unauthorised visitors like an unknown path. */
  otherwise: PageHandler;
}

/** `/playground`: GraphiQL. Its files are those of the libraries and contain no data, so they are public. */
export async function registerPlayground(app: FastifyInstance, options: PlaygroundOptions): Promise<void> {
  const { config, otherwise } = options;
  const playground = new Playground(options.root, sessionCookie(config), app.log);
  await playground.read();
  app.get(`${FILES}/:file`, (request, reply) =>
    sendFile(playground.files, request, reply.header('content-security-policy', WORKER_POLICY)),
  );
  app.get('/playground', async (request, reply) => {
    if (!(await isExplorer(request, options))) return otherwise(request, reply);
    if (!config.production) await playground.read();
    if (!playground.page) return reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
    void reply.type('text/html; charset=utf-8').headers(playground.headers);
    return send(playground.page, request, reply);
  });
}

const NOT_BUILT = 'The playground is not built: npm run build -w @ebok/playground\n';
