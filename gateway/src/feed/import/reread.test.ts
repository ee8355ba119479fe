import pino from 'pino';
import { setTimeout as pause } from 'node:timers/promises';
import { keyOf } from '../../database/columns';
import { ENGINES, freshDatabase, type TestDatabase } from '../../../testing/database';
import { block, invoiceXml, tag, type InvoiceXml } from '../../../testing/fa3';
import { DocumentsReread } from './reread';
import {
  customer,
  feedFolder,
  importFeed,
  invoice,
  outstanding,
  point,
  PPE,
  row,
} from '../../../testing/feed';

const account = tag('Platnosc', tag('RachunekBankowy', tag('NrRB', '61109010140000071219812874')));
const documentOf = (number: string, issueDate: string, more: InvoiceXml): InvoiceXml => ({
  customerNumber: 'K',
  number,
  issueDate,
  attachment: tag(
    'Zalacznik',
    block([
      ['Kod PPE', PPE],
      ['Nr licznika', `M-${number}`],
    ]),
  ),
  ...more,
});
const FIRST = documentOf('F1', '2025-03-01', {
  name: 'Firma Stara',
  contacts: [{ email: 'a@example.com' }],
  payment: account,
});
/** Paid in part, which older builds did not see: they took all of it for outstanding. */
const paidInPart = (number: string) =>
  documentOf(number, '2026-10-01', {
    customerNumber: 'P',
    payment:
      '<Platnosc><ZnacznikZaplatyCzesciowej>1</ZnacznikZaplatyCzesciowej><ZaplataCzesciowa><KwotaZaplatyCzesciowej>100.00</KwotaZaplatyCzesciowej><DataZaplatyCzesciowej>2026-01-20</DataZaplatyCzesciowej></ZaplataCzesciowa></Platnosc>',
  });
const LAST = documentOf('F2', '2026-11-01', { name: 'Firma Nowa' });

/** What a build that kept less leaves behind: nothing printed, no ranks, the newest document's facts for the customer's. */
async function forget(test: TestDatabase): Promise<void> {
  const statements = [
    'UPDATE invoice_contents SET printed = NULL',
    "UPDATE invoice_contents SET readings = '[]', details = '[]'",
    "UPDATE customers SET xmlRanks = NULL, bankAccount = '71109010149999000000000001', name = 'Ktoś', recordHash = '' WHERE described = 0",
    "UPDATE consumption_points SET xmlRanks = NULL, meterNumber = NULL, recordHash = '' WHERE described = 0",
    'DELETE FROM customer_emails',
    'DELETE FROM documents_reread',
    "INSERT INTO documents_reread (id, customerId, documents) VALUES (1, '', 0)",
  ];
  for (const sql of statements) await test.database.transaction((manager) => manager.query(sql));
}

