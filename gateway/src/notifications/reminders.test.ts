import { keyOf } from '../database/columns';
import { openOffice, type Office } from '../../testing/auth';
import { ENGINES } from '../../testing/database';
import { customerRow, invoiceRow } from '../../testing/world';
import { DailyReminders } from './daily-reminders';

const ANNA = 'anna@example.pl';
const A = keyOf('A');

describe.each(ENGINES)('reminders on %s', (engine) => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(engine);
    await office.join('A', ANNA);
    await office.api.insert('customers', [customerRow('B')]);
    await office.deliver();
    // Monday, 9:30 in Poland.
    office.clock.at = new Date('2026-03-16T08:30:00Z');
  });
  afterEach(() => office.close());

  const document = (number: string, dueDate: string, more: object = {}) =>
    office.api.insert('invoices', [invoiceRow('A', number, { dueDate, outstanding: 12300, ...more })]);
  const run = (today = '2026-03-16') => office.api.services.reminders.run(today);
  const query = (sql: string, parameters: unknown[] = []) => office.api.database.query<any>(sql, parameters);
  const change = (sql: string, parameters: unknown[] = []) => office.api.database.change(sql, parameters);
  const told = async () =>
    (await query('SELECT invoiceId, kind FROM messages ORDER BY sentAt, kind')).map((m) => m.kind);
  const choose = (kind: string, more: object) =>
    office.api.insert('notification_settings', [
      { customerId: A, kind, email: 1, sms: 0, daysBefore: null, attachPdf: 0, ...more },
    ]);

  it('are not made of what is paid, being paid, or covered by a payment', async () => {
    await document('paid', '2026-03-16', { outstanding: 0 });
    await document('credit', '2026-03-16', { outstanding: -100 });
    await document('held', '2026-03-16', { heldBy: 'p1' });
    await document('covered', '2026-03-16', { covered: 12300 });
    await document('no day', '2026-03-16', { dueDate: null });
    expect(await run()).toEqual({ soon: 0, today: 0, overdue: 0 });
    expect(await told()).toEqual([]);
  });

  it('are not mailed of what was paid, is being paid or was switched off before the mail left', async () => {
    for (const number of ['paid', 'held', 'covered']) await document(number, '2026-03-16');
    await document('overdue', '2026-03-15');
    await run();
    await change('UPDATE invoices SET outstanding = 0 WHERE number = ?', ['paid']);
    await change('UPDATE invoices SET heldBy = ? WHERE number = ?', ['p1', 'held']);
    await change('UPDATE invoices SET covered = outstanding WHERE number = ?', ['covered']);
    await choose('PAYMENT_OVERDUE', { email: 0 });
    expect(await office.deliver()).toEqual([]);
    expect(await query("SELECT id FROM mails WHERE state = 'QUEUED'")).toEqual([]);
    expect(await told()).toHaveLength(4);
  });

  it('are not mailed to who lost access before the mail left', async () => {
    await document('F1', '2026-03-16');
    await run();
    await change('DELETE FROM accesses', []);
    expect(await office.deliver()).toEqual([]);
  });

  it('come on the days that the customer chose, and once for each step', async () => {
    await document('F1', '2026-03-20');
    const days = Array.from({ length: 40 }, (_, n) =>
      new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10),
    );
    const made: string[] = [];
    for (const day of days) {
      const { soon, today, overdue } = await run(day);
      if (soon + today + overdue > 0) made.push(day);
      expect(await run(day)).toEqual({ soon: 0, today: 0, overdue: 0 });
    }
    expect(made).toEqual([
      '2026-03-13',
      '2026-03-19',
      '2026-03-20',
      '2026-03-21',
      '2026-03-27',
      '2026-04-03',
    ]);
  });

  it('follow the days before that a customer chose, and leave out none of the later steps', async () => {
    await choose('PAYMENT_DUE_SOON', { daysBefore: '3' });
    await document('F1', '2026-03-20');
    expect(await run('2026-03-16')).toMatchObject({ soon: 0 });
    expect(await run('2026-03-17')).toMatchObject({ soon: 1 });
    expect(await run('2026-03-19')).toMatchObject({ soon: 0 });
    expect(await run('2026-03-20')).toMatchObject({ today: 1 });
  });

  it('of missed days are made up for by the latest one, and of old debts by none', async () => {
    await document('missed', '2026-03-07');
    await document('old', '2026-02-01');
    expect(await run()).toEqual({ soon: 0, today: 0, overdue: 1 });
    expect(await query('SELECT step FROM reminders')).toEqual([{ step: 7 }]);
  });

  it('go to the portal of a customer without a login too, and to no mail', async () => {
    await office.api.insert('invoices', [invoiceRow('B', 'F2', { dueDate: '2026-03-16', outstanding: 500 })]);
    await run();
    expect(await told()).toEqual(['PAYMENT_DUE_SOON']);
    expect(await office.deliver()).toEqual([]);
  });

  it('of one day are one mail, the most urgent first, each document once', async () => {
    await document('SOON', '2026-03-23');
    await document('TODAY', '2026-03-16');
    await document('LATE', '2026-03-15', { outstanding: 2300, covered: 300 });
    await run();
    const [mail, ...others] = await office.deliver();
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('Minął termin płatności: 20,00 zł');
    const text = mail!.text.replace(/\u00a0/g, ' ');
    expect(text).toContain('15 marca 2026 minął termin płatności dokumentu LATE');
    expect(text).toContain(
      'Rachunek do przelewu: 71 1090 1014 9999 0000 0000 0001. W tytule przelewu wpisz: LATE.',
    );
    expect(text).toContain(
      '• Dokument TODAY: 123,00 zł, termin płatności mija dziś\n• Dokument SOON: 123,00 zł, termin płatności 23 marca 2026',
    );
    expect(text).toContain(`/finanse/${keyOf('LATE')}?customer=${A}`);
    expect(text).toContain('Jak poznać, że to wiadomość od nas');
    expect(mail!.attachments).toHaveLength(1);
    expect(mail!.html).toContain('cid:transfer-');
    expect(
      await query(
        "SELECT messageId FROM message_mails mm JOIN mails m ON m.id = mm.mailId WHERE m.state = 'SENT'",
      ),
    ).toHaveLength(3);
  });

  it('that come after the mail of the day left are a mail of their own', async () => {
    await document('F1', '2026-03-16');
    await run();
    expect(await office.deliver()).toHaveLength(1);
    await document('F2', '2026-03-16');
    await run();
    const [mail, ...others] = await office.deliver();
    expect(others).toEqual([]);
    expect(mail!.text).toContain('F2');
    expect(mail!.text).not.toContain('F1');
  });

  it('wait at night for the morning, and for it again when the mail server fails until night', async () => {
    await document('F1', '2026-03-16');
    office.clock.at = new Date('2026-03-16T20:30:00Z');
    await run();
    expect(await told()).toHaveLength(1);
    expect(await office.deliver()).toEqual([]);
    office.clock.at = new Date('2026-03-17T07:59:00Z');
    expect(await office.deliver()).toEqual([]);
    // The workers stood still until the evening.
    office.clock.at = new Date('2026-03-17T20:10:00Z');
    expect(await office.deliver()).toEqual([]);
    office.clock.at = new Date('2026-03-18T08:10:00Z');
    const [mail] = await office.deliver();
    // What was due on Monday is overdue by then.
    expect(mail!.subject).toContain('Minął termin');
  });

  it('are made of all customers, whatever their keys', async () => {
    const numbers = Array.from({ length: 200 }, (_, n) => `N${n}`);
    await office.api.insert(
      'customers',
      numbers.map((number) => customerRow(number)),
    );
    const due = (number: string) =>
      invoiceRow(number, `F-${number}`, { dueDate: '2026-03-16', outstanding: 100 });
    await office.api.insert('invoices', numbers.map(due));
    expect(await run()).toEqual({ soon: 0, today: 200, overdue: 0 });
    expect(await run()).toEqual({ soon: 0, today: 0, overdue: 0 });
  });

  it('are made once by several runs at the same time', async () => {
    for (let n = 0; n < 20; n++) await document(`F${n}`, '2026-03-16');
    await Promise.all([run(), run(), run()]);
    expect(await told()).toHaveLength(20);
    expect(await office.deliver()).toHaveLength(1);
  });

  it('are made at nine in Poland by one of several workers, in winter and in summer, and not at night', async () => {
    const daily = () => new DailyReminders(office.api.services);
    const workers = [daily(), daily(), daily()];
    const ran = async (at: string) => {
      office.clock.at = new Date(at);
      const all = await Promise.all(workers.map((worker) => worker.runDue()));
      return all.filter(Boolean).length;
    };
    expect(await ran('2026-03-28T07:59:00Z')).toBe(0);
    expect(await ran('2026-03-28T08:00:00Z')).toBe(1);
    expect(await ran('2026-03-28T12:00:00Z')).toBe(0);
    expect(await ran('2026-03-29T06:59:00Z')).toBe(0);
    expect(await ran('2026-03-29T07:00:00Z')).toBe(1);
    expect(await ran('2026-10-25T07:30:00Z')).toBe(0);
    expect(await ran('2026-10-25T08:00:00Z')).toBe(1);
    expect(await ran('2026-10-26T20:30:00Z')).toBe(0);
    // A worker that died while it ran is followed by another.
    await office.api.insert('reminder_runs', [
      { day: '2026-10-27', claim: 'x', leaseUntil: '2026-10-27 10:00:00.000', doneAt: null },
    ]);
    expect(await ran('2026-10-27T09:59:00Z')).toBe(0);
    expect(await ran('2026-10-27T10:00:00Z')).toBe(1);
  });

  it('go as SMS to the mobile number of billing where the customer chose that, one of a kind a day', async () => {
    const texts = () => query('SELECT recipient, template FROM sms ORDER BY template');
    await document('UNCHOSEN', '2026-03-16');
    await run();
    expect(await texts()).toEqual([]);
    await choose('PAYMENT_OVERDUE', { email: 0, sms: 1 });
    for (const number of ['L1', 'L2']) await document(number, '2026-03-15');
    await document('SOON', '2026-03-23');
    await run();
    await run();
    expect(await texts()).toEqual([{ recipient: '+48600700800', template: 'overdue' }]);
    expect(await query('SELECT messageId FROM message_sms')).toHaveLength(2);
    await change('UPDATE customers SET phone = ?', ['22 100 20 30']);
    await document('L3', '2026-03-09');
    office.clock.advance(24 * 3600);
    await run();
    expect(await texts()).toHaveLength(1);
  });

  it('carry the PDF of a new document where the customer wants it', async () => {
    await choose('INVOICE_ISSUED', { attachPdf: 1 });
    await document('FV/77', '2026-05-16');
    await office.api.database.transaction((manager) =>
      office.api.services.notificationWriter.tell(manager, [
        {
          customerId: A,
          messageId: 'm1',
          kind: 'INVOICE_ISSUED' as never,
          invoiceId: keyOf('FV/77'),
          message: () => ({ subject: 'Nowy', body: 'Nowy' }),
          sms: null,
        },
      ]),
    );
    const [mail] = await office.deliver();
    const pdf = mail!.attachments!.find(({ contentType }) => contentType === 'application/pdf')!;
    expect(pdf.filename).toBe('FV-77.pdf');
    expect((pdf.content as Buffer).toString('latin1', 0, 5)).toBe('%PDF-');
    expect(mail!.text).toContain('jedynym załącznikiem jest dokument PDF');
  });
});
