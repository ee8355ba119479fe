import { readdirSync, readFileSync } from 'node:fs';
import { keyOf } from '../database/columns';
import { openOffice, type Office } from '../../testing/auth';
import { ENGINES } from '../../testing/database';
import { startSmsOperator, type SmsBehaviour, type SmsOperator } from '../../testing/sms-operator';
import { SmsDelivery } from './sms-delivery';
import { SmsOutbox, type NewSms } from './sms-outbox';
import { sendBySmsapi } from './smsapi';
import { openSmsTransport, type SmsTransport } from './sms-transport';

const SECRET = 'a-secret-of-the-tests';
const A = keyOf('A');
const JAN = '+48601234567';

const sms = (event: string, more: Partial<NewSms> = {}) =>
  ({
    event,
    recipient: JAN,
    customerId: A,
    language: 'PL',
    template: 'dueSoon',
    values: { number: 'FV/1', amount: '123.00', dueDate: '2026-03-15' },
    ...more,
  }) as NewSms;

describe.each(ENGINES)('SMS on %s', (engine) => {
  let office: Office;
  let operator: SmsOperator;
  beforeEach(async () => {
    operator = await startSmsOperator();
    office = await openOffice(engine, {
      SMS_URL: operator.url,
      SMS_TOKEN: operator.token,
      SMS_FROM: 'Jasna',
      SMS_STATUS_SECRET: SECRET,
      SMS_DAILY_LIMIT: '5',
    });
    await office.customer('A', 'jan@kowalski.pl');
  });
  afterEach(async () => {
    await office.close();
    await operator.stop();
  });

  const queue = (...texts: NewSms[]) =>
    office.api.database.transaction((m) => office.api.services.sms.queue(m, texts));
  const rows = () =>
    office.api.database.query<Record<string, any>>(
      'SELECT state, attempts, reason FROM sms ORDER BY createdAt, id',
    );
  const states = async () => (await rows()).map(({ state }) => state as string);
  /** The real protocol, with less patience than in production. */
  const impatient: SmsTransport = ({ recipient, text, reference }) =>
    sendBySmsapi(
      { url: operator.url, token: operator.token },
      { recipient, text, reference },
      { timeoutMs: 150 },
    );
  const worker = (transport?: SmsTransport) => new SmsDelivery(office.api.services, transport);
  const deliver = (transport?: SmsTransport) => worker(transport).deliverDue();
  const report = (query: string, secret = SECRET) => office.api.app.inject(`/sms/status/${secret}?${query}`);
  const reference = () => operator.accepted[0]!.reference;

  it('of a transaction that was taken back are not sent, and those of one event once', async () => {
    const { database, services } = office.api;
    const failing = database.transaction(async (m) => {
      await services.sms.queue(m, [sms('one')]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await queue(sms('one'), sms('one'));
    await queue(sms('one', { recipient: '+48501234567' }));
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(0);
    expect(operator.accepted).toHaveLength(1);
    expect(await rows()).toEqual([{ state: 'SENT', attempts: 1, reason: null }]);
  });

  it('go by the protocol of SMSAPI', async () => {
    await queue(sms('one'));
    await deliver();
    expect(Object.fromEntries(operator.accepted[0]!.fields)).toEqual({
      to: '48601234567',
      message:
        'Jasna Energia: przypominamy, do 15.03.2026 jest do zaplaty 123,00 zl za FV/1. Jesli juz zaplacono, nic nie trzeba robic.',
      from: 'Jasna',
      encoding: 'utf-8',
      format: 'json',
      idx: keyOf('sms', 'one'),
      check_idx: '1',
      notify_url: `http://localhost:4000/sms/status/${SECRET}`,
    });
  });

  it.each<SmsBehaviour>(['SILENT_AFTER_ACCEPTING', 'DROP_AFTER_ACCEPTING'])(
    'that the operator took without an answer (%s) are tried again under the same reference, and arrive once',
    async (behaviour) => {
      operator.behaviour = behaviour;
      await queue(sms('one'));
      await deliver(impatient);
      expect(await states()).toEqual(['QUEUED']);
      operator.behaviour = 'ACCEPT';
      office.clock.advance(3600);
      expect(await deliver()).toBe(1);
      expect(operator.requests).toBe(2);
      expect(operator.accepted).toHaveLength(1);
      expect(await states()).toEqual(['SENT']);
    },
  );

  it.each<[SmsBehaviour, string, string]>([
    ['RATE_LIMIT', 'QUEUED', 'SMSAPI 203'],
    [{ error: 103 }, 'QUEUED', 'SMSAPI 103'],
    [{ error: 14 }, 'QUEUED', 'SMSAPI 14'],
    [{ status: 404 }, 'QUEUED', 'HTTP 404'],
    ['DROP', 'QUEUED', 'no answer'],
    [{ status: 502 }, 'QUEUED', 'HTTP 502'],
    [{ error: 999 }, 'QUEUED', 'SMSAPI 999'],
    [{ error: 13 }, 'FAILED', 'SMSAPI 13'],
    [{ error: 57 }, 'FAILED', 'SMSAPI 57'],
  ])('answered with %j are %s (%s), and those put off arrive once', async (behaviour, state, reason) => {
    operator.behaviour = behaviour;
    await queue(sms('one'));
    expect(await deliver()).toBe(0);
    expect(await rows()).toMatchObject([{ state, reason, attempts: 1 }]);
    operator.behaviour = 'ACCEPT';
    office.clock.advance(60);
    await deliver();
    expect(operator.accepted).toHaveLength(state === 'QUEUED' ? 1 : 0);
  });

  it('are tried with growing pauses, less than a day, and end as failed or as unknown', async () => {
    await queue(sms('never sent'), sms('perhaps sent', { recipient: '+48501234567' }));
    const times: number[] = [];
    const failing = worker(async ({ recipient }) => {
      if (recipient === JAN) times.push(office.clock.at.getTime());
      return { result: recipient === JAN ? 'PUT_OFF' : 'UNCERTAIN', reason: 'test' };
    });
    for (let minutes = 0; minutes < 48 * 60; minutes += 5) {
      await failing.deliverDue();
      office.clock.advance(300);
    }
    expect((await states()).sort()).toEqual(['FAILED', 'UNKNOWN']);
    expect(times.at(-1)! - times[0]!).toBeLessThan(24 * 3_600_000);
    expect(times.length).toBeGreaterThan(8);
    expect(office.api.logged.join('')).not.toContain('601234567');
  });

  it('are not sent again after their worker died while it sent: nobody knows', async () => {
    await queue(sms('one'));
    let calls = 0;
    // Dies: never comes back from sending.
    void worker(() => {
      calls++;
      return new Promise(() => undefined);
    }).deliverDue();
    while (calls === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await states()).toEqual(['SENDING']);
    for (let minutes = 0; minutes < 30; minutes++) {
      await deliver();
      office.clock.advance(60);
    }
    expect(operator.requests).toBe(0);
    expect(await states()).toEqual(['UNKNOWN']);
    await report(`MsgId=1&status=404&idx=${keyOf('sms', 'one')}`);
    expect(await states()).toEqual(['DELIVERED']);
  });

  it('are sent by several workers at once without any going twice', async () => {
    await office.api.database.transaction((m) =>
      m.query("INSERT INTO sms_days (day, parts) VALUES ('2026-03-02', -100)"),
    );
    await queue(...Array.from({ length: 60 }, (_, n) => sms(`event ${n}`)));
    await Promise.all(Array.from({ length: 4 }, () => deliver()));
    await deliver();
    expect(operator.accepted).toHaveLength(60);
    expect(operator.requests).toBe(60);
  });

  it.each(['+882161234567', '+12025550123', '+48701234567', '+48221002030'])(
    'to %s, a foreign, a premium or a landline number, are never sent and cost nothing',
    async (recipient) => {
      await queue(...Array.from({ length: 8 }, (_, n) => sms(`code ${n}`, { recipient })), sms('real'));
      await deliver();
      expect(operator.accepted.map(({ to }) => to)).toEqual(['48601234567']);
      expect((await states()).sort()).toEqual([...Array<string>(8).fill('FAILED'), 'SENT']);
      expect(operator.requests).toBe(1);
    },
  );

  it('stop at the limit of a day, with an alarm, and go on the next day', async () => {
    await queue(...Array.from({ length: 8 }, (_, n) => sms(`event ${n}`)));
    await deliver();
    expect(operator.accepted).toHaveLength(5);
    expect((await rows()).filter(({ reason }) => reason === 'daily limit')).toHaveLength(3);
    expect(office.api.logged.join('')).toContain('SMS_DAILY_LIMIT is reached');
    office.clock.advance(24 * 3600);
    await queue(sms('tomorrow'));
    await deliver();
    expect(operator.accepted).toHaveLength(6);
  });

  it('wait for the morning, but for one that its recipient asked for', async () => {
    office.clock.at = new Date('2026-03-02T20:30:00Z');
    await queue(sms('a reminder'), sms('a test', { template: 'test', values: {} }));
    await deliver();
    expect(operator.accepted.map(({ message }) => message)).toEqual([
      'Jasna Energia: to próbny SMS z eBOK. Nic nie trzeba robić.',
    ]);
    office.clock.at = new Date('2026-03-03T06:59:00Z');
    await deliver();
    expect(operator.accepted).toHaveLength(1);
    office.clock.at = new Date('2026-03-03T07:00:00Z');
    await deliver();
    expect(operator.accepted).toHaveLength(2);
  });

  it('are files where SMS_URL is a folder', async () => {
    await queue(sms('one'));
    const folder = office.api.config.mailUrl.slice('file:'.length);
    await deliver(openSmsTransport({ ...office.api.config, smsUrl: `file:${folder}` }));
    const [file] = readdirSync(folder);
    expect(file).toMatch(/^2026-03-02T10-00-00-000Z-[\w-]{22}\.json$/);
    expect(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))).toMatchObject({ to: JAN, parts: 1 });
  });

  describe('are reported by the operator:', () => {
    beforeEach(async () => {
      await queue(sms('one'));
      await deliver();
    });

    it('a wrong secret is an address that is not there, and changes nothing', async () => {
      const refused = await report(`status=405&idx=${reference()}`, 'another-secret-of-tests');
      expect([refused.statusCode, refused.body]).toEqual([404, 'Not found\n']);
      expect(await states()).toEqual(['SENT']);
    });

    it('unknown and unreadable references are answered as known ones', async () => {
      const queries = [
        `MsgId=1&status=404&idx=${keyOf('nothing')}`,
        `MsgId=1&status=999&idx=${reference()}`,
        "status=404&idx=' OR 1=1 --",
        'idx=',
        '',
      ];
      for (const query of queries) {
        const { statusCode, body } = await report(query.replaceAll(' ', '%20'));
        expect([statusCode, body]).toEqual([200, 'OK']);
      }
      expect(await states()).toEqual(['SENT']);
    });

    it.each([
      ['404', 'DELIVERED'],
      ['405', 'FAILED'],
      ['402', 'FAILED'],
      ['403', 'SENT'],
    ])('status %s means %s, however often', async (status, state) => {
      for (let n = 0; n < 3; n++) await report(`MsgId=1&status=${status}&idx=${reference()}&to=48601234567`);
      expect(await states()).toEqual([state]);
    });

    it('delivered stays delivered, in whatever order reports arrive', async () => {
      await report(`status=404&idx=${reference()}`);
      await report(`status=405&idx=${reference()}`);
      await report(`status=403&idx=${reference()}`);
      expect(await states()).toEqual(['DELIVERED']);
    });

    it('several reports in one form are taken', async () => {
      await queue(sms('two'));
      await deliver();
      const references = operator.accepted.map((one) => one.reference).join(',');
      const { body } = await office.api.app.inject({
        method: 'POST',
        url: `/sms/status/${SECRET}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: `MsgId=1%2C2&status=404%2C405&idx=${encodeURIComponent(references)}`,
      });
      expect(body).toBe('OK');
      expect((await states()).sort()).toEqual(['DELIVERED', 'FAILED']);
    });
  });
});

describe('a portal without an operator', () => {
  it('queues no SMS, and has no address for reports', async () => {
    const office = await openOffice('sqlite', { SMS_STATUS_SECRET: '' });
    const { app, services, database } = office.api;
    const off = new SmsOutbox({ database, now: services.now, retailer: 'X', isOn: false });
    await database.transaction((m) => off.queue(m, [sms('one')]));
    expect(await database.query('SELECT id FROM sms')).toEqual([]);
    expect((await app.inject('/sms/status/x?status=404')).body).not.toBe('OK');
    await office.close();
  });
});
