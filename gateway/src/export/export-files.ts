import { instant } from '../database/columns';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { formatMoney } from '../money';

/** One line of an exported file; absent fields are left out. */
type Line = Record<string, unknown>;

type ReadBatch = (database: Database, batch: number) => Promise<Line[]>;

/**
 * The files of an export, and how the lines of one batch are read. What can change after the claim, such as a
 * ticket's status, is left out: a batch reads the same each time.
 */
export const EXPORT_FILES = {
  'tickets.ndjson': tickets,
  'changes.ndjson': changes,
  'orders.ndjson': orders,
  'readings.ndjson': readings,
  'replies.ndjson': replies,
  'attachments.ndjson': attachments,
  'consents.ndjson': consents,
  'payments.ndjson': payments,
} satisfies Record<string, ReadBatch>;

/** The folder of the bytes of attachments, in that of an export. */
export const ATTACHMENTS = 'attachments';

/** Where the bytes of an attachment are, in the folder of an export. */
export function attachmentPath(id: string): string {
  return `${ATTACHMENTS}/${id}`;
}

async function tickets(database: Database, batch: number): Promise<Line[]> {
  const rows = await database.query<Record<string, string | null>>(
    `SELECT t.number, c.number AS customerNumber, t.topic, t.subject, t.body, t.createdAt, t.answerDueDate,
       i.number AS invoiceNumber, p.ppe, t.callBackPhone, t.callBackDate, t.callBackFrom, t.callBackTo
     FROM tickets t JOIN customers c ON c.id = t.customerId
     LEFT JOIN invoices i ON i.customerId = t.customerId AND i.id = t.invoiceId
     LEFT JOIN consumption_points p ON p.customerId = t.customerId AND p.id = t.consumptionPointId
     WHERE t.exportBatch = ? ORDER BY t.createdAt, t.number`,
    [batch],
  );
  return rows.map(({ callBackPhone, callBackDate, callBackFrom, callBackTo, ...row }) =>
    withoutNulls({
      ...row,
      createdAt: instant(row.createdAt),
      callBack: callBackPhone && {
        ...{ phone: callBackPhone, date: callBackDate },
        ...{ from: callBackFrom, to: callBackTo },
      },
    }),
  );
}

/** One line is the fields of one request that left together. */
async function changes(database: Database, batch: number): Promise<Line[]> {
  const rows = await database.query<Record<string, string | null>>(
    `SELECT t.number AS ticketNumber, c.number AS customerNumber, t.createdAt AS requestedAt, k.field, k.value, k.previous
     FROM contact_changes k JOIN customers c ON c.id = k.customerId
     JOIN tickets t ON t.customerId = k.customerId AND t.id = k.ticketId
     WHERE k.exportBatch = ? ORDER BY t.createdAt, t.number, k.field`,
    [batch],
  );
  const requests = grouped(rows, ({ ticketNumber }) => ticketNumber!);
  return [...requests.values()].map((fields) => {
    const { ticketNumber, customerNumber, requestedAt } = fields[0]!;
    const line = { ticketNumber, customerNumber, requestedAt: instant(requestedAt) };
    return withoutNulls(Object.assign(line, ...fields.map(changedField)) as Line);
  });
}

/** A customer can have several e-mail addresses, so the line names the one that the new one replaces. */
function changedField({ field, value, previous }: Record<string, string | null>): Line {
  if (field === 'EMAIL') return { email: value, formerEmail: previous };
  return field === 'PHONE' ? { phone: value } : { correspondenceAddress: JSON.parse(value!) as Line };
}

/** Orders, then what of earlier ones was cancelled. */
async function orders(database: Database, batch: number): Promise<Line[]> {
  const ofTicket =
    'JOIN customers c ON c.id = o.customerId JOIN tickets t ON t.customerId = o.customerId AND t.id = o.ticketId';
  const ordered = await database.query<Record<string, unknown>>(
    `SELECT t.number AS ticketNumber, c.number AS customerNumber, o.serviceId, o.monthlyPrice, t.createdAt AS at
     FROM service_orders o ${ofTicket} WHERE o.exportBatch = ? ORDER BY t.createdAt, t.number`,
    [batch],
  );
  const cancelled = await database.query<Record<string, unknown>>(
    `SELECT t.number AS ticketNumber, c.number AS customerNumber, o.serviceId, x.at
     FROM service_cancellations x JOIN service_orders o ON o.customerId = x.customerId AND o.ticketId = x.ticketId
     ${ofTicket} WHERE x.exportBatch = ? ORDER BY x.at, t.number`,
    [batch],
  );
  return [
    ...ordered.map((row) => ({
      action: 'ORDER',
      ...row,
      monthlyPrice: formatMoney(Number(row.monthlyPrice)),
      at: instant(row.at),
    })),
    ...cancelled.map((row) => ({ action: 'CANCEL', ...row, at: instant(row.at) })),
  ];
}

