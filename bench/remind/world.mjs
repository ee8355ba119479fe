/** A Monday. */
export const TODAY = '2026-03-16';

const FIRST_DAY = -14;
const LAST_DAY = 21;
const STEPS = [-7, -1, 0, 1, 7, 14];
/** Documents are due on as many days; every second one is open. A million customers then have 100,000 reminders a day. */
const DUE_DAYS = 90;
/** One customer of so many has a login. */
const LOGINS = 10;

/**
 * Customers with three documents each, whose reminders of the days before were made. One statement a table:
 * MariaDB builds the indexes of an empty table by sorting, where nothing is checked.
 * @param {(sql: string, values?: unknown[]) => Promise<unknown>} query
 * @param {number} customers a multiple of 1,000
 */
export async function fillWorld(query, customers) {
  // Letters as keys have them.
  const id = (letter, n) =>
    `REPLACE(REPLACE(LEFT(TO_BASE64(UNHEX(SHA2(CONCAT('${letter}', ${n}), 256))), 22), '+', '-'), '/', '_')`;
  await query('SET unique_checks = 0, foreign_key_checks = 0');
  await query('CREATE TEMPORARY TABLE numbers (n int PRIMARY KEY)');
  await query(
    'INSERT INTO numbers WITH RECURSIVE one AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM one WHERE n < 999) SELECT n FROM one',
  );
  await query('CREATE TEMPORARY TABLE counted (n int PRIMARY KEY)');
  for (let at = 0; at < customers; at += 1000)
    await query(`INSERT INTO counted SELECT n + ${at} FROM numbers`);
  await query(
    `INSERT INTO customers (id, number, kind, name, bankAccount, overpayment, addressLine1, addressLine2, addressCountry)
     SELECT ${id('c', 'n')}, n, 'PERSON', CONCAT('Klient ', n), '71109010149999000000000001', 0, '', '', 'PL' FROM counted`,
  );
  await query(
    `INSERT INTO users (id, email, written, passwordHash, language, createdAt)
     SELECT ${id('u', 'n')}, CONCAT(n, '@example.pl'), CONCAT(n, '@example.pl'), '', 'PL', '2025-01-01' FROM counted WHERE n % ${LOGINS} = 0`,
  );
  await query(
    `INSERT INTO accesses (customerId, userId, role) SELECT ${id('c', 'n')}, ${id('u', 'n')}, 'OWNER' FROM counted WHERE n % ${LOGINS} = 0`,
  );
  const document = 'c.n * 3 + d.n';
  await query(
    `INSERT INTO invoices (customerId, id, number, kind, issueDate, dueDate, net, vat, gross, outstanding, searchText)
     SELECT ${id('c', 'c.n')}, ${id('i', document)}, CONCAT('FV/2026/', ${document}), 'SETTLEMENT', '2026-01-01',
       DATE_ADD('${TODAY}', INTERVAL (${document}) % ${DUE_DAYS} - 45 DAY), 10000, 2300, 12300,
       IF((${document}) DIV ${DUE_DAYS} % 2 = 0, 12300, 0), '' FROM counted c JOIN (SELECT 0 AS n UNION SELECT 1 UNION SELECT 2) d`,
  );
  await query('ANALYZE TABLE invoices');
  const days = `DATEDIFF('${TODAY}', dueDate)`;
  const made = STEPS.toReversed().map((step) => `WHEN ${days} > ${step} THEN ${step}`);
  await query('CREATE TABLE reminders_before LIKE reminders');
  await query(
    `INSERT INTO reminders_before SELECT customerId, id, CASE ${made.join(' ')} END FROM invoices
     WHERE outstanding > 0 AND ${days} > ${STEPS[0]} AND ${days} BETWEEN ${FIRST_DAY} AND ${LAST_DAY}`,
  );
  await query('INSERT INTO reminders SELECT * FROM reminders_before');
  await query('ANALYZE TABLE reminders, accesses, users');
  await query('SET unique_checks = 1, foreign_key_checks = 1');
}
