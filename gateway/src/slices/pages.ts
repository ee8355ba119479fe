import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { extname } from 'node:path';
import type { FileContents } from './built-package';
import { send } from './send';
import { Site, type SiteOptions } from './site';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ttf': 'font/ttf',
};

const NOT_BUILT =
  '<!doctype html><title>eBOK</title><p>The shell is not built: npm run build -w @ebok/shell\n';

/** Answers a request with the page. */
export type PageHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * Serves the page at every path which is no other route's, and the files it asks for.
 * @returns the page's handler, for a route that is not to be told from an unknown path.
 */
export async function registerPages(app: FastifyInstance, options: SiteOptions): Promise<PageHandler> {
  const site = new Site(options, app.log);
  await site.read();
  const page: PageHandler = (request, reply) => sendPage(site, request, reply);
  app.get('/assets/*', (request, reply) => sendAsset(site.assets, request, reply));
  app.get('/*', page);
  return page;
}

/** Sends a file of a build, which its name tells from every other; "not found" for an address that is not among them. */
export function sendAsset(
  assets: ReadonlyMap<string, FileContents>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const address = pathOf(request);
  const contents = assets.get(address);
  void reply
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin');
  if (!contents) return notFound(reply);
  void reply
    .type(TYPES[extname(address)] ?? 'application/octet-stream')
    .header('cache-control', 'public, max-age=31536000, immutable');
  return send(contents, request, reply);
}

async function sendPage(site: Site, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (!wantsPage(request)) return notFound(reply.header('x-content-type-options', 'nosniff'));
  await site.refresh();
  void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
  if (!site.page || !site.body) return reply.code(503).send(NOT_BUILT);
  void reply.headers(site.page.headers);
  if (site.options.maintenance) {
    return send(site.body, request, reply.code(503).header('retry-after', '300'));
  }
  return send(site.body, request, reply.code(site.page.knows(pathOf(request)) ? 200 : 404));
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .header('cache-control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send('Not found\n');
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

/** Pages are for people: a picture, a script or a fetch that got lost is better told "not found". */
function wantsPage({ headers }: FastifyRequest): boolean {
  const destination = headers['sec-fetch-dest'];
  if (destination && destination !== 'document') return false;
  const accept = headers.accept ?? '*/*';
  return accept.includes('text/html') || accept === '*/*';
}
