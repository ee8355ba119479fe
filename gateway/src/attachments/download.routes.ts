import type { FastifyInstance, FastifyReply } from 'fastify';
import type { SessionLookup } from '../auth/explorer-access';
import type { ActiveSession } from '../auth/session/session.entity';
import { contentDisposition } from '../invoices/files/attachment-name';
import { guarded, say } from '../invoices/files/guard';
import type { Storage } from '../storage/storage';
import { AttachmentState } from './attachment.entity';
import type { AttachmentService } from './attachment.service';
import { storageKey } from './upload.service';

/** Where a browser shows it all the same, it is of no origin and runs nothing. */
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";

type DownloadParts = SessionLookup & { attachments: AttachmentService; attachmentStorage: Storage };

/** Serves files of requests as downloads, to users with access to their customer. */
export function registerAttachmentDownloads(app: FastifyInstance, parts: DownloadParts): void {
  app.get<{ Params: { id: string }; Querystring: { customer?: unknown } }>(
    '/files/attachments/:id',
    { config: { patient: true, admission: 'ORDINARY' } },
    (request, reply) =>
      guarded(parts, request, reply, async (session) => {
        const { customer = session.customerId } = request.query;
        const isHead = request.method === 'HEAD';
        return download(parts, reply, session, { customerId: customer, id: request.params.id, isHead });
      }),
  );
}

async function download(
  { attachments, attachmentStorage }: DownloadParts,
  reply: FastifyReply,
  session: ActiveSession,
  { customerId, id, isHead }: { customerId: unknown; id: string; isHead: boolean },
): Promise<FastifyReply> {
  const { language, userId } = session;
  const found = typeof customerId === 'string' ? await attachments.readable(userId, customerId, id) : null;
  if (!found) return say(reply, 404, language, 'attachment.notFound');
  if (found.state === AttachmentState.UNSAFE) return say(reply, 410, language, 'attachment.deleted');
  if (found.state === AttachmentState.WAITING) return say(reply, 409, language, 'attachment.waiting');
  void reply
    .type(found.mimeType)
    .header('content-length', String(found.size))
    .header('content-disposition', contentDisposition('attachment', found.name))
    .header('content-security-policy', SANDBOX);
  if (isHead) return reply.send();
  const bytes = await attachmentStorage.getStream(storageKey(found.id));
  if (!bytes) throw new Error(`The attachment ${found.id} is missing in the storage`);
  return reply.send(bytes);
}
