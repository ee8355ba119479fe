// The data of `bench -- itn`: customers with a login, open payments, their notifications, and a payment operator with
// constant latency.
import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../parts.mjs';

const require = createRequire(import.meta.url);
const GATEWAY = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../gateway/dist');
const { keyOf, sqlInstant } = require(path.join(GATEWAY, 'database/columns.js'));
const { DocumentService } = require(path.join(GATEWAY, 'documents/document.service.js'));
const { readConfig } = require(path.join(GATEWAY, 'config.js'));
const { hashOf } = require(path.join(GATEWAY, 'payments/autopay/index.js'));

export const SERVICE = '100001';
export const KEY = 'klucz-pomiaru';
/** The amount of each payment in grosze. */
export const AMOUNT = 12345;
const TOKEN = (n) => `token-${n}`;
const customerOf = (n) => keyOf(`K${n}`);
const CHUNK = 500;

/**
 * Creates and fills the tables: one customer, login, document and open payment for each notification, and customers
 * for `starts`.
 * @returns the order numbers
 */
export async function world(url, count, starts) {
  const database = await openDatabase(GATEWAY, url);
  const now = new Date();
  const at = sqlInstant(now);
  const later = sqlInstant(new Date(now.getTime() + 11 * 3_600_000));
  const { version } = await new DocumentService(database, readConfig({}).retailer, () => now).terms();
  const orders = Array.from({ length: count }, () => randomBytes(16).toString('hex'));
  const all = Array.from({ length: count + starts }, (_, n) => n);
  const insert = async (table, rows) => {
    for (let from = 0; from < rows.length; from += CHUNK) {
      const some = rows.slice(from, from + CHUNK);
      const columns = Object.keys(some[0]);
      const marks = some.map(() => `(${columns.map(() => '?').join(',')})`).join(',');
      await database.transaction((m) =>
        m.query(
          `INSERT INTO ${table} (${columns.join(',')}) VALUES ${marks}`,
          some.flatMap((row) => Object.values(row)),
        ),
      );
    }
  };
  const person = (n) => ({ id: customerOf(n), number: `K${n}`, kind: 'PERSON', name: `Klient ${n}` });
  const address = { addressLine1: 'ul. Polna 1', addressLine2: '00-001 Warszawa', addressCountry: 'PL' };
  await insert(
    'customers',
    all.map((n) => ({ ...person(n), overpayment: 0, ...address, described: 1 })),
  );
  await insert(
    'invoices',
    all.map((n) => ({
      customerId: customerOf(n),
      id: keyOf(`F${n}`),
      number: `F${n}`,
      kind: 'SETTLEMENT',
      issueDate: '2026-01-10',
      dueDate: '2026-01-24',
      net: AMOUNT,
      vat: 0,
      gross: AMOUNT,
      outstanding: AMOUNT,
      searchText: `f${n}`,
      heldBy: n < count ? keyOf(`P${n}`) : null,
    })),
  );
  const email = (n) => `klient${n}@example.pl`;
  await insert(
    'users',
    all.map((n) => ({
      id: keyOf(`U${n}`),
      email: email(n),
      written: email(n),
      passwordHash: '-',
      language: 'PL',
      developer: 0,
      disabled: 0,
      createdAt: at,
    })),
  );
  await insert(
    'accesses',
    all.map((n) => ({ customerId: customerOf(n), userId: keyOf(`U${n}`), role: 'OWNER' })),
  );
  const paying = all.slice(count);
  if (starts > 0) {
    await insert(
      'terms_acceptances',
      paying.map((n) => ({ userId: keyOf(`U${n}`), version, acceptedAt: at })),
    );
    await insert(
      'sessions',
      paying.map((n) => ({
        id: createHash('sha256')
          .update(TOKEN(n - count))
          .digest('base64url'),
        userId: keyOf(`U${n}`),
        customerId: customerOf(n),
        ip: '127.0.0.1',
        device: 'bench',
        createdAt: at,
        lastSeenAt: at,
        endsAt: later,
      })),
    );
  }
  await insert(
    'payments',
    orders.map((orderId, n) => ({
      customerId: customerOf(n),
      id: keyOf(`P${n}`),
      orderId,
      inputHash: '-',
      userId: keyOf(`U${n}`),
      amount: AMOUNT,
      status: 'PENDING',
      createdAt: at,
      validUntil: later,
      rate: '4.25',
      rateTable: '',
      rateDate: '2026-01-24',
      limitGrosze: 425000,
      nextCheckAt: later,
      checks: 0,
    })),
  );
  await insert(
    'payment_items',
    orders.map((_, n) => ({
      customerId: customerOf(n),
      paymentId: keyOf(`P${n}`),
      invoiceId: keyOf(`F${n}`),
      amount: AMOUNT,
    })),
  );
  await database.close();
  firstStart = count;
  return orders;
}

