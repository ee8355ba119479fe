import type { Logger } from 'pino';
import { fileName } from '../invoices/files/attachment-name';
import { printedInvoice, printJob, type PrintedReads } from '../invoices/pdf/printed-invoice';
import type { Mail } from '../mail/mail.entity';
import type { NotificationExtras } from '../mail/templates';
import type { MailFile } from '../mail/transport';
import { PdfPool } from '../printing/pdf-pool';
import { report } from '../runtime/report-error';

/** Prints the documents that a mail carries, when it leaves. */
export class MailedDocuments {
  private readonly pool = new PdfPool({ threads: 1 });

  constructor(private readonly parts: PrintedReads & { log: Logger }) {}

  /** Without a document that cannot be printed: the mail links to it, and is not lost for it. */
  async of({ customerId, content }: Pick<Mail, 'customerId' | 'content'>): Promise<MailFile[]> {
    const { pdfOf } = JSON.parse(content ?? '{}') as NotificationExtras;
    if (!pdfOf || !customerId) return [];
    const files = await Promise.all(pdfOf.split(' ').map((id) => this.print(customerId, id)));
    return files.flatMap((file) => file ?? []);
  }

  private async print(customerId: string, id: string): Promise<MailFile | null> {
    const { invoices, log } = this.parts;
    try {
      const invoice = (await invoices.byIds(customerId, [id])).get(id);
      if (!invoice) return null;
      const gather = async () => printJob(await printedInvoice(this.parts, invoice));
      const content = await this.pool.renderInTurn(gather, () => false, customerId);
      return { filename: `${fileName(invoice.number)}.pdf`, content, contentType: 'application/pdf' };
    } catch (error) {
      report(log, error);
      return null;
    }
  }
}
