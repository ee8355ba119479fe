// Feed files with the figures of the ministry's example of an electricity invoice.

/**
 * The customer who registers in the walks, with the data printed on the document. The tax id passes its check but is
 * not assigned.
 */
export const CUSTOMER = { email: 'jan@kowalski.pl', taxId: '5265877635', invoice: 'FV2026/02/150' };

const customer = {
  number: '99999999',
  kind: 'COMPANY',
  name: 'F.H.U. Jan Kowalski',
  taxId: CUSTOMER.taxId,
  emails: [CUSTOMER.email],
  phone: '555777999',
  bankAccount: '71109010149999000000000001',
  address: { line1: 'ul. Polna 1', line2: '00-001 Warszawa' },
};

const point = {
  ppe: '999999999999999999',
  customerNumber: customer.number,
  address: customer.address,
  meterNumber: '99999999',
  tariff: 'G11',
};

const invoice = {
  number: CUSTOMER.invoice,
  customerNumber: customer.number,
  kind: 'SETTLEMENT',
  issueDate: '2026-02-28',
  dueDate: '2026-03-15',
  periodFrom: '2026-01-01',
  periodTo: '2026-02-28',
  net: '43.60',
  vat: '10.03',
  gross: '53.63',
  points: [point.ppe],
  lines: [
    { position: 1, name: 'Razem za energię czynną', net: '18.00', vatRate: '23' },
    { position: 2, name: 'Razem za usługi dystrybucji', net: '25.60', vatRate: '23' },
  ],
  readings: [
    {
      meterNumber: '99999999',
      zone: 'całodobowa',
      from: '2026-01-01',
      to: '2026-02-28',
      previous: '1000',
      current: '1020',
      usedKwh: 20,
      method: 'Fizyczny',
    },
  ],
};

const lines = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

export const ELECTRICITY: Record<string, string> = {
  'customers.ndjson': lines(customer),
  'consumption-points.ndjson': lines(point),
  'invoices.ndjson': lines(invoice),
};

/** The point's PPE, and that of a second point, the customer's shop. */
export const POINT = point.ppe;
export const SECOND_POINT = '590543500000000018';

/** The customer's point and further ones, each at its own address. */
export const withPoints = (...ppes: string[]): Record<string, string> => ({
  'consumption-points.ndjson': lines(
    point,
    ...ppes.map((ppe, n) => ({
      ...point,
      ppe,
      address: { line1: `ul. Sklepowa ${n + 2}`, line2: '00-001 Warszawa' },
      meterNumber: String(88888888 - n),
      tariff: 'C11',
    })),
  ),
});

/** Another customer, who owes documents of these sums: the first overdue, the others due on consecutive days. */
export function owing(n: number, sums: string[]) {
  const number = `7000${n}`;
  const email = `dluznik${n}@kowalski.pl`;
  const numbers = sums.map((_, place) => `FV/${n}/${place + 1}`);
  const documents = sums.map((gross, place) => ({
    ...invoice,
    number: numbers[place],
    customerNumber: number,
    issueDate: `2026-02-${String(place + 1).padStart(2, '0')}`,
    // October has the longest Polish name of all months.
    dueDate: place === 0 ? '2026-03-15' : `2999-10-${String(place + 1).padStart(2, '0')}`,
    net: gross,
    vat: '0.00',
    gross,
    points: [],
    lines: [{ position: 1, name: 'Razem za energię czynną', net: gross, vatRate: '23' }],
    readings: [],
  }));
  const feed: Record<string, string> = {
    'customers.ndjson': lines({ ...customer, number, emails: [email] }),
    'invoices.ndjson': lines(...documents),
  };
  /** The feed after billing has booked a payment made in the portal: all documents are settled. */
  const booked = (orderId: string): Record<string, string> => ({
    'settlements.ndjson': lines(
      ...numbers.map((invoiceNumber) => ({
        invoiceNumber,
        customerNumber: number,
        outstanding: '0.00',
        bookedPayments: [orderId],
      })),
    ),
  });
  return { email, taxId: customer.taxId, invoice: numbers[0]!, feed, booked };
}

/** A letter from the retailer, and a new document. */
export const NEWS: Record<string, string> = {
  'invoices.ndjson': lines({
    ...invoice,
    number: 'FV2026/04/011',
    issueDate: '2026-04-30',
    dueDate: '2999-05-15',
    periodFrom: '2026-03-01',
    periodTo: '2026-04-30',
  }),
  'messages.ndjson': lines({
    id: 'M-1',
    customerNumber: customer.number,
    kind: 'ANNOUNCEMENT',
    subject: 'Planowana przerwa w dostawie',
    body: 'W środę od 8:00 do 10:00 nie będzie prądu.\n\nSzczegóły: https://www.example.pl/przerwy?gmina=1.\n<img src=x onerror=alert(1)>',
    // Newer than any login of the tests, because older messages start as read.
    sentAt: new Date(Date.now() + 3_600_000).toISOString(),
    channel: 'SMS',
    recipient: '+48555777999',
  }),
};

/** A demand for the document of NEWS, in another language than the page's. */
export const DEMAND: Record<string, string> = {
  'messages.ndjson': lines({
    id: 'M-2',
    customerNumber: customer.number,
    kind: 'DUNNING',
    subject: 'Demand for payment',
    body: 'Please pay document FV2026/04/011.',
    language: 'EN',
    sentAt: new Date(Date.now() + 2 * 3_600_000).toISOString(),
    channel: 'EMAIL',
    recipient: 'jan@kowalski.pl',
    invoiceNumber: 'FV2026/04/011',
  }),
};
