import { warsawClock } from '../../calendar';
import { instant } from '../../database/columns';
import path from 'node:path';
import type { Config } from '../../config';
import type { CustomerService } from '../../customers/customer.service';
import type { Database } from '../../database/database';
import type { InvoiceService } from '../../invoices/invoice.service';
import type { PrintJob } from '../../printing/pdf-pool';
import type { PaymentService } from '../payment.service';
import { channelOf, PaymentChannel, type Payment } from '../payment.entity';
import type { PrintedReceipt } from './model';

const CHANNELS: Record<PaymentChannel, string> = {
  [PaymentChannel.BLIK]: 'BLIK',
  [PaymentChannel.CARD]: 'Karta płatnicza',
  [PaymentChannel.WALLET]: 'Portfel elektroniczny',
  [PaymentChannel.LATER]: 'Płatność odroczona',
  [PaymentChannel.TRANSFER]: 'Szybki przelew',
};

export interface ReceiptReads {
  config: Pick<Config, 'retailer'>;
  customers: CustomerService;
  database: Database;
  invoices: InvoiceService;
  payments: PaymentService;
}

/** How a thread prints it. */
export function printJob(document: PrintedReceipt): PrintJob {
  return { module: path.join(__dirname, 'render'), name: 'renderReceipt', document };
}

/** Collects the content of a succeeded payment's receipt. Receipts are Polish, as all printed documents. */
export async function printedReceipt(
  { config: { retailer }, customers, database, invoices, payments }: ReceiptReads,
  payment: Payment,
): Promise<PrintedReceipt> {
  const { customerId, id, orderId, amount } = payment;
  const items = (await payments.items(customerId, [id])).get(id) ?? [];
  const [[customer], documents, [notice]] = await Promise.all([
    customers.byIds([customerId]),
    invoices.byIds(
      customerId,
      items.map(({ invoiceId }) => invoiceId),
    ),
    database.query<{ paidAt: unknown }>(
      "SELECT paidAt FROM payment_notices WHERE customerId = ? AND paymentId = ? AND remoteId = ? AND status = 'SUCCESS'",
      [customerId, id, payment.remoteId],
    ),
  ]);
  const channel = channelOf(payment.gatewayId);
  const { line1, line2 } = retailer.address;
  return {
    orderId,
    remoteId: payment.remoteId ?? '',
    amount,
    paidAt: warsawClock(notice?.paidAt ? instant(notice.paidAt) : payment.finishedAt!),
    channel: channel === null ? '' : CHANNELS[channel],
    seller: {
      name: retailer.name,
      nip: retailer.nip,
      address: [line1, line2].filter(Boolean),
      colour: retailer.brandColour,
    },
    buyer: { name: customer?.name ?? '', number: customer?.number ?? '' },
    items: items.map(({ invoiceId, amount: share }) => ({
      number: documents.get(invoiceId)?.number ?? '',
      amount: share,
    })),
  };
}