describe.each(ENGINES)('documents kept by an older build on %s', (engine) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await freshDatabase(engine);
    const xml = (content: InvoiceXml) => invoiceXml(content);
    await importFeed(test, { 'ksef/1.xml': xml(FIRST), 'ksef/2.xml': xml(LAST) });
    await importFeed(test, {
      'customers.ndjson': [customer('L')],
      'ksef/3.xml': xml(documentOf('F3', '2026-11-02', { customerNumber: 'L', name: 'Z dokumentu' })),
    });
    await forget(test);
  });
  afterEach(() => test.drop());

  const log = pino({ level: 'silent' });
  const finished = async () =>
    (await row(test, 'SELECT finishedAt FROM documents_reread'))?.finishedAt != null;
  const reread = () => new DocumentsReread({ database: test.database, log, now: () => new Date() });
  const wait = async (until: () => Promise<boolean>) => {
    while (!(await until())) await pause(20);
  };
  const readAll = async () => {
    const worker = reread();
    worker.start();
    await wait(finished);
    await worker.stop();
  };
  const printedOf = async (customerNumber: string, number: string) =>
    JSON.parse(
      (
        await row(
          test,
          'SELECT printed FROM invoice_contents WHERE customerId = ? AND invoiceId = ?',
          keyOf(customerNumber),
          keyOf(number),
        )
      ).printed,
    );
  const expectAllPrinted = async () =>
    expect(
      Number((await row(test, 'SELECT COUNT(*) AS n FROM invoice_contents WHERE printed IS NULL')).n),
    ).toBe(0);
  const expected = async () => {
    await expectAllPrinted();
    expect(await printedOf('K', 'F1')).toMatchObject({
      buyer: { name: 'Firma Stara' },
      points: [{ meterNumber: 'M-F1' }],
    });
    expect(await printedOf('K', 'F2')).toMatchObject({ buyer: { name: 'Firma Nowa' }, account: null });
    expect(await printedOf('L', 'F3')).toMatchObject({ buyer: { name: 'Z dokumentu' } });
    expect(await row(test, 'SELECT name, bankAccount FROM customers WHERE id = ?', keyOf('K'))).toEqual({
      name: 'Firma Nowa',
      bankAccount: '61109010140000071219812874',
    });
    expect(await row(test, 'SELECT email FROM customer_emails WHERE customerId = ?', keyOf('K'))).toEqual({
      email: 'a@example.com',
    });
    expect(await row(test, 'SELECT name FROM customers WHERE id = ?', keyOf('L'))).toEqual({
      name: 'Klient L',
    });
    expect(
      await row(test, 'SELECT meterNumber FROM consumption_points WHERE customerId = ?', keyOf('K')),
    ).toEqual({ meterNumber: 'M-F2' });
    expect(
      await row(test, 'SELECT details FROM invoice_contents WHERE invoiceId = ?', keyOf('F1')),
    ).toMatchObject({ details: expect.stringContaining('M-F1') });
  };

  it('are read again from their bytes, with what they tell of customers and points', async () => {
    await readAll();
    await expected();
    expect(Number((await row(test, 'SELECT documents FROM documents_reread')).documents)).toBe(3);
  });

  it('ask for what their files say, unless billing has said something since', async () => {
    await importFeed(test, {
      'ksef/4.xml': invoiceXml(paidInPart('F4')),
      'ksef/5.xml': invoiceXml(paidInPart('F5')),
    });
    await forget(test);
    const asks = async (number: string) =>
      Number((await row(test, 'SELECT outstanding FROM invoices WHERE id = ?', keyOf(number))).outstanding);
    const older = (number: string, outstanding: number) =>
      test.database.transaction((manager) =>
        manager.query('UPDATE invoices SET outstanding = ? WHERE id = ?', [outstanding, keyOf(number)]),
      );
    await older('F4', 12300);
    await older('F5', 777);
    await readAll();
    expect(await Promise.all(['F1', 'F4', 'F5'].map(asks))).toEqual([12300, 2300, 777]);
  });

  it('ask for it at once when they are taken again before their turn has come', async () => {
    const files = {
      'ksef/4.xml': invoiceXml(paidInPart('F4')),
      'ksef/5.xml': invoiceXml(paidInPart('F5')),
      'ksef/6.xml': invoiceXml(paidInPart('F6')),
    };
    await importFeed(test, files);
    await forget(test);
    const older = (number: string, outstanding: number, hash: string) =>
      test.database.transaction((manager) =>
        manager.query('UPDATE invoices SET outstanding = ?, recordHash = ? WHERE id = ?', [
          outstanding,
          hash,
          keyOf(number),
        ]),
      );
    const { recordHash } = await row(test, 'SELECT recordHash FROM invoices WHERE id = ?', keyOf('F4'));
    await older('F4', 12300, recordHash);
    await older('F5', 12300, 'of-older-build');
    // Billing said so since.
    await older('F6', 777, 'of-older-build');
    expect((await importFeed(test, files)).code).toBe(0);
    const asks = () => Promise.all(['F4', 'F5', 'F6'].map((number) => outstanding(test, 'P', number)));
    expect(await asks()).toEqual([2300, 2300, 777]);
    await readAll();
    expect(await asks()).toEqual([2300, 2300, 777]);
  });

  it('give the customer nothing that an older build misread, though some were taken again before their turn', async () => {
    await importFeed(test, { 'ksef/2.xml': invoiceXml({ ...LAST, name: 'Firma Najnowsza' }) });
    // Of all its documents it alone named an account.
    await test.database.transaction((manager) =>
      manager.query('DELETE FROM invoice_sources WHERE customerId = ? AND invoiceId = ?', [
        keyOf('K'),
        keyOf('F1'),
      ]),
    );
    await readAll();
    expect(await row(test, 'SELECT name, bankAccount FROM customers WHERE id = ?', keyOf('K'))).toEqual({
      name: 'Firma Najnowsza',
      bankAccount: null,
    });
  });

  it('that billing sent as records keep what they say from then on', async () => {
    const numbers = Array.from({ length: 450 }, (_, n) => `R${n}`);
    await importFeed(test, {
      'customers.ndjson': [customer('N', { name: 'Jan Dawny' })],
      'consumption-points.ndjson': [point('N', PPE, { meterNumber: 'STARY' })],
      'invoices.ndjson': numbers.map((number) => invoice('N', number)),
    });
    await forget(test);
    await readAll();
    await importFeed(test, {
      'customers.ndjson': [customer('N', { name: 'Jan Nowy' })],
      'consumption-points.ndjson': [point('N', PPE, { meterNumber: 'NOWY' })],
    });
    for (const number of ['R0', 'R449'])
      expect(await printedOf('N', number)).toMatchObject({
        buyer: { name: 'Jan Dawny' },
        points: [{ ppe: PPE, meterNumber: 'STARY' }],
      });
    await expectAllPrinted();
  });

  it('are gone on with where it was stopped, wherever that was', async () => {
    for (let stops = 0; !(await finished()); stops++) {
      expect(stops).toBeLessThan(200);
      const worker = reread();
      const isEnding = test.database.transaction.bind(test.database);
      let left = 1 + (stops % 5);
      // Dies behind one of its transactions, as if it had been killed there.
      test.database.transaction = (async (work: never) => {
        if (left-- <= 0) throw new Error('killed');
        return isEnding(work);
      }) as never;
      worker.start();
      await worker.stop();
      test.database.transaction = isEnding;
      await test.database.transaction((manager) => manager.query('DELETE FROM feed_locks'));
      if (stops > 5) await readAll();
    }
    await expected();
  });

  it('wait for an import that is under way, and leave what it took', async () => {
    await test.database.transaction((manager) =>
      manager.query(
        "INSERT INTO feed_locks (id, holder, host, pid, beat, since) VALUES (1, 'x', 'elsewhere', 1, 0, '2026-11-29 00:00:00')",
      ),
    );
    const worker = reread();
    worker.start();
    await pause(50);
    expect(await finished()).toBe(false);
    await test.database.transaction((manager) => manager.query('DELETE FROM feed_locks'));
    const folder = feedFolder({ 'ksef/1.xml': invoiceXml({ ...FIRST, name: 'Firma Poprawiona' }) });
    await importFeed(test, folder);
    await wait(finished);
    await worker.stop();
    const printed = await row(test, 'SELECT printed FROM invoice_contents WHERE invoiceId = ?', keyOf('F1'));
    expect(JSON.parse(printed.printed)).toMatchObject({ buyer: { name: 'Firma Poprawiona' } });
  });
});
