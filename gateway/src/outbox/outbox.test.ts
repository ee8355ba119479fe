import { keyOf } from '../database/columns';
import { GOOD, openOffice, tokenOf, type Office } from '../../testing/auth';
import { ENGINES } from '../../testing/database';
import { startSmsOperator, type SmsOperator } from '../../testing/sms-operator';
import { Housekeeping } from '../auth/housekeeping';
import { MailDelivery } from '../mail/delivery';
import type { NewMail } from '../mail/outbox.service';
import { buildMetricsServer } from '../runtime/metrics';
import { SmsDelivery } from '../sms/sms-delivery';
import { DeadLetterService } from './dead-letter.service';

const A = keyOf('A');

/** A report as mail servers write it. */
const report = ({ action = 'failed', status = '5.1.1', envelopeId = '', messageId = '' }) =>
  [
    'From: MAILER-DAEMON@mx.example.pl',
    'To: ebok@example.pl',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Sorry.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.pl',
    ...(envelopeId ? [`Original-Envelope-Id: ${envelopeId}`] : []),
    '',
    'Final-Recipient: rfc822; jan@kowalski.pl',
    `Action: ${action}`,
    `Status: ${status} (a comment)`,
    'Diagnostic-Code: smtp; 550',
    ' folded: over lines',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '--b--',
    '',
  ].join('\r\n');

