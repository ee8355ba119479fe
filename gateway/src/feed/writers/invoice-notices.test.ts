import { EntityManager } from 'typeorm';
import { addDays, warsawDay } from '../../calendar';
import { runRemind } from '../../commands/remind.command';
import { keyOf, sqlInstant } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { customer, feedDatabase, importFeed, invoice } from '../../../testing/feed';

const NOTHING_DUE = 'Nie musisz nic płacić.';

describe.each(ENGINES)('notices of new documents and their settlements on %s', (engine) => {
  const db = feedDatabase(engine);
  const take = (files: Parameters<typeof importFeed>[1], ...flags: string[]) =>
    importFeed(db.current, files, ...flags);
  const query = <T extends object>(sql: string) => db.current.database.query<T>(sql);
  const due = (number: string, days = -1, of = 'K1', more: object = {}) =>
    invoice(of, number, { dueDate: addDays(warsawDay(), days), ...more });
  const settled = (invoiceNumber: string, outstanding = '0.00') => ({ invoiceNumber, outstanding });
  /** Kind and text of each message, without the days. */
  const told = async () =>
    (await query<{ kind: string; body: string }>('SELECT kind, body FROM messages'))
      .map(({ kind, body }) => `${kind} ${body.replace(/\u00a0/g, ' ')}`)
      .sort();
  const links = async () => (await query('SELECT mailId FROM message_mails')).length;
  const steps = async () =>
    (await query<{ step: number }>('SELECT step FROM reminders ORDER BY step')).map(({ step }) => step);
  const pending = async () => (await query('SELECT invoiceId FROM pending_invoice_notices')).length;

  beforeEach(async () => {
    await take({ 'customers.ndjson': [customer('K1'), customer('K2')] });
    await db.current.database.transaction(async (manager) => {
      await manager.query(
        "INSERT INTO users (id, email, written, passwordHash, language, developer, disabled, createdAt) VALUES ('u1', 'k1@example.pl', 'k1@example.pl', '', 'PL', 0, 0, '2026-01-01 00:00:00.000')",
      );
      await manager.query("INSERT INTO accesses (customerId, userId, role) VALUES (?, 'u1', 'OWNER')", [
        keyOf('K1'),
      ]);
    });
  });

  /** Imports until the nth statement that begins like this, as where the database goes away. */
  async function breakOff(
    files: Parameters<typeof importFeed>[1],
    statement: string,
    nth = 1,
  ): Promise<void> {
    let count = 0;
    const query = jest.spyOn(EntityManager.prototype, 'query').mockImplementation(function (
      this: EntityManager,
      sql: string,
      parameters?: any,
    ) {
      if (sql.startsWith(statement) && ++count === nth) return Promise.reject(new Error('gone'));
      return this.dataSource.query(sql, parameters as unknown[], this.queryRunner);
    });
    const imported = await take(files);
    query.mockRestore();
    expect(imported).toMatchObject({ code: 1, said: expect.stringContaining('broke off') });
  }

  it('a document that the same feed settles is told as paid, and demanded by nobody', async () => {
    await take({
      'invoices.ndjson': [due('F1'), due('F2', -1, 'K2')],
      'settlements.ndjson': [settled('F1'), settled('F2')],
    });
    expect(await told()).toEqual([
      `INVOICE_ISSUED Wystawiliśmy dokument F1 na kwotę 123,00 zł. ${NOTHING_DUE}`,
    ]);
    expect([await links(), await steps(), await pending()]).toEqual([1, [], 0]);
  });

  it('one that it settles in part says what is left, in the message and in the reminder', async () => {
    await take({ 'invoices.ndjson': [due('F1')], 'settlements.ndjson': [settled('F1', '23.00')] });
    const [issued, overdue, ...others] = await told();
    expect(issued).toMatch(/^INVOICE_ISSUED .*F1 na kwotę 123,00 zł\. Do zapłaty zostało 23,00 zł\./);
    expect(overdue).toMatch(/^PAYMENT_OVERDUE .*23,00 zł/);
    expect(others).toEqual([]);
    expect(await steps()).toEqual([1]);
  });

  it('one that it says is not paid after all reminds, also of a customer without a login', async () => {
    const paid = due('F2', 0, 'K2', { outstanding: '0.00' });
    await take({ 'invoices.ndjson': [paid], 'settlements.ndjson': [settled('F2', '5.00')] });
    expect(await told()).toEqual([expect.stringMatching(/^PAYMENT_DUE_SOON .*5,00 zł/)]);
  });

  it('one that its settlement left out reminds later, as any other', async () => {
    await take({ 'invoices.ndjson': [due('F1', 8)], 'settlements.ndjson': [settled('F1')] });
    await take({ 'settlements.ndjson': [settled('F1', '1.00')] });
    await runRemindOn(addDays(warsawDay(), 1));
    expect(await told()).toEqual([
      expect.stringMatching(/^INVOICE_ISSUED/),
      expect.stringMatching(/^PAYMENT_DUE_SOON .*1,00 zł/),
    ]);
  });

  it('a correction and an invoice of one number in one feed are two messages, whichever comes first', async () => {
    const correction = due('F1', -1, 'K1', {
      kind: 'CORRECTION',
      net: '-1.00',
      vat: '-0.23',
      gross: '-1.23',
    });
    await take({ 'invoices.ndjson': [correction, due('F1')] });
    expect(await told()).toEqual([
      expect.stringContaining('F1 na kwotę 123,00 zł'),
      expect.stringContaining('F1 na kwotę −1,23 zł'),
      expect.stringMatching(/^PAYMENT_OVERDUE/),
    ]);
  });

  const FEED = {
    'invoices.ndjson': [due('F1'), due('F2'), due('F3', 3, 'K2')],
    'settlements.ndjson': [settled('F1')],
  };
  const OF_FEED = [
    `INVOICE_ISSUED Wystawiliśmy dokument F1 na kwotę 123,00 zł. ${NOTHING_DUE}`,
    expect.stringMatching(/^INVOICE_ISSUED .* F2 .*Termin/),
    expect.stringMatching(/^PAYMENT_DUE_SOON .* F3\./),
    expect.stringMatching(/^PAYMENT_OVERDUE .* F2,/),
  ];

  it.each([
    ['between documents and settlements', 'SELECT customerId, id, kind, outstanding FROM invoices'],
    ['while it tells', 'DELETE FROM pending_invoice_notices'],
  ])('an import that breaks off %s tells nothing, and run again everything once', async (_, statement) => {
    await breakOff(FEED, statement);
    expect([await told(), await links(), await pending()]).toEqual([[], 0, 3]);
    for (let n = 0; n < 2; n++) {
      expect((await take(FEED)).code).toBe(0);
      expect(await told()).toEqual(OF_FEED);
      expect([await links(), await steps(), await pending()]).toEqual([3, [-7, 1], 0]);
    }
  });

  it.each([[[]], [['--silent']]])('what it left is told by the next import of any feed %p', async (flags) => {
    await breakOff(FEED, 'DELETE FROM pending_invoice_notices');
    await take({ 'customers.ndjson': [customer('K3')] }, ...flags);
    expect(await told()).toEqual(OF_FEED);
  });

  it('the daily run leaves to the import what its settlements may still say is paid', async () => {
    // As it is while an import is between the two files.
    await breakOff(FEED, 'SELECT customerId, id, kind, outstanding FROM invoices');
    await runRemindOn(warsawDay());
    expect([await told(), await steps()]).toEqual([[], []]);
    await take(FEED);
    await runRemindOn(warsawDay());
    expect(await told()).toEqual(OF_FEED);
  });

  it('a killed import holds no reminder back for more than a day, and no import tells it again', async () => {
    await breakOff(FEED, 'DELETE FROM pending_invoice_notices');
    await noted(-23);
    await runRemindOn(warsawDay());
    expect(await told()).toEqual([]);
    await noted(-25);
    await runRemindOn(warsawDay());
    expect(await told()).toEqual(OF_FEED.slice(2));
    await take(FEED);
    expect(await told()).toEqual(OF_FEED);
    expect([await links(), await steps()]).toEqual([3, [-7, 1]]);
  });

  it('history tells nothing, settled or not', async () => {
    await take(FEED, '--silent');
    expect([await told(), await links(), await steps(), await pending()]).toEqual([[], 0, [-3, 1, 1], 0]);
  });

  it('more documents than fit in a transaction are told once each, though it breaks off between two', async () => {
    const many = Array.from({ length: 1100 }, (_, n) => due(`F${n}`));
    const feed = { 'invoices.ndjson': many, 'settlements.ndjson': many.map(({ number }) => settled(number)) };
    await breakOff(feed, 'SELECT p.customerId', 2);
    expect([(await told()).length, await pending()]).toEqual([500, 600]);
    await take(feed);
    expect([(await told()).length, await pending()]).toEqual([1100, 0]);
    expect((await told()).filter((one) => !one.endsWith(NOTHING_DUE))).toEqual([]);
  });

  async function noted(hours: number): Promise<void> {
    const at = sqlInstant(new Date(Date.now() + hours * 3_600_000));
    await db.current.database.change('UPDATE pending_invoice_notices SET notedAt = ?', [at]);
  }

  async function runRemindOn(day: string): Promise<void> {
    const out = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await runRemind(['--today', day])).toBe(0);
    out.mockRestore();
  }
});
