import path from 'node:path';
import { Piscina } from 'piscina';
import type { PrintedReceipt } from '../payments/receipt/model';
import type { PrintedInvoice } from '../invoices/pdf/model';
import { printJob as invoiceJob } from '../invoices/pdf/printed-invoice';
import { printJob as receiptJob } from '../payments/receipt/printed-receipt';

/** A thread with this heap prints as many documents as it likes, unless something of each one stays. */
const HEAP_MB = 64;
const DOCUMENTS = 150;
/** Enough for the marks of 6,000 lines, and not for all pieces that pdfkit writes them in. */
const HEAVY_HEAP_MB = 44;

const seller = { name: 'Jasna Energia', nip: '9992000001', address: [], colour: '#0a6640' };
const INVOICE: PrintedInvoice = {
  number: 'F1',
  kind: 'Faktura',
  correction: false,
  issueDate: '2026-01-10',
  dueDate: null,
  periodFrom: null,
  periodTo: null,
  net: 100,
  vat: 23,
  gross: 123,
  outstanding: 123,
  previousYearWh: null,
  seller: { ...seller, regon: null, contact: null },
  buyer: { name: 'Jan Kowalski', identifier: null, address: [] },
  customerNumber: 'K1',
  others: [],
  payee: 'Jasna Energia',
  vatRates: [],
  annotations: [],
  supplyDate: null,
  account: null,
  transferCode: null,
  points: [],
  lines: [],
  details: [],
  readings: [],
  corrects: [],
  correctedBy: [],
  ksef: null,
};
const RECEIPT: PrintedReceipt = {
  orderId: 'o1',
  remoteId: 'R1',
  amount: 123,
  paidAt: '2026-03-15 12:00:00',
  channel: 'BLIK',
  seller,
  buyer: { name: 'Jan Kowalski', number: 'K1' },
  items: [{ number: 'F1', amount: 123 }],
};

const LINES = Array.from({ length: 6_000 }, (_, n) => ({
  position: n + 1,
  group: null,
  name: `Energia czynna ${n + 1}`,
  unit: 'kWh',
  quantity: '118',
  unitPrice: '0.6212',
  net: 7330,
  vatRate: '23',
}));

function thread(heapMb: number): Piscina {
  return new Piscina({
    filename: path.join(__dirname, 'pdf-worker.cjs'),
    workerData: { extension: '.ts' },
    maxThreads: 1,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
}

it.each([
  ['invoices', invoiceJob(INVOICE)],
  ['receipts', receiptJob(RECEIPT)],
])('a thread that printed many %s holds nothing of them', async (_, job) => {
  const pool = thread(HEAP_MB);
  try {
    for (let n = 0; n < DOCUMENTS; n++) {
      const pdf = (await pool.run(job)) as Uint8Array;
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    }
  } finally {
    await pool.destroy();
  }
});

it('holds little more of a document with 6,000 lines than its bytes', async () => {
  const pool = thread(HEAVY_HEAP_MB);
  try {
    const pdf = (await pool.run(invoiceJob({ ...INVOICE, lines: LINES }))) as Uint8Array;
    expect(pdf.length).toBeGreaterThan(3_000_000);
  } finally {
    await pool.destroy();
  }
});