/** One line is what a customer read from one meter on one day. `attachments.ndjson` has the files named here, once they are scanned. */
async function readings(database: Database, batch: number): Promise<Line[]> {
  const rows = await database.query<Record<string, unknown> & { id: string }>(
    `SELECT r.ticketId AS id, t.number AS ticketNumber, c.number AS customerNumber, p.ppe, r.meterNumber, r.takenOn,
       t.createdAt AS submittedAt, r.confirmed
     FROM meter_readings r JOIN customers c ON c.id = r.customerId
     JOIN tickets t ON t.customerId = r.customerId AND t.id = r.ticketId
     JOIN consumption_points p ON p.customerId = r.customerId AND p.id = r.pointId
     WHERE r.exportBatch = ? ORDER BY t.createdAt, t.number`,
    [batch],
  );
  const ofReading = (columns: string, table: string, order: string) =>
    database.query<Record<string, unknown> & { ticketId: string }>(
      `SELECT x.ticketId, ${columns} FROM meter_readings r
       JOIN ${table} x ON x.customerId = r.customerId AND x.ticketId = r.ticketId WHERE r.exportBatch = ? ${order}`,
      [batch],
    );
  const values = grouped(
    await ofReading('x.zone, x.kwh', 'meter_reading_values', 'ORDER BY x.position'),
    ({ ticketId }) => ticketId,
    ({ zone, kwh }) => ({ zone, kwh }),
  );
  const files = grouped(
    await ofReading('x.id', 'attachments', 'AND x.replyId IS NULL ORDER BY x.position'),
    ({ ticketId }) => ticketId,
    ({ id }) => id,
  );
  return rows.map(({ submittedAt, confirmed, ...row }) =>
    withoutNulls({
      ...row,
      values: values.get(row.id),
      submittedAt: instant(submittedAt),
      confirmed: Boolean(confirmed),
      attachments: files.get(row.id) ?? [],
    }),
  );
}

async function replies(database: Database, batch: number): Promise<Line[]> {
  const rows = await database.query<Record<string, string>>(
    `SELECT r.id, t.number AS ticketNumber, c.number AS customerNumber, r.body, r.createdAt
     FROM ticket_replies r JOIN customers c ON c.id = r.customerId
     JOIN tickets t ON t.customerId = r.customerId AND t.id = r.ticketId
     WHERE r.exportBatch = ? ORDER BY r.createdAt, r.id`,
    [batch],
  );
  return rows.map((row) => ({ ...row, createdAt: instant(row.createdAt) }));
}

async function attachments(database: Database, batch: number): Promise<Line[]> {
  const rows = await database.query<Record<string, string | number | null>>(
    `SELECT a.id, t.number AS ticketNumber, a.replyId, c.number AS customerNumber, a.name, a.mimeType, a.size
     FROM attachments a JOIN customers c ON c.id = a.customerId
     JOIN tickets t ON t.customerId = a.customerId AND t.id = a.ticketId
     WHERE a.exportBatch = ? ORDER BY t.number, a.replyId, a.position, a.id`,
    [batch],
  );
  return rows.map((row) => withoutNulls({ ...row, file: attachmentPath(String(row.id)) }));
}

async function consents(database: Database, batch: number): Promise<Line[]> {
  const rows = await database.query<Record<string, unknown>>(
    `SELECT k.number AS customerNumber, c.kind, c.granted, c.at, c.source, t.language, t.text
     FROM consent_changes c JOIN customers k ON k.id = c.customerId
     LEFT JOIN consent_texts t ON t.id = c.textId
     WHERE c.exportBatch = ? ORDER BY c.at, c.customerId, c.id`,
    [batch],
  );
  return rows.map((row) => ({ ...row, granted: Boolean(row.granted), at: instant(row.at) }));
}

/** One line is one transaction that the operator accepted: an order paid twice is two. */
async function payments(database: Database, batch: number): Promise<Line[]> {
  const rows = await database.query<Record<string, string | number | null>>(
    `SELECT p.orderId, n.remoteId, c.number AS customerNumber, n.amount, n.paidAt, n.receivedAt
     FROM payment_notices n JOIN payments p ON p.customerId = n.customerId AND p.id = n.paymentId
     JOIN customers c ON c.id = n.customerId
     WHERE n.exportBatch = ? ORDER BY n.receivedAt, p.orderId, n.remoteId`,
    [batch],
  );
  const posted = await database.query<Record<'orderId' | 'remoteId' | 'number' | 'amount', string>>(
    `SELECT p.orderId, n.remoteId, i.number, o.amount
     FROM payment_notices n JOIN payments p ON p.customerId = n.customerId AND p.id = n.paymentId
     JOIN postings o ON o.customerId = n.customerId AND o.paymentId = n.paymentId AND o.remoteId = n.remoteId AND o.kind = 'ACCEPTED'
     JOIN invoices i ON i.customerId = o.customerId AND i.id = o.invoiceId
     WHERE n.exportBatch = ? ORDER BY i.dueDate, i.number`,
    [batch],
  );
  const items = grouped(posted, ({ orderId, remoteId }) => `${orderId} ${remoteId}`);
  return rows.map(({ amount, paidAt, receivedAt, ...row }) => ({
    ...row,
    amount: formatMoney(Number(amount)),
    paidAt: instant(paidAt ?? receivedAt),
    items: (items.get(`${row.orderId} ${row.remoteId}`) ?? []).map((item) => ({
      invoiceNumber: item.number,
      amount: formatMoney(Number(item.amount)),
    })),
  }));
}

function withoutNulls(line: Line): Line {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null));
}
