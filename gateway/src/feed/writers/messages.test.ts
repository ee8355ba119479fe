import { addDays, warsawDay } from '../../calendar';
import { keyOf } from '../../database/columns';
import { ENGINES } from '../../../testing/database';
import { invoiceXml } from '../../../testing/fa3';
import { customer, feedDatabase, importFeed, invoice } from '../../../testing/feed';

const PESEL = '44051401359';

describe.each(ENGINES)('what a feed tells customers, on %s', (engine) => {
  const db = feedDatabase(engine);
  const take = (files: Parameters<typeof importFeed>[1], ...flags: string[]) =>
    importFeed(db.current, files, ...flags);
  const mails = () =>
    db.current.database.query<{ recipient: string; template: string; content: string }>(
      'SELECT recipient, template, content FROM mails',
    );
  const subjects = async () =>
    (await db.current.database.query<{ subject: string }>('SELECT subject FROM messages'))
      .map(({ subject }) => subject)
      .sort();

  /** Somebody who joined with customer K1. */
  beforeEach(async () => {
    await take({ 'customers.ndjson': [customer('K1', { taxId: PESEL }), customer('K2', { taxId: PESEL })] });
    await db.current.database.transaction(async (manager) => {
      await manager.query(
        "INSERT INTO users (id, email, written, passwordHash, language, developer, disabled, createdAt) VALUES ('u1', 'k1@example.pl', 'K1@example.pl', '', 'PL', 0, 0, '2026-01-01 00:00:00.000')",
      );
      await manager.query("INSERT INTO accesses (customerId, userId, role) VALUES (?, 'u1', 'OWNER')", [
        keyOf('K1'),
      ]);
    });
  });

  it('new documents of customers with a login create one message each, and one mail', async () => {
    await take({
      'invoices.ndjson': [invoice('K1', 'F1'), invoice('K2', 'F2')],
      'ksef/a.xml': invoiceXml({ customerNumber: 'K1', number: 'X1' }),
    });
    expect(await subjects()).toEqual(['Nowy dokument F1', 'Nowy dokument X1']);
    expect((await mails()).map((m) => [m.recipient, m.template])).toEqual([
      ['K1@example.pl', 'notification'],
    ]);
  });

  it('new documents say what is left to pay, and nothing of a day to pay by where nothing is', async () => {
    const of = (number: string, more: object) => invoice('K1', number, { dueDate: '2026-03-15', ...more });
    await take({
      'invoices.ndjson': [
        of('all', {}),
        of('part', { outstanding: '23.00' }),
        of('paid', { outstanding: '0.00' }),
        of('back', { kind: 'CORRECTION', net: '-10.00', vat: '-2.30', gross: '-12.30' }),
      ],
    });
    const said = await db.current.database.query<{ body: string }>('SELECT body FROM messages');
    expect(said.map(({ body }) => body.replace(/\u00a0/g, ' ')).sort()).toEqual([
      'Wystawiliśmy dokument all na kwotę 123,00 zł. Termin płatności: 15 marca 2026.',
      'Wystawiliśmy dokument back na kwotę −12,30 zł. Nie musisz nic płacić.',
      'Wystawiliśmy dokument paid na kwotę 123,00 zł. Nie musisz nic płacić.',
      'Wystawiliśmy dokument part na kwotę 123,00 zł. Do zapłaty zostało 23,00 zł. Termin płatności: 15 marca 2026.',
    ]);
  });

  it('the same feed twice sends no message twice, and a document that changes sends none', async () => {
    await take({ 'invoices.ndjson': [invoice('K1', 'F1')] });
    await take({ 'invoices.ndjson': [invoice('K1', 'F1')] });
    await take({ 'invoices.ndjson': [invoice('K1', 'F1', { gross: '200.00' })] });
    expect(await mails()).toHaveLength(1);
    expect(await subjects()).toEqual(['Nowy dokument F1']);
  });

  it('an import of history (--silent) does not, and neither does a later one of the same documents', async () => {
    await take({ 'invoices.ndjson': [invoice('K1', 'F1')] }, '--silent');
    await take({ 'invoices.ndjson': [invoice('K1', 'F1', { gross: '200.00' })] });
    expect(await mails()).toEqual([]);
    expect(await subjects()).toEqual([]);
  });

  it('a customer who switched the mail off still finds the message in the portal', async () => {
    await db.current.database.transaction((m) =>
      m.query(
        "INSERT INTO notification_settings (customerId, kind, email, sms, attachPdf) VALUES (?, 'INVOICE_ISSUED', 0, 0, 0)",
        [keyOf('K1')],
      ),
    );
    await take({ 'invoices.ndjson': [invoice('K1', 'F1')] });
    expect(await mails()).toEqual([]);
    expect(await subjects()).toEqual(['Nowy dokument F1']);
  });

  it('a new document that is due soon reminds at once, of history only what comes later', async () => {
    const due = (number: string, days: number) =>
      invoice('K2', number, { dueDate: addDays(warsawDay(), days) });
    await take({ 'invoices.ndjson': [due('soon', 6), due('far', 9), due('late', -8), due('old', -60)] });
    await take({ 'invoices.ndjson': [due('history soon', 6), due('history late', -8)] }, '--silent');
    const said = await db.current.database.query<{ kind: string; body: string }>(
      'SELECT kind, body FROM messages',
    );
    expect(said.map(({ kind, body }) => [kind, /dokum\w+ (\w+)/.exec(body)![1]]).sort()).toEqual([
      ['PAYMENT_DUE_SOON', 'soon'],
      ['PAYMENT_OVERDUE', 'late'],
    ]);
    const marked = await db.current.database.query('SELECT invoiceId, step FROM reminders ORDER BY step');
    expect(marked).toEqual(
      [
        { invoiceId: keyOf('history late'), step: 8 },
        { invoiceId: keyOf('late'), step: 7 },
        { invoiceId: keyOf('soon'), step: -7 },
        { invoiceId: keyOf('history soon'), step: -6 },
      ].sort((a, b) => a.step - b.step),
    );
  });

  it('demands and announcements of the last days are mailed, unless the retailer mailed them itself', async () => {
    const message = (id: string, more: object) => ({
      id,
      customerNumber: 'K1',
      kind: 'DUNNING',
      subject: `Wezwanie ${id}`,
      body: 'Prosimy o zapłatę.',
      sentAt: new Date().toISOString(),
      channel: 'PORTAL',
      ...more,
    });
    const old = new Date(Date.now() - 8 * 24 * 3_600_000).toISOString();
    await take({
      'messages.ndjson': [message('mailed', { channel: 'EMAIL' }), message('old', { sentAt: old })],
    });
    await take({ 'messages.ndjson': [message('history', {})] }, '--silent');
    expect(await mails()).toEqual([]);
    const feed = { 'messages.ndjson': [message('new', {}), message('outage', { kind: 'ANNOUNCEMENT' })] };
    await take(feed);
    await take(feed);
    expect(await mails()).toHaveLength(1);
    expect(await db.current.database.query('SELECT messageId FROM message_mails')).toHaveLength(2);
  });

  it('each later feed links every customer with the same e-mail and tax id to the user', async () => {
    await take({
      'customers.ndjson': [
        customer('K3', { taxId: PESEL, emails: ['K1@Example.PL'] }),
        customer('K4', { taxId: '5260001246', emails: ['k1@example.pl'] }),
      ],
    });
    const linked = await db.current.database.query<{ customerId: string }>('SELECT customerId FROM accesses');
    expect(linked.map((l) => l.customerId).sort()).toEqual([keyOf('K1'), keyOf('K3')].sort());
  });
});
