import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessService } from '../auth/access/access.service';
import type { SessionLookup } from '../auth/explorer-access';
import { sessionTokenOf } from '../auth/session/cookies';
import { Role } from '../auth/user.entity';
import type { ErrorCode } from '../errors';
import { problem } from '../graphql/problems';
import { languageOf, type LanguageCode } from '../texts/language';
import { text, type TextKey } from '../texts/text';
import type { Uploader } from './attachment.service';
import { Refused } from './content/refused';
import { BadUpload, drain } from './multipart';
import type { UploadService } from './upload.service';
import { MOST_BYTES, type QuotaRefusal } from './upload.store';

/** A form around the file takes little. */
const MOST_REQUEST = MOST_BYTES + 64 * 1024;
const STATUS: Partial<Record<string, number>> = { ATTACHMENT_TOO_LARGE: 413, ATTACHMENT_TYPE: 415 };

export type UploadParts = SessionLookup & { access: AccessService; uploads: UploadService };

/** Why there is no answer but a sentence, in the form of GraphQL's errors. */
class Rejected extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    readonly sentence: TextKey,
  ) {
    super(sentence);
  }
}

/** Takes uploads, and deletes those that no request holds; both by a script of the portal alone. */
export function registerUploads(app: FastifyInstance, parts: UploadParts): void {
  // Uploads wait in queues of their own, and take as long as the sender's line.
  const options = { config: { patient: true, slowBody: true, admission: 'ORDINARY' } } as const;
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The handler reads the body, once it knows the sender, and says so where it is no form.
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    scope.post('/files/attachments', options, (request, reply) =>
      answered(request, reply, parts, async (uploader, language) => {
        if (Number(request.headers['content-length'] ?? 0) > MOST_REQUEST)
          throw new Refused('ATTACHMENT_TOO_LARGE');
        const uploaded = await parts.uploads.upload(uploader, request.raw);
        if ('reason' in uploaded) return refuse(reply, uploaded, language);
        return reply.code(201).send(uploaded);
      }),
    );
  });
  app.delete<{ Params: { id: string } }>(
    '/files/attachments/:id',
    { config: { admission: 'ORDINARY' } },
    (request, reply) =>
      answered(request, reply, parts, async (uploader) => {
        if (await parts.uploads.remove(uploader, request.params.id)) return reply.code(204).send();
        throw new Rejected(404, 'NOT_FOUND', 'attachment.notFound');
      }),
  );
}

async function answered(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: UploadParts,
  work: (uploader: Uploader, language: LanguageCode) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  void reply.header('cache-control', 'no-store').header('vary', 'cookie');
  let language = languageOf(request.headers['accept-language']);
  try {
    const uploader = await uploaderOf(request, parts, (found) => (language = found));
    return await work(uploader, language);
  } catch (error) {
    await drain(request.raw);
    if (error instanceof Refused) {
      const { code, sentence } = error;
      return reply.code(STATUS[code] ?? 422).send({ problems: [problem(code, 'file', language, sentence)] });
    }
    if (error instanceof BadUpload)
      return say(reply, new Rejected(error.status, 'BAD_USER_INPUT', error.sentence), language);
    if (error instanceof Rejected) return say(reply, error, language);
    throw error;
  }
}

/** Who uploads, and for which customer. */
async function uploaderOf(
  request: FastifyRequest,
  { config, visits, access }: UploadParts,
  speaks: (language: LanguageCode) => void,
): Promise<Uploader> {
  // Another site's form cannot send this header, nor its script without being asked.
  if (!request.headers['apollo-require-preflight'])
    throw new Rejected(400, 'BAD_USER_INPUT', 'attachment.unreadable');
  const visit = await visits.find(sessionTokenOf(request, config), { background: false });
  if (!visit) throw new Rejected(401, 'UNAUTHENTICATED', 'attachment.signIn');
  const { session } = visit;
  speaks(session.language);
  if (session.mustAcceptTerms) throw new Rejected(403, 'FORBIDDEN', 'files.terms');
  const { customer = session.customerId } = request.query as { customer?: unknown };
  const person = typeof customer === 'string' ? await access.person(session.userId, customer) : null;
  if (!person) throw new Rejected(404, 'NOT_FOUND', 'attachment.noAccess');
  if (person.role === Role.VIEW) throw new Rejected(403, 'FORBIDDEN', 'attachment.mayOnlyLook');
  return { customerId: person.customerId, userId: session.userId };
}

async function refuse(
  reply: FastifyReply,
  { reason, retryAfter }: QuotaRefusal,
  language: LanguageCode,
): Promise<FastifyReply> {
  await drain(reply.request.raw);
  const sentence = reason === 'HOUR' ? 'attachment.perHour' : 'attachment.tooManyFree';
  const message = text(language, sentence, { minutes: String(Math.ceil(retryAfter / 60)) });
  return reply
    .code(429)
    .header('retry-after', String(retryAfter))
    .send({ errors: [{ message, extensions: { code: 'RATE_LIMITED', retryAfter } }] });
}

function say(
  reply: FastifyReply,
  { status, code, sentence }: Rejected,
  language: LanguageCode,
): FastifyReply {
  return reply.code(status).send({ errors: [{ message: text(language, sentence), extensions: { code } }] });
}
