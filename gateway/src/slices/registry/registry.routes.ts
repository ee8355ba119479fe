// The release API over HTTP: `npm run publish`, `promote`, `canary`, `rollback`, `remove` and `list` call it.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { z } from 'zod';
import type { Moved } from '../channels/channel.service';
import { Description, Manifest, Name, Operations, VERSION, type FileContents } from './manifest';
import { ReleaseService } from './release.service';
import { ReleaseError } from './release-error';
import type { SliceServices } from '../slice.services';
import type { Holder } from './token.service';

declare module 'fastify' {
  interface FastifyRequest {
    /** The holder of a request's token. */
    holder?: Holder;
  }
}

/** A slice with a chart library is 3 MB on its way; four times that is a mistake. */
const BODY_BYTES = 12_000_000;

const Upload = z.object({
  manifest: Manifest,
  slice: Description.optional(),
  operations: Operations.default({}),
  /** Contents in base64, by name. */
  files: z.record(z.string(), z.base64()),
});

const Move = z.object({
  /**
   * Absent: the canary's version, else the latest published one (for stable: unless it was stable before).
   * "built-in", for stable: the version the gateway was built with. Null ends a canary or a preview.
   */
  version: z.string().max(64).nullish(),
  percentage: z.number().int().min(0).max(100).optional(),
  revision: z.number().int().min(0).optional(),
});

const Rollback = z.object({
  version: z.string().max(64).optional(),
  revision: z.number().int().min(0).optional(),
});
const Remove = Rollback.omit({ version: true });

type SliceRequest = FastifyRequest<{ Params: { slice: string; channel: string } }>;

/** Registers the routes; each wants `authorization: Bearer TOKEN` of the slice's own team. */
export function registerRegistry(
  app: FastifyInstance,
  { slices, schema }: { slices: SliceServices; schema: GraphQLSchema },
): void {
  const releases = new ReleaseService(slices, schema, app.ownAddresses);
  app.decorateRequest('holder', undefined);
  const on = (
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    answer: (slice: string, holder: Holder, request: SliceRequest, reply: FastifyReply) => Promise<unknown>,
  ) =>
    app.route({
      method,
      url: `/slices/:slice${url}`,
      bodyLimit: BODY_BYTES,
      // Publishing compresses and stores dozens of files.
      config: { patient: true },
      errorHandler: answerReleaseError,
      // Authenticates before reading the body, so that strangers cannot upload megabytes.
      onRequest: async (request) => {
        const { slice } = (request as SliceRequest).params;
        request.holder = await slices.tokens.team(request.headers.authorization, slice);
      },
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const asked = request as SliceRequest;
        return answer(asked.params.slice, asked.holder!, asked, reply);
      },
    });

  on('POST', '/versions', async (slice, { name }, request, reply) => {
    const upload = parsed(Upload, request.body);
    if (upload.manifest.name !== slice)
      throw new ReleaseError(400, `This is a version of ${upload.manifest.name}, sent as one of ${slice}.`);
    const files = new Map<string, FileContents>(
      Object.keys(upload.manifest.files).map((file) => [
        file,
        { plain: Buffer.from(upload.files[file] ?? '', 'base64') },
      ]),
    );
    const { manifest, slice: description, operations } = upload;
    const published = await releases.publish({ manifest, description, operations, files }, name);
    return reply.code(published.isNew ? 201 : 200).send(published);
  });
  on('GET', '', (slice) => releases.list(slice));
  on('PUT', '/channels/:channel', async (slice, { name }, request) => {
    const { channel } = request.params;
    if (!Name.safeParse(channel).success) throw new ReleaseError(400, `${channel} is no name for a preview.`);
    const { version, percentage, revision } = parsed(Move, request.body);
    if (version && version !== 'built-in' && !VERSION.test(version.split('+')[0]!))
      throw new ReleaseError(400, `${version} is no version.`);
    const by = { slice, by: name, revision };
    if (channel === 'stable') return said(slice, channel, await releases.promote({ ...by, version }));
    if (channel === 'canary')
      return said(slice, channel, await releases.canary({ ...by, version, percentage }));
    return said(slice, channel, await releases.preview({ ...by, version, channel }));
  });
  on('POST', '/rollback', async (slice, { name }, request) =>
    said(
      slice,
      'stable',
      await releases.rollback({ slice, by: name, ...parsed(Rollback, request.body ?? {}) }),
    ),
  );
  on('POST', '/remove', async (slice, { name }, request) =>
    said(slice, 'stable', await releases.remove({ slice, by: name, ...parsed(Remove, request.body ?? {}) })),
  );
}

declare module 'fastify' {
  interface FastifyInstance {
    /** First segments of the addresses that the gateway answers itself: `files` for `/files/…`. */
    ownAddresses: ReadonlySet<string>;
  }
}

/** Collects the first segments of the addresses of all routes that are registered from now on. */
export function collectOwnAddresses(app: FastifyInstance): void {
  const own = new Set<string>();
  app.decorate('ownAddresses', own);
  app.addHook('onRoute', ({ url }) => {
    const first = url.split('/')[1];
    // The page answers every path that no other route owns.
    if (first && first !== '*') own.add(first);
  });
}

function said(slice: string, channel: string, moved: Moved): object {
  return { slice, channel, ...moved };
}

function parsed<T>(shape: z.ZodType<T>, body: unknown): T {
  const result = shape.safeParse(body);
  if (result.success) return result.data;
  throw new ReleaseError(400, `What was sent can't be taken:\n${z.prettifyError(result.error)}`);
}

/** Answers a ReleaseError as a sentence. Any other error is handled as an unhandled error. */
function answerReleaseError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  if (!(error instanceof ReleaseError)) throw error;
  void reply.code(error.status).header('cache-control', 'no-store').send({ error: error.message });
}
