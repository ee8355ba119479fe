// The data of `bench -- inbox`: one customer with few messages, one with many, each with a login.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addLogins, insertRows } from '../logins.mjs';
import { openDatabase } from '../parts.mjs';

const require = createRequire(import.meta.url);
const GATEWAY = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../gateway/dist');
const { keyOf, sqlInstant } = require(path.join(GATEWAY, 'database/columns.js'));
const { searchable } = require(path.join(GATEWAY, 'database/search-text.js'));

const HOUR_MS = 3_600_000;
/** One message in a hundred has the word that is looked for. */
const RARE = 100;
const KINDS = ['INVOICE_ISSUED', 'PAYMENT_DUE_SOON', 'PAYMENT_RECEIVED', 'ANNOUNCEMENT'];
const LETTER =
  'Dzień dobry, wystawiliśmy nowy dokument. Znajdziesz go w portalu razem z odczytami, porównaniem zużycia z poprzednim rokiem i terminem płatności. ';

/**
 * Creates and fills the tables.
 * @param sizes how many messages each customer has
 * @returns the cookies of their logins
 */
export async function world(url, sizes) {
  const database = await openDatabase(GATEWAY, url);
  const now = new Date();
  const logins = await addLogins(
    database,
    sizes.map((size) => `K${size}`),
  );
  for (const [n, { customerId, userId }] of logins.entries()) {
    const messages = Array.from({ length: sizes[n] }, (_, at) => messageRow(customerId, sizes[n], at, now));
    await insertRows(database, 'messages', messages);
    // The newest tenth is unread.
    const read = messages.slice(Math.ceil(sizes[n] / 10));
    const readAt = sqlInstant(now);
    await insertRows(
      database,
      'message_reads',
      read.map(({ id }) => ({ customerId, userId, messageId: id, readAt })),
    );
  }
  await database.close();
  return logins.map(({ cookie }) => cookie);
}

function messageRow(customerId, size, n, now) {
  const subject = `Nowy dokument FV/${n}`;
  const body = `${LETTER}${LETTER}${n % RARE === 0 ? 'Planowana przerwa w dostawie.' : 'Pozdrawiamy.'}`;
  return {
    customerId,
    id: keyOf(`message ${size} ${n}`),
    kind: KINDS[n % KINDS.length],
    subject,
    body,
    sentAt: sqlInstant(new Date(now.getTime() - (n + 1) * HOUR_MS)),
    channel: 'EMAIL',
    recipient: 'klient@example.pl',
    searchText: searchable(`${subject}\n${body}`),
    recordHash: '',
  };
}