describe.each(ENGINES)('what was given up, on %s', (engine) => {
  let office: Office;
  let operator: SmsOperator;
  let letters: DeadLetterService;
  beforeEach(async () => {
    operator = await startSmsOperator();
    office = await openOffice(engine, { SMS_URL: operator.url, SMS_TOKEN: operator.token });
    letters = new DeadLetterService(office.api.database, () => office.clock.at);
    await office.customer('A', 'jan@kowalski.pl');
  });
  afterEach(async () => {
    await office.close();
    await operator.stop();
  });

  const mail = (event: string, more: Partial<NewMail> = {}) =>
    office.api.database.transaction((m) =>
      office.api.services.outbox.queueMail(m, {
        event,
        recipient: 'jan@kowalski.pl',
        customerId: A,
        template: 'invoiceIssued',
        language: 'PL',
        values: { number: 'FV/1', amount: '12.00', invoiceId: 'abc' },
        ...more,
      } as NewMail),
    );
  const sms = (event: string, recipient = '+48601234567') =>
    office.api.database.transaction((m) =>
      office.api.services.sms.queue(m, [
        { event, recipient, customerId: A, language: 'PL', template: 'dunning', values: {} },
      ]),
    );
  const refusing = () =>
    new MailDelivery(office.api.services, {
      send: async () => {
        throw Object.assign(new Error('no'), { responseCode: 554, command: 'DATA', response: '554 no' });
      },
      close: () => undefined,
    });
  const deliverSms = () => new SmsDelivery(office.api.services).deliverDue();
  const bounce = (text: string) => office.api.services.bounces.take(Buffer.from(text));
  const isBounced = (address = 'Jan@Kowalski.pl') =>
    office.api.database.transaction(async (m) =>
      (await office.api.services.bounces.bouncedAmong(m, [address])).has(address),
    );

  it('is listed without addresses and numbers', async () => {
    await mail('one');
    await refusing().deliverDue();
    operator.behaviour = { error: 13 };
    office.clock.advance(60);
    await sms('two');
    await deliverSms();
    expect(await letters.list()).toEqual([
      {
        channel: 'EMAIL',
        id: keyOf('mail', 'one'),
        kind: 'invoiceIssued',
        state: 'FAILED',
        recipient: 'j•••@kowalski.pl',
        reason: 'refused 554',
        at: '2026-03-02T10:00:00.000Z',
        isRetriable: true,
      },
      {
        channel: 'SMS',
        id: keyOf('sms', 'two'),
        kind: 'dunning',
        state: 'FAILED',
        recipient: '+48 ••• ••• 567',
        reason: 'SMSAPI 13',
        at: '2026-03-02T10:01:00.000Z',
        isRetriable: true,
      },
    ]);
  });

  it('keeps no one-time link, so that such a mail is not queued again', async () => {
    await office.register({ invoiceNumber: 'FV/A' });
    await refusing().deliverDue();
    const [activation] = await letters.list();
    expect(activation).toMatchObject({ kind: 'activation', isRetriable: false });
    expect(await letters.retry()).toBe(0);
    expect(await letters.retry([activation!.id])).toBe(0);
    expect(await office.deliver()).toEqual([]);
  });

  it('is queued again once, all of it or by name, and gets days of its own', async () => {
    await mail('one');
    await mail('two');
    await refusing().deliverDue();
    office.clock.advance(30 * 24 * 3600);
    expect(await letters.retry([keyOf('mail', 'two'), 'nothing'])).toBe(1);
    const failing = new MailDelivery(office.api.services, {
      send: () => Promise.reject(new Error('away')),
      close: () => undefined,
    });
    await failing.deliverDue();
    office.clock.advance(60);
    expect((await office.deliver()).map(({ messageId }) => messageId)).toEqual([
      `<${keyOf('mail', 'two')}@localhost>`,
    ]);
    expect(await Promise.all([letters.retry(), letters.retry()])).toEqual(expect.arrayContaining([0, 1]));
    expect(await office.deliver()).toHaveLength(1);
    expect(await letters.list()).toEqual([]);
  });

  it('as an SMS the operator could not deliver goes again under a new reference', async () => {
    await sms('one');
    await deliverSms();
    await office.api.services.smsStatus.report({ reference: keyOf('sms', 'one'), status: '405' });
    expect(await letters.retry()).toBe(1);
    await deliverSms();
    expect(operator.accepted.map(({ reference }) => reference)).toEqual([
      keyOf('sms', 'one'),
      `${keyOf('sms', 'one')}1`,
    ]);
    // A late report of the first round says nothing of the second.
    await office.api.services.smsStatus.report({ reference: keyOf('sms', 'one'), status: '405' });
    expect(await letters.list()).toEqual([]);
  });

  it('as an SMS of which nobody knows is sent again only by name, and not twice by the operator', async () => {
    await sms('one');
    operator.behaviour = 'DROP_AFTER_ACCEPTING';
    await deliverSms();
    await office.api.database.transaction((m) => m.query("UPDATE sms SET state = 'UNKNOWN'"));
    operator.behaviour = 'ACCEPT';
    expect(await letters.retry()).toBe(0);
    expect(await letters.retry([keyOf('sms', 'one')])).toBe(1);
    await deliverSms();
    expect(operator.requests).toBe(2);
    expect(operator.accepted).toHaveLength(1);
    expect(await letters.list()).toEqual([]);
  });

  it('and what waits, for how long, is in the metrics', async () => {
    const figures = buildMetricsServer();
    const [mails, texts] = [refusing(), new SmsDelivery(office.api.services)];
    await mail('one');
    office.clock.advance(60);
    await sms('two');
    office.clock.advance(30);
    const scraped = async () => (await figures.inject('/metrics')).body;
    const before = await scraped();
    expect(before).toContain('ebok_mails_waiting 1');
    expect(before).toContain('ebok_sms_waiting 1');
    expect(before).toContain('ebok_outbox_oldest_seconds{channel="EMAIL"} 90');
    expect(before).toContain('ebok_outbox_oldest_seconds{channel="SMS"} 30');
    await mails.deliverDue();
    await texts.deliverDue();
    const after = await scraped();
    expect(after).toContain('ebok_outbox_oldest_seconds{channel="SMS"} 0');
    expect(after).toContain('ebok_sms_parts_today 1');
    await figures.close();
  });

  it('loses its content after 90 days, when SMS go too, but for those that prevent a second one', async () => {
    await mail('one');
    await refusing().deliverDue();
    await sms('two');
    await office.api.database.transaction((m) =>
      office.api.services.sms.queue(m, [
        {
          event: 'three',
          recipient: '+48601234567',
          customerId: A,
          language: 'PL',
          template: 'invoiceIssued',
          values: { number: 'FV/1', amount: '1.00', dueDate: '2026-03-15' },
        },
      ]),
    );
    await deliverSms();
    const housekeeping = new Housekeeping(office.api.services);
    const rows = async () =>
      Promise.all([
        office.api.database.query('SELECT template FROM sms ORDER BY template'),
        office.api.database.query('SELECT content IS NULL AS isGone FROM mails'),
        office.api.database.query('SELECT day FROM sms_days'),
      ]);
    await housekeeping.tidy();
    expect((await rows()).map(({ length }) => length)).toEqual([2, 1, 1]);
    office.clock.advance(91 * 24 * 3600);
    await housekeeping.tidy();
    expect(await rows()).toEqual([[{ template: 'invoiceIssued' }], [{ isGone: 1 }], []]);
  });

  describe('by a report of a mail server', () => {
    beforeEach(async () => {
      await mail('one');
      await office.deliver();
    });
    const id = keyOf('mail', 'one');

    it.each([
      ['our envelope id', { envelopeId: id }],
      ['the returned Message-ID', { messageId: `<${id}@localhost>` }],
    ])('is found by %s, and its address takes no reminders', async (_by, which) => {
      expect(await bounce(report(which))).toBe('FAILED');
      expect(await letters.list()).toMatchObject([{ id, reason: 'bounced 5.1.1', isRetriable: false }]);
      expect(await isBounced()).toBe(true);
      expect(await isBounced('anna@kowalski.pl')).toBe(false);
    });

    it.each([
      ['a full mailbox', '5.2.2'],
      ['a policy', '5.7.1'],
      ['days without an answer', '4.4.1'],
    ])('fails by %s without anything against its address', async (_why, status) => {
      expect(await bounce(report({ envelopeId: id, status }))).toBe('FAILED');
      expect(await letters.list()).toMatchObject([{ reason: `bounced ${status}` }]);
      expect(await isBounced()).toBe(false);
    });

    it.each([
      ['NO_BOUNCE', report({ envelopeId: id, action: 'delayed', status: '4.4.1' })],
      ['NO_BOUNCE', report({})],
      ['NO_BOUNCE', 'Subject: out of office\r\n\r\nBack on Monday.'],
      ['NO_BOUNCE', ''],
      ['UNKNOWN_MAIL', report({ envelopeId: keyOf('mail', 'other') })],
    ])('is told from what is none: %s', async (outcome, text) => {
      expect(await bounce(text)).toBe(outcome);
      expect(await letters.list()).toEqual([]);
      expect(await isBounced()).toBe(false);
    });

    it('is the same when reported twice', async () => {
      await bounce(report({ envelopeId: id }));
      expect(await bounce(report({ envelopeId: id }))).toBe('UNKNOWN_MAIL');
      expect(await letters.list()).toHaveLength(1);
    });

    it('its address takes reminders again once a link mailed to it was opened', async () => {
      await bounce(report({ envelopeId: id }));
      await office.register({ invoiceNumber: 'FV/A' });
      const [activation] = await office.deliver();
      expect((await office.activate(tokenOf(activation), GOOD)).data.activate.ok).toBe(true);
      expect(await isBounced()).toBe(false);
    });
  });
});

