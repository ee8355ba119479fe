// Customers with a login each, already signed in.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const GATEWAY = path.join(path.dirname(fileURLToPath(import.meta.url)), '../gateway/dist');
const { keyOf, sqlInstant } = require(path.join(GATEWAY, 'database/columns.js'));
const { DocumentService } = require(path.join(GATEWAY, 'documents/document.service.js'));
const { readConfig } = require(path.join(GATEWAY, 'config.js'));

const CHUNK = 250;
const HOUR_MS = 3_600_000;
/** An old login: no message counts as read because of its age. */
const CREATED_AT = '2015-01-01 00:00:00.000';

/** Inserts rows, a transaction for some hundred. */
export async function insertRows(database, table, rows) {
  for (let from = 0; from < rows.length; from += CHUNK) {
    const some = rows.slice(from, from + CHUNK);
    const columns = Object.keys(some[0]);
    const marks = some.map(() => `(${columns.map(() => '?').join(',')})`).join(',');
    const values = some.flatMap((row) => Object.values(row));
    await database.transaction((m) =>
      m.query(`INSERT INTO ${table} (${columns.join(',')}) VALUES ${marks}`, values),
    );
  }
}

/** Creates customers with these numbers. @returns the keys and the cookie of each */
export async function addLogins(database, numbers) {
  const address = { addressLine1: 'ul. Polna 1', addressLine2: '00-001 Warszawa', addressCountry: 'PL' };
  const customers = numbers.map((number) => {
    const person = { id: keyOf(number), number, kind: 'PERSON', name: `Klient ${number}` };
    return { ...person, overpayment: 0, ...address, described: 1 };
  });
  await insertRows(database, 'customers', customers);
  return addSessions(database, numbers);
}

/** Gives a login to customers that are there. @returns the keys and the cookie of each */
export async function addSessions(database, numbers) {
  const now = new Date();
  const at = sqlInstant(now);
  const endsAt = sqlInstant(new Date(now.getTime() + 11 * HOUR_MS));
  const { version } = await new DocumentService(database, readConfig({}).retailer, () => now).terms();
  const logins = numbers.map((number) => ({
    number,
    customerId: keyOf(number),
    userId: keyOf(`user ${number}`),
    token: `token-${number}`,
    email: `${number.toLowerCase()}@example.pl`,
  }));
  const insert = (table, rowOf) => insertRows(database, table, logins.map(rowOf));
  await insert('users', ({ userId: id, email }) => {
    const login = { id, email, written: email, passwordHash: '-', language: 'PL' };
    return { ...login, developer: 0, disabled: 0, createdAt: CREATED_AT };
  });
  await insert('accesses', ({ customerId, userId }) => ({ customerId, userId, role: 'OWNER' }));
  await insert('terms_acceptances', ({ userId }) => ({ userId, version, acceptedAt: at }));
  await insert('sessions', ({ token, userId, customerId }) => {
    const id = createHash('sha256').update(token).digest('base64url');
    const times = { createdAt: at, lastSeenAt: at, endsAt };
    return { id, userId, customerId, ip: '127.0.0.1', device: 'bench', ...times };
  });
  return logins.map(({ customerId, userId, token }) => ({ customerId, userId, cookie: `ebok=${token}` }));
}
