import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { AccessService } from '../../auth/access/access.service';
import type { SessionLookup } from '../../auth/explorer-access';
import type { ActiveSession } from '../../auth/session/session.entity';
import { text } from '../../texts/text';
import type { Invoice } from '../invoice.entity';
import type { PdfPool, PrintJob } from '../../printing/pdf-pool';
import { printedInvoice, printJob, type PrintedReads } from '../pdf/printed-invoice';
import { contentDisposition, fileName } from './attachment-name';
import { csvHeader, csvRow } from './csv';
import { guarded, say } from './guard';
import { InvoiceList } from './invoice-list';
import { zipOf } from './zip';
import { MOST_DOCUMENTS, readListQuery, type ListQuery } from './list-query';

export type InvoiceFileParts = SessionLookup & PrintedReads & { access: AccessService };

/** Serves documents as PDF, chosen ones as one ZIP, and the list as CSV, each behind the session. */
export function registerInvoiceFiles(app: FastifyInstance, services: InvoiceFileParts, pool: PdfPool): void {
  const files = new InvoiceFiles(services, pool);
  app.addHook('onClose', () => pool.close());
  // Documents wait in the pool, which has limits of its own.
  const options = { config: { patient: true, admission: 'ORDINARY' } } as const;
  app.get('/files/invoices.zip', options, (request, reply) =>
    guarded(services, request, reply, (session) => files.zip(session, request, reply)),
  );
  app.get('/files/invoices.csv', options, (request, reply) =>
    guarded(services, request, reply, (session) => files.csv(session, request, reply)),
  );
  app.get<{ Params: { customerId: string; id: string } }>(
    '/files/invoices/:customerId/:id.pdf',
    options,
    (request, reply) =>
      guarded(services, request, reply, (session) => files.pdf(session, request.params, reply)),
  );
  // Before addresses named the customer: open pages and bookmarks with the old form still work.
  app.get<{ Params: { id: string } }>('/files/invoices/:id.pdf', options, (request, reply) =>
    guarded(services, request, reply, (session) => files.pdf(session, request.params, reply)),
  );
}

class InvoiceFiles {
  private readonly list: InvoiceList;

  constructor(
    private readonly services: InvoiceFileParts,
    private readonly pool: PdfPool,
  ) {
    this.list = new InvoiceList(services);
  }

  async pdf(
    session: ActiveSession,
    { id, customerId }: { id: string; customerId?: string },
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const [invoice] = (await this.list.named(session, [id], customerId)) ?? [];
    if (!invoice) return say(reply, 404, session.language, 'files.notFound');
    const bytes = await this.pool.render(this.gather(invoice), () => reply.raw.destroyed, invoice.customerId);
    return reply
      .type('application/pdf')
      .header('content-disposition', contentDisposition('inline', `${fileName(invoice.number)}.pdf`))
      .send(bytes);
  }

  async zip(session: ActiveSession, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = readListQuery(request.query);
    if (!query) return say(reply, 400, session.language, 'files.badRequest');
    if (query.ids.length > MOST_DOCUMENTS) return tooMany(reply, session);
    const chosen = await this.list.first(session, query);
    if (!chosen || chosen.documents.length === 0) return say(reply, 404, session.language, 'files.notFound');
    if (chosen.more) return tooMany(reply, session);
    void download(reply, session, 'zip').type('application/zip');
    if (request.method === 'HEAD') return reply.send();
    const isGone = () => reply.raw.destroyed;
    const pdf = (invoice: Invoice) =>
      this.pool.renderInTurn(this.gather(invoice), isGone, invoice.customerId);
    return reply.send(zipOf(chosen.documents, pdf));
  }

  async csv(session: ActiveSession, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = readListQuery(request.query);
    if (!query) return say(reply, 400, session.language, 'files.badRequest');
    if (query.ids.length > MOST_DOCUMENTS) return tooMany(reply, session);
    const pages = await this.pages(session, query);
    if (!pages) return say(reply, 404, session.language, 'files.notFound');
    void download(reply, session, 'csv').type('text/csv; charset=utf-8');
    if (request.method === 'HEAD') return reply.send();
    return reply.send(Readable.from(this.rows(pages, session.language)));
  }

  private gather(invoice: Invoice): () => Promise<PrintJob> {
    return async () => printJob(await printedInvoice(this.services, invoice));
  }

  private async pages(
    session: ActiveSession,
    query: ListQuery,
  ): Promise<AsyncIterable<Invoice[]> | Iterable<Invoice[]> | null> {
    if (query.ids.length > 0) {
      const named = await this.list.named(session, query.ids, query.customerId);
      return named && [named];
    }
    const customerId = await this.list.customer(session, query.customerId);
    return customerId === null ? null : this.list.all(customerId, query);
  }

  private async *rows(
    pages: AsyncIterable<Invoice[]> | Iterable<Invoice[]>,
    language: ActiveSession['language'],
  ): AsyncGenerator<string> {
    yield csvHeader(language);
    for await (const documents of pages) {
      const rows = await this.list.listed(documents);
      yield rows.map((row) => csvRow(row, language)).join('');
    }
  }
}

function download(reply: FastifyReply, { language }: ActiveSession, extension: string): FastifyReply {
  const name = `${text(language, 'files.listName')}.${extension}`;
  return reply.header('content-disposition', contentDisposition('attachment', name));
}

function tooMany(reply: FastifyReply, { language }: ActiveSession): FastifyReply {
  return say(reply, 400, language, 'files.tooMany', { count: String(MOST_DOCUMENTS) });
}
