import { drawBody } from './body';
import { FONTS } from '../../printing/fonts';
import { drawHead } from './head';
import type { PrintedInvoice } from './model';
import { Sheet } from '../../printing/sheet';

/** The document as a PDF: tagged for screen readers, the same bytes for the same content. */
export async function renderInvoice(invoice: PrintedInvoice): Promise<Buffer> {
  const title = `${invoice.kind} ${invoice.number}`;
  const sheet = new Sheet({ title, author: invoice.seller.name, day: invoice.issueDate, fonts: FONTS });
  drawHead(sheet, invoice);
  drawBody(sheet, invoice);
  return sheet.finish(`${title} · ${invoice.seller.name}`);
}