let firstStart = 0;

/** Signed-in customers, each with a document that has no payment. */
export function people(starts) {
  return Array.from({ length: starts }, (_, n) => ({
    cookie: `ebok=${TOKEN(n)}`,
    invoiceId: keyOf(`F${firstStart + n}`),
  }));
}

/** The body of the operator's notification that an order was paid. */
export function notification(orderId) {
  const leaves = {
    orderID: orderId,
    remoteID: `R${orderId.slice(0, 16)}`,
    amount: (AMOUNT / 100).toFixed(2),
    currency: 'PLN',
    gatewayID: '509',
    paymentDate: '20261123120000',
    paymentStatus: 'SUCCESS',
    paymentStatusDetails: 'AUTHORIZED',
  };
  const inner = Object.entries(leaves).map(([name, value]) => `<${name}>${value}</${name}>`);
  const hash = hashOf([SERVICE, ...Object.values(leaves)], KEY, 'sha256');
  const xml = `<?xml version="1.0" encoding="UTF-8"?><transactionList><serviceID>${SERVICE}</serviceID><transactions><transaction>${inner.join('')}</transaction></transactions><hash>${hash}</hash></transactionList>`;
  return new URLSearchParams({ transactions: Buffer.from(xml).toString('base64') }).toString();
}

/** An operator that starts orders after a fixed delay. `served()`: the total time of its requests in milliseconds. */
export async function operator(delayMs) {
  let served = 0;
  const server = http.createServer((request, response) => {
    const began = performance.now();
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () =>
      setTimeout(() => {
        const orderId = new URLSearchParams(body).get('OrderID');
        const go = `http://127.0.0.1:${server.address().port}/continue/${orderId}`;
        const values = ['PENDING', go, orderId, 'REMOTE1'];
        const [status, redirect, order, remote] = values;
        const hash = hashOf(values, KEY, 'sha256');
        response.end(
          `<transaction><status>${status}</status><redirecturl>${redirect}</redirecturl><orderID>${order}</orderID><remoteID>${remote}</remoteID><hash>${hash}</hash></transaction>`,
        );
        served += performance.now() - began;
      }, delayMs),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    served: () => served,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}

/** The ledger's faults after `count` different notifications; empty when it is exact. */
export async function faults(connection, count) {
  const [[sums]] = await connection.query(`SELECT
    (SELECT COUNT(*) FROM postings) AS postings, (SELECT SUM(amount) FROM postings) AS posted,
    (SELECT SUM(pendingPayments) FROM customers) AS pending, (SELECT SUM(covered) FROM invoices) AS covered,
    (SELECT COUNT(*) FROM payments WHERE status = 'SUCCEEDED') AS succeeded,
    (SELECT COUNT(*) FROM invoices i WHERE i.covered <> (SELECT COALESCE(SUM(p.amount), 0) FROM postings p WHERE p.customerId = i.customerId AND p.invoiceId = i.id)) AS wrong,
    (SELECT COUNT(*) FROM messages) AS messages, (SELECT COUNT(*) FROM mails) AS mails`);
  const wanted = {
    postings: count,
    posted: count * AMOUNT,
    pending: count * AMOUNT,
    covered: count * AMOUNT,
    succeeded: count,
    wrong: 0,
    messages: count,
    mails: count,
  };
  return Object.entries(wanted).flatMap(([name, value]) =>
    Number(sums[name]) === value ? [] : [`${name}: ${sums[name]} and not ${value}`],
  );
}