describe('the preview of templates', () => {
  it('shows every mail and SMS in three languages, and is not there in production', async () => {
    const office = await openOffice('sqlite');
    const all = await office.api.app.inject('/outbox/templates');
    expect(all.headers['content-security-policy']).toContain("default-src 'none'");
    expect(all.body).toContain('Nowy dokument FR/2026/11/200150');
    expect(all.body).toContain('Новий документ');
    expect(all.body).toContain('minal termin platnosci');
    expect(all.body).not.toMatch(/\{\w+\}<|undefined/);
    const links = [...all.body.matchAll(/href="(\/outbox\/templates\/\w+)"/g)].map(([, url]) => url!);
    expect(links.length).toBeGreaterThan(9);
    for (const url of links) {
      const one = await office.api.app.inject(url);
      expect(one.statusCode).toBe(200);
      expect(one.body).not.toMatch(/undefined|\{\w+\}</);
    }
    const reminder = await office.api.app.inject('/outbox/templates/overdue');
    expect(reminder.body.match(/data:image\/png;base64,/g)).toHaveLength(3);
    expect(reminder.body).not.toContain('cid:');
    for (const url of ['/outbox/templates/none', '/outbox/templates/constructor'])
      expect((await office.api.app.inject(url)).statusCode).toBe(404);
    await office.close();
  });
});
