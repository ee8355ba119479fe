import type { FastifyInstance } from 'fastify';
import type { DocumentService } from './document.service';

/** The retailer's file is shown, never run: no scripts, no forms, nothing fetched. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/** Serves public documents at `/files/documents/ID/VERSION`; without a version, the one in force. */
export function registerDocuments(app: FastifyInstance, documents: DocumentService): void {
  app.get<{ Params: { id: string; version?: string } }>(
    '/files/documents/:id/:version?',
    async ({ params }, reply) => {
      const file = await documents.publicFile(params.id, params.version);
      if (!file) return reply.code(404).type('text/plain; charset=utf-8').send('Nie ma takiego dokumentu.');
      // Browsers refuse to show a PDF inside a sandbox.
      const policy =
        file.mimeType === 'application/pdf' ? "default-src 'none'; frame-ancestors 'self'" : POLICY;
      return reply
        .type(file.mimeType)
        .header('content-security-policy', policy)
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', 'inline')
        .header('cache-control', 'public, max-age=300')
        .send(file.bytes);
    },
  );
}
