import type { EntityManager } from 'typeorm';
import { reminderId } from '../../notifications/reminder.writer';
import { issuedId } from './invoice-news';

/** What a document consists of. */
const PARTS = [
  'invoice_contents',
  'invoice_points',
  'invoice_corrections',
  'invoice_sources',
  'pending_invoice_notices',
];
/** What customers, payments and reminders did with a document. */
const REFERENCES = ['reminders', 'payment_items', 'postings', 'payment_bookings', 'tickets', 'ticket_drafts'];

/** All tables that name a document in their column `invoiceId`, except messages. */
export const NAMING_DOCUMENTS = [...PARTS, ...REFERENCES];

/** A document's old and new id. */
interface Move {
  customerId: string;
  from: string;
  to: string;
}

/** Moves a document's own rows to its new id. */
export async function moveParts(manager: EntityManager, move: Move): Promise<void> {
  await moveIn(manager, PARTS, move);
}

/**
 * Moves what refers to a document: payments, requests, reminders and our messages about it. Otherwise it would belong to
 * the document that gets the old id, which would then be told of nothing.
 * Messages of the retailer name a number and stay: it means the other document.
 */
export async function moveReferences(manager: EntityManager, move: Move): Promise<void> {
  const { customerId, from, to } = move;
  const steps = await manager.query<{ step: number }[]>(
    'SELECT step FROM reminders WHERE customerId = ? AND invoiceId = ?',
    [customerId, from],
  );
  await moveMessage(manager, move, issuedId);
  for (const { step } of steps) await moveMessage(manager, move, (key) => reminderId({ ...key, step }));
  await manager.query(
    "UPDATE messages SET invoiceId = ? WHERE customerId = ? AND invoiceId = ? AND recordHash = ''",
    [to, customerId, from],
  );
  await moveIn(manager, REFERENCES, move);
}

/** A message's key contains the document's. */
async function moveMessage(
  manager: EntityManager,
  { customerId, from, to }: Move,
  idOf: (key: { customerId: string; invoiceId: string }) => string,
): Promise<void> {
  const ids = [idOf({ customerId, invoiceId: to }), customerId, idOf({ customerId, invoiceId: from })];
  await manager.query('UPDATE messages SET id = ? WHERE customerId = ? AND id = ?', ids);
  for (const table of ['message_reads', 'message_mails', 'message_sms'])
    await manager.query(`UPDATE ${table} SET messageId = ? WHERE customerId = ? AND messageId = ?`, ids);
}

async function moveIn(
  manager: EntityManager,
  tables: readonly string[],
  { customerId, from, to }: Move,
): Promise<void> {
  for (const table of tables)
    await manager.query(`UPDATE ${table} SET invoiceId = ? WHERE customerId = ? AND invoiceId = ?`, [
      to,
      customerId,
      from,
    ]);
}
