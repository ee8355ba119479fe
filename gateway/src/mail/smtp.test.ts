import { simpleParser } from 'mailparser';
import { keyOf } from '../database/columns';
import { openOffice, type Office } from '../../testing/auth';
import { ENGINES } from '../../testing/database';
import { startMailServer, type MailBehaviour, type MailServer } from '../../testing/mail-server';
import { MailDelivery } from './delivery';
import type { NewMail } from './outbox.service';
import { openTransport } from './transport';

describe.each(ENGINES)('mails to a mail server, on %s', (engine) => {
  let office: Office;
  let smtp: MailServer;
  let delivery: MailDelivery;
  beforeEach(async () => {
    smtp = await startMailServer();
    office = await openOffice(engine);
    await office.customer('7', 'jan@kowalski.pl');
    delivery = new MailDelivery(
      office.api.services,
      openTransport({ mailUrl: `${smtp.url}?socketTimeout=400` }),
    );
  });
  afterEach(async () => {
    await delivery.stop();
    await office.close();
    await smtp.stop();
  });

  const queue = (event: string, more: Partial<NewMail> = {}) =>
    office.api.database.transaction((m) =>
      office.api.services.outbox.queueMail(m, {
        event,
        recipient: 'jan@kowalski.pl',
        customerId: keyOf('7'),
        template: 'invoiceIssued',
        language: 'PL',
        values: { number: 'FV/1', amount: '1253.63', dueDate: '2026-03-15', invoiceId: 'abc' },
        ...more,
      } as NewMail),
    );
  const rows = () =>
    office.api.database.query<Record<string, any>>('SELECT state, attempts, reason FROM mails ORDER BY id');
  const bounced = async () =>
    (await office.api.database.query<{ email: string }>('SELECT email FROM bounced_addresses')).map(
      ({ email }) => email,
    );
  const parsed = () => Promise.all(smtp.received.map(({ raw }) => simpleParser(raw)));

  it('open in a mail program: one recipient, letters, link, and where to unsubscribe', async () => {
    await queue('one', { language: 'UK' });
    await delivery.deliverDue();
    const [mail] = await parsed();
    expect(mail).toMatchObject({
      messageId: `<${keyOf('mail', 'one')}@localhost>`,
      subject: 'Новий документ FV/1',
      to: { text: 'jan@kowalski.pl' },
    });
    expect(mail!.text).toContain('1\u00a0253,63\u00a0zł');
    expect(mail!.html).toContain(`/finanse/abc?customer=${keyOf('7')}`);
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail!.headers.get('list')).toEqual({
      unsubscribe: { url: `http://localhost:4000/wiadomosci/ustawienia?customer=${keyOf('7')}` },
    });
    // No one-click address: whoever has a forwarded mail could use it.
    expect(mail!.headerLines.some(({ key }) => key === 'list-unsubscribe-post')).toBe(false);
    expect(smtp.received[0]!.to).toEqual(['jan@kowalski.pl']);
  });

  it('offer no unsubscribing where the law or the account needs the mail', async () => {
    await queue('one', { template: 'passwordChanged', values: {} });
    await delivery.deliverDue();
    expect((await parsed())[0]!.headers.get('list')).toBeUndefined();
  });

  it.each<[string, string, string[]]>([
    ['550 5.1.1 no such user', 'refused 5.1.1', ['jan@kowalski.pl']],
    ['550 no such user', 'refused 550', ['jan@kowalski.pl']],
    ['552 5.2.2 mailbox full', 'refused 5.2.2', []],
    ['554 5.7.1 looks like spam', 'refused 5.7.1', []],
  ])('refused for good with %j fail at once (%s)', async (answer, reason, dead) => {
    smtp.behaviour = { at: 'RCPT', code: Number(answer.slice(0, 3)), text: answer.slice(4) };
    await queue('one');
    await delivery.deliverDue();
    expect(await rows()).toEqual([{ state: 'FAILED', attempts: 1, reason }]);
    expect(await bounced()).toEqual(dead);
    smtp.behaviour = 'TAKE';
    office.clock.advance(6 * 3600);
    await delivery.deliverDue();
    expect(smtp.received).toEqual([]);
  });

  it('refused for their content fail, which says nothing against the address', async () => {
    smtp.behaviour = { at: 'DATA', code: 554, text: 'no' };
    await queue('one');
    await delivery.deliverDue();
    expect(await rows()).toEqual([{ state: 'FAILED', attempts: 1, reason: 'refused 554' }]);
    expect(await bounced()).toEqual([]);
  });

  it.each<MailBehaviour>([
    { at: 'RCPT', code: 450, text: '4.2.1 greylisted' },
    { at: 'DATA', code: 451, text: '4.3.0 later' },
    'DROP',
  ])('put off by %j arrive later, under the same Message-ID', async (behaviour) => {
    smtp.behaviour = behaviour;
    await queue('one');
    await delivery.deliverDue();
    expect(await rows()).toMatchObject([{ state: 'QUEUED', attempts: 1 }]);
    smtp.behaviour = 'TAKE';
    office.clock.advance(60);
    await delivery.deliverDue();
    expect(await rows()).toMatchObject([{ state: 'SENT', attempts: 2 }]);
    expect((await parsed()).map(({ messageId }) => messageId)).toEqual([
      `<${keyOf('mail', 'one')}@localhost>`,
    ]);
  });

  it.each<MailBehaviour>(['DROP_AFTER_TAKING', 'SILENT_AFTER_TAKING'])(
    'taken without an answer in time (%s) are sent again under the same Message-ID',
    async (behaviour) => {
      smtp.behaviour = behaviour;
      await queue('one');
      await delivery.deliverDue();
      expect(await rows()).toMatchObject([{ state: 'QUEUED' }]);
      smtp.behaviour = 'TAKE';
      office.clock.advance(60);
      await delivery.deliverDue();
      expect(await rows()).toMatchObject([{ state: 'SENT' }]);
      const ids = (await parsed()).map(({ messageId }) => messageId);
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
    },
  );

  it('share a few connections', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => queue(`event ${n}`)));
    await delivery.deliverDue();
    expect(smtp.received).toHaveLength(40);
    expect(smtp.connections).toBeLessThanOrEqual(5);
  });
});
