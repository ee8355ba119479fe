import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isPublic, type DocumentService } from './document.service';

/** The retailer's file is shown, never run: no scripts, no forms, nothing fetched. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/**
 * Serves documents at `/files/documents/SLUG/VERSION`; without a version, the one in force.
 * @param isCustomer whether the request is of somebody who may read what is not public
 */
export function registerDocuments(
  app: FastifyInstance,
  documents: DocumentService,
  isCustomer: (request: FastifyRequest) => Promise<boolean>,
): void {
  app.get<{ Params: { slug: string; version?: string } }>(
    '/files/documents/:slug/:version?',
    async (request, reply) => {
      const { slug, version } = request.params;
      const forAll = isPublic(slug);
      const file = forAll || (await isCustomer(request)) ? await documents.file(slug, version) : null;
      if (!file) return reply.code(404).type('text/plain; charset=utf-8').send('Nie ma takiego dokumentu.');
      // Browsers refuse to show a PDF inside a sandbox.
      const policy =
        file.mimeType === 'application/pdf' ? "default-src 'none'; frame-ancestors 'self'" : POLICY;
      return reply
        .type(file.mimeType)
        .header('content-security-policy', policy)
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', 'inline')
        .header('cache-control', forAll ? 'public, max-age=300' : 'private, no-store')
        .send(file.bytes);
    },
  );
}
