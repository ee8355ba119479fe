import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { extname } from 'node:path';
import { Unavailable } from '../../errors';
import type { Pointer } from '../channels/channel.service';
import { compressed, type Composed } from './composer';
import { cookieName, COOKIES, cookiesOf, setCookie } from '../../auth/session/cookies';
import { failedOf } from '../channels/fallback';
import { Name, type FileContents } from '../registry/manifest';
import { brandFile } from './html';
import { registerReports } from '../telemetry/reports.routes';
import { send } from './send';
import type { SliceServices } from '../slice.services';
import { isRolloutId, newRolloutId, versionsFor } from '../channels/rollout';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

const NOT_BUILT =
  '<!doctype html><title>eBOK</title><p>The shell is not built: npm run build -w @ebok/shell\n';

/** Answers a request with the page. */
export type PageHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * Serves the page at every path that no other route owns, the files of the page, and preview links.
 * @returns the page's handler, for a route that must look like an unknown path
 */
export async function registerPages(app: FastifyInstance, slices: SliceServices): Promise<PageHandler> {
  app.addHook('onClose', () => slices.files.close());
  await slices.builtIn.refresh();
  app.get('/assets/*', (request, reply) => sendAsset(slices, request, reply));
  app.get<{ Params: { name?: string } }>('/podglad/:name?', (request, reply) =>
    preview(slices, request, reply),
  );
  registerReports(app, slices);
  const pages = new Pages(app, slices);
  const { brandColour } = slices.options;
  if (brandColour) {
    const { address, css } = brandFile(brandColour);
    const contents = await compressed(css);
    app.get(address, (request, reply) => sendContents(contents, address, request, reply));
  }
  const page: PageHandler = (request, reply) => pages.send(request, reply);
  app.get('/*', { config: { admission: 'ORDINARY' } }, page);
  return page;
}

async function sendAsset(
  { catalogue, files, uses, options }: SliceServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const path = pathOf(request);
  const found = await catalogue.at(path.split('/').slice(2));
  if (!found || (options.production && path.endsWith('.map'))) return notFound(reply);
  const contents = await files.read(found.version, found.file);
  if (!contents) return notFound(reply);
  uses.version(found.version);
  return sendContents(contents, path, request, reply);
}

/** Sends a file out of a build's; "not found" for an address that is not among them. */
export function sendFile(
  files: ReadonlyMap<string, FileContents>,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const path = pathOf(request);
  const contents = files.get(path);
  return contents ? sendContents(contents, path, request, reply) : notFound(reply);
}

function sendContents(
  contents: FileContents,
  path: string,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  void reply
    .type(TYPES[extname(path)] ?? 'application/octet-stream')
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'public, max-age=31536000, immutable');
  return send(contents, request, reply);
}

/** `/podglad/NAME` shows this browser a preview until it is closed, `/podglad` ends that. */
async function preview(
  { channels, options }: SliceServices,
  request: FastifyRequest<{ Params: { name?: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { name = '' } = request.params;
  const isThere = (await channels.pointers()).some(({ channel }) => channel === name && isPreview(name));
  if (name && !isThere) return notFound(reply);
  setCookie(reply, 'preview', name || null, options);
  return reply.header('cache-control', 'no-store').redirect('/', 303);
}

function isPreview(channel: string): boolean {
  return channel !== 'stable' && channel !== 'canary' && Name.safeParse(channel).success;
}

class Pages {
  /**
   * Page for the time when the database is unavailable, so that visitors read an explanation instead of a
   * browser error.
   */
  private lastPointers?: Pointer[];

  constructor(
    private readonly app: FastifyInstance,
    private readonly slices: SliceServices,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (!wantsPage(request)) return notFound(reply.header('x-content-type-options', 'nosniff'));
    const { options, builtIn, uses } = this.slices;
    // While developing, builds change under a running gateway.
    if (!options.production) await builtIn.refresh();
    const path = pathOf(request);
    const composed = await this.compose(path, request, reply);
    void reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-cache');
    if (!composed) return reply.code(503).send(NOT_BUILT);
    composed.versions.forEach((version) => uses.version(version));
    void reply.headers(composed.headers);
    if (options.maintenance) void reply.code(503).header('retry-after', '300');
    else void reply.code(composed.isKnown ? 200 : 404);
    return send(composed.body, request, reply, 'accept-encoding, cookie');
  }

  private async compose(
    path: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Composed | undefined> {
    const { options, composer, fallback } = this.slices;
    const cookies = cookiesOf(request);
    const signedIn = cookies[options.sessionCookie] !== undefined;
    const pointers = await this.pointers();
    const known = cookies[cookieName('rollout', options)];
    let visitor = isRolloutId(known) ? known : undefined;
    // Without a canary everybody gets the same versions, and who has not signed in gets no cookie.
    if (!visitor && signedIn && pointers.some(({ channel }) => channel === 'canary')) {
      visitor = newRolloutId();
      setCookie(reply, 'rollout', visitor, options);
    }
    const wanted = cookies[COOKIES.preview.name] ?? '';
    const preview = pointers.find(({ channel }) => channel === wanted && isPreview(wanted))?.channel;
    const failed = failedOf(cookies[COOKIES.instead.name]);
    const chosen = await fallback.apply(versionsFor(pointers, visitor, preview), pointers, failed);
    return composer.compose(chosen, { path, signedIn, preview });
  }

  private async pointers(): Promise<Pointer[]> {
    try {
      this.lastPointers = await this.slices.channels.pointers();
    } catch (error) {
      if (!this.lastPointers) throw error;
      if (!(error instanceof Unavailable))
        this.app.log.warn({ err: error }, 'database error: the page is served with the last known versions');
    }
    return this.lastPointers;
  }
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .type('text/plain; charset=utf-8')
    .send('Not found\n');
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

/** Only navigation gets the page. A stray request for an image, script or fetch gets 404. */
function wantsPage({ headers }: FastifyRequest): boolean {
  const destination = headers['sec-fetch-dest'];
  if (destination && destination !== 'document') return false;
  const accept = headers.accept ?? '*/*';
  return accept.includes('text/html') || accept === '*/*';
}
