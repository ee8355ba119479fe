import type { FastifyInstance } from 'fastify';
import type { SessionLookup } from '../../auth/explorer-access';
import { contentDisposition } from '../../invoices/files/attachment-name';
import { guarded, say } from '../../invoices/files/guard';
import type { PdfPool } from '../../printing/pdf-pool';
import { PaymentStatus } from '../payment.entity';
import { printedReceipt, printJob, type ReceiptReads } from './printed-receipt';

/** Serves the receipt of a succeeded payment, for a signed-in user with access. Other payments have none. */
export function registerReceipts(
  app: FastifyInstance,
  services: SessionLookup & ReceiptReads,
  pool: PdfPool,
): void {
  // It waits in the pool, which has limits of its own.
  const options = { config: { patient: true, admission: 'ORDINARY' } } as const;
  app.get<{ Params: { id: string } }>('/files/payments/:id.pdf', options, (request, reply) =>
    guarded(services, request, reply, async (session) => {
      const found = await services.payments.accessible(session.userId, request.params.id);
      if (found?.payment.status !== PaymentStatus.SUCCEEDED)
        return say(reply, 404, session.language, 'files.notFound');
      const { payment } = found;
      const bytes = await pool.render(
        async () => printJob(await printedReceipt(services, payment)),
        () => reply.raw.destroyed,
        payment.customerId,
      );
      const name = `potwierdzenie-${payment.orderId}.pdf`;
      return reply
        .type('application/pdf')
        .header('content-disposition', contentDisposition('inline', name))
        .send(bytes);
    }),
  );
}
