import { MailDelivery } from '../mail/delivery';
import { DeadLetterService } from '../outbox/dead-letter.service';
import type { RenderedMail } from '../mail/transport';
import { keyOf } from '../database/columns';
import { SmsDelivery } from '../sms/sms-delivery';
import type { RenderedSms } from '../sms/sms-transport';
import type { SmsOutcome } from '../sms/smsapi';
import { ASK_RESET, openOffice, tokenOf, type Office } from '../../testing/auth';
import { ENGINES } from '../../testing/database';
import { importFeed } from '../../testing/feed';
import { ticketsOf } from '../../testing/tickets';
import { invoiceRow } from '../../testing/world';

const ANNA = 'anna@example.pl';
const A = keyOf('A');
const READ = `{ session { user { emailBounced } }
  customer { messages { edges { node { deliveries { channel recipient status } } } } } }`;

describe.each(ENGINES)('when notifications leave, on %s', (engine) => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(engine, { SMS_URL: 'file:unused' });
    await office.join('A', ANNA);
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
  const pay = (number: string) => change('UPDATE invoices SET outstanding = 0 WHERE number = ?', [number]);
  const choose = (kind: string, more: object) =>
    office.api.insert('notification_settings', [
      { customerId: A, kind, email: 1, sms: 0, daysBefore: null, attachPdf: 0, ...more },
    ]);

  describe('a mail', () => {
    const failing = () =>
      new MailDelivery(office.api.services, {
        send: () => Promise.reject(new Error('away')),
        close: () => undefined,
      });
    const bounce = () =>
      office.api.insert('bounced_addresses', [
        { email: ANNA, status: '5.1.1', bouncedAt: '2026-03-15 08:00:00.000' },
      ]);
    const header = ({ headers }: RenderedMail) => (headers as any)['List-Unsubscribe'] as string | undefined;

    it('does not go to an address that bounced, unless it is about the login', async () => {
      await document('F1', '2026-03-16');
      await run();
      const cookie = await office.signIn(ANNA).then((entered) => entered.cookie);
      await ticketsOf(office.api, cookie).created();
      // Between queue and sending.
      await bounce();
      expect(await office.deliver()).toEqual([]);
      const stopped = await query("SELECT reason, content FROM mails WHERE state <> 'SENT'");
      expect(stopped).toEqual(Array(2).fill({ reason: 'address bounced', content: null }));
      const { data } = await office.api.gql(READ, {}, { cookie });
      const [{ node }] = data.customer.messages.edges;
      expect(node.deliveries).toContainEqual({ channel: 'EMAIL', recipient: ANNA, status: 'FAILED' });
      expect(data.session.user.emailBounced).toBe(true);
      expect(await new DeadLetterService(office.api.database, () => office.clock.at).list()).toEqual([]);
      await office.api.gql(ASK_RESET, { email: ANNA });
      const [mail] = await office.deliver();
      expect(tokenOf(mail)).not.toBe('');
      expect(await query('SELECT kind FROM messages')).toEqual([{ kind: 'PAYMENT_DUE_SOON' }]);
    });

    it('goes to an address that bounced where somebody tests whether it arrives', async () => {
      await bounce();
      const { cookie } = await office.signIn(ANNA);
      await office.api.gql(
        'mutation { sendTestNotification(kind: DUNNING, channel: EMAIL) }',
        {},
        { cookie },
      );
      expect(await office.deliver()).toHaveLength(1);
    });

    it('goes to an address that bounced where a person queued it again', async () => {
      await document('F1', '2026-03-16');
      await run();
      await bounce();
      await change("UPDATE mails SET retriedAt = '2026-03-16 08:00:00.000' WHERE state = 'QUEUED'");
      expect(await office.deliver()).toHaveLength(1);
    });

    it('drops what was paid while the mail server was away, and says what holds by then', async () => {
      await document('PAID', '2026-03-15');
      await document('LEFT', '2026-03-16');
      await run();
      await failing().deliverDue();
      await pay('PAID');
      office.clock.at = new Date('2026-03-17T08:30:00Z');
      const [mail, ...others] = await office.deliver();
      expect(others).toEqual([]);
      expect(mail!.text).not.toContain('PAID');
      expect(mail!.text.replace(/\u00a0/g, ' ')).toContain(
        '16 marca 2026 minął termin płatności dokumentu LEFT',
      );
    });

    it('is not sent once all of it was paid while the mail server was away', async () => {
      await document('PAID', '2026-03-15');
      await run();
      await failing().deliverDue();
      await pay('PAID');
      office.clock.advance(3600);
      expect(await office.deliver()).toEqual([]);
      expect(await query("SELECT id FROM mails WHERE state = 'QUEUED'")).toEqual([]);
    });

    it.each([
      ['the older one first', ['A', 'B']],
      ['the newer one first', ['B', 'A']],
      ['both at once', ['AB']],
    ])('names a document once though two days waited for the mail server, %s', async (_, order) => {
      await document('BOTH', '2026-03-16');
      await document('OLDER', '2026-03-16');
      await run();
      await failing().deliverDue();
      const [older] = await query('SELECT id FROM mails');
      await change("UPDATE invoices SET dueDate = '2026-04-16' WHERE number = 'OLDER'");
      office.clock.at = new Date('2026-03-17T08:30:00Z');
      await document('NEWER', '2026-03-17');
      await run('2026-03-17');
      await failing().deliverDue();
      const texts: string[] = [];
      for (const due of order) {
        await change("UPDATE mails SET dueAt = '2026-03-18 08:00:00.000' WHERE state = 'QUEUED'");
        const which = due === 'AB' ? '1 = 1' : due === 'A' ? 'id = ?' : 'id <> ?';
        await change(
          `UPDATE mails SET dueAt = '2026-03-17 08:30:00.000' WHERE state = 'QUEUED' AND ${which}`,
          due === 'AB' ? [] : [older.id],
        );
        texts.push(...(await office.deliver()).map(({ text }) => text));
      }
      const named = texts.flatMap((text) => [...new Set(text.match(/BOTH|OLDER|NEWER/g))].join(' '));
      expect(named.map((one) => one.split(' ').sort().join(' ')).sort()).toEqual(['BOTH NEWER', 'OLDER']);
    });

    it.each([
      ['', '2026-03-16T08:40:00Z'],
      [', the second one in the evening', '2026-03-16T20:01:00Z'],
    ])('says nothing twice where two runs overlap and the first one has been mailed%s', async (_, second) => {
      await document('F1', '2026-03-16');
      const { database, services } = office.api;
      const due = {
        ...{ customerId: A, invoiceId: keyOf('F1'), number: 'F1', outstanding: 12300 },
        ...{ dueDate: '2026-03-16', days: 0, step: 0 },
      };
      const reminding = await services.reminderWriter.prepare(database.reader, [due]);
      const write = () =>
        database.transaction((manager) => services.reminderWriter.write(manager, reminding));
      await write();
      expect(await office.deliver()).toHaveLength(1);
      office.clock.at = new Date(second);
      await write();
      office.clock.at = new Date('2026-03-17T08:30:00Z');
      expect(await office.deliver()).toEqual([]);
      expect(await query("SELECT id FROM mails WHERE state <> 'SENT'")).toEqual([]);
    });

    it('about an answer that billing sends at night waits for the morning, a confirmation does not', async () => {
      office.clock.at = new Date('2026-03-16T22:30:00Z');
      const values = { ticketId: 't', number: 'Z/1', subject: 'Pytanie' };
      const mail = { customerId: A, recipient: ANNA, language: 'PL' as const, values };
      await office.api.database.transaction((manager) =>
        office.api.services.outbox.queueMails(manager, [
          { event: 'answer', template: 'ticketReply', ...mail },
          { event: 'received', template: 'ticketReceived', ...mail },
        ]),
      );
      const isAnswer = ({ subject }: RenderedMail) => subject.includes('dpowied');
      expect((await office.deliver()).map(isAnswer)).toEqual([false]);
      office.clock.at = new Date('2026-03-17T08:10:00Z');
      expect((await office.deliver()).map(isAnswer)).toEqual([true]);
    });

    it('offers to unsubscribe only where its kind can be switched off', async () => {
      await document('F1', '2026-03-15');
      await run();
      const [overdue] = await office.deliver();
      expect(header(overdue!)).toBe(`<${office.api.config.publicUrl}/wiadomosci/ustawienia?customer=${A}>`);
      await office.api.database.transaction(async (manager) => {
        const mail = { customerId: A, recipient: ANNA, language: 'PL' as const };
        const values = { messageId: 'm', title: 'Wezwanie', said: 'Prosimy o zapłatę.' };
        await office.api.services.outbox.queueMail(manager, {
          event: 'd',
          template: 'dunning',
          ...mail,
          values,
        });
      });
      const [dunning] = await office.deliver();
      expect([dunning!.subject, header(dunning!)]).toEqual([expect.stringContaining('Wezwanie'), undefined]);
    });
  });

  describe('an SMS', () => {
    let sent: RenderedSms[];
    const deliver = async (outcome: SmsOutcome = { result: 'ACCEPTED' }) => {
      sent = [];
      const send = (sms: RenderedSms) => (sent.push(sms), Promise.resolve(outcome));
      await new SmsDelivery(office.api.services, send).deliverDue();
      return sent.map(({ text }) => text);
    };
    const states = () => query('SELECT state FROM sms');
    const morning = () => (office.clock.at = new Date('2026-03-17T07:00:00Z'));
    beforeEach(async () => {
      for (const kind of ['PAYMENT_DUE_SOON', 'PAYMENT_OVERDUE', 'DUNNING']) await choose(kind, { sms: 1 });
      office.clock.at = new Date('2026-03-16T21:00:00Z');
    });

    it.each([
      ['paid', 'UPDATE invoices SET outstanding = 0'],
      ['being paid', "UPDATE invoices SET heldBy = 'p1'"],
      ['covered', 'UPDATE invoices SET covered = outstanding'],
      ['switched off', 'UPDATE notification_settings SET sms = 0'],
    ])('that waited for the morning is not sent of what was %s by then', async (_what, sql) => {
      await document('F1', '2026-03-16');
      await run();
      expect(await deliver()).toEqual([]);
      await change(sql);
      morning();
      expect(await deliver()).toEqual([]);
      expect(await states()).toEqual([]);
      expect(await query('SELECT parts FROM sms_days WHERE parts > 0')).toEqual([]);
    });

    it('that waited for the morning says what holds by then, of the document that is left', async () => {
      await document('F1', '2026-03-16');
      await document('F2', '2026-03-16', { outstanding: 4500 });
      await run();
      await pay('F1');
      morning();
      const [text, ...others] = await deliver();
      expect(others).toEqual([]);
      expect(text).toContain('F2');
      expect(text).toContain('45,00');
      expect(await query('SELECT template, state FROM sms')).toEqual([
        { template: 'overdue', state: 'SENT' },
      ]);
    });

    it('of two days that waited for the operator is one, with the document of both', async () => {
      await document('F1', '2026-03-16');
      office.clock.at = new Date('2026-03-16T15:00:00Z');
      await run();
      expect(await deliver({ result: 'PUT_OFF', reason: 'away' })).toHaveLength(1);
      office.clock.at = new Date('2026-03-17T08:30:00Z');
      await run('2026-03-17');
      expect(await deliver()).toEqual([expect.stringContaining('F1')]);
    });

    it('that waited goes to the number that the customer has by then, and to none where there is none', async () => {
      await document('F1', '2026-03-16');
      await run();
      await change("UPDATE customers SET phone = '511 222 333' WHERE id = ?", [A]);
      morning();
      await deliver({ result: 'PUT_OFF', reason: 'away' });
      expect(sent.map(({ recipient }) => recipient)).toEqual(['+48511222333']);
      expect(await query('SELECT recipient FROM sms')).toEqual([{ recipient: '+48511222333' }]);
      await change("UPDATE customers SET phone = '22 100 20 30' WHERE id = ?", [A]);
      office.clock.advance(3600);
      expect(await deliver()).toEqual([]);
      expect(await states()).toEqual([]);
    });

    it('that the operator may have taken goes to no other number', async () => {
      await document('F1', '2026-03-16');
      await run();
      morning();
      await deliver({ result: 'UNCERTAIN', reason: 'no answer' });
      const [first] = sent;
      await change("UPDATE customers SET phone = '511 222 333' WHERE id = ?", [A]);
      office.clock.advance(3600);
      await deliver();
      expect(sent.map(({ recipient }) => recipient)).toEqual([first!.recipient]);
    });

    it('that the operator may have taken is left to a person once its document is paid', async () => {
      await document('F1', '2026-03-16');
      await run();
      morning();
      expect(await deliver({ result: 'UNCERTAIN', reason: 'no answer' })).toHaveLength(1);
      await pay('F1');
      office.clock.advance(3600);
      expect(await deliver()).toEqual([]);
      expect(await states()).toEqual([{ state: 'UNKNOWN' }]);
    });

    it.each([
      ['PORTAL', 1],
      ['SMS', 0],
    ])('goes with a demand that the retailer sent by %s: %d', async (channel, count) => {
      const demand = {
        ...{
          id: 'D1',
          customerNumber: 'A',
          kind: 'DUNNING',
          subject: 'Wezwanie',
          body: 'Prosimy o zapłatę.',
        },
        ...{ sentAt: new Date().toISOString(), channel },
      };
      await importFeed(office.api.test, { 'messages.ndjson': [demand] });
      expect(await states()).toHaveLength(count);
    });
  });
});
