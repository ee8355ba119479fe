import { setTimeout as pause } from 'node:timers/promises';
import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { importFeed, type FeedFiles } from '../../testing/feed';
import { startMailServer, type MailServer } from '../../testing/mail-server';
import { startSmsOperator, type SmsOperator } from '../../testing/sms-operator';
import { customerRow } from '../../testing/world';
import { keyOf } from '../database/columns';
import { MailDelivery } from '../mail/delivery';
import { openTransport } from '../mail/transport';
import { SmsDelivery } from '../sms/sms-delivery';

const ROUNDS = process.env.EBOK_LONG === '1' ? 20 : 2;
const CUSTOMERS = 30;
const SET = `mutation ($kind: ConsentKind!, $granted: Boolean!) { setConsent(kind: $kind, granted: $granted) { kind granted } }`;

describe.each(ENGINES)('marketing on %s', (engine) => {
  let api: Api;
  let smtp: MailServer;
  let operator: SmsOperator;
  let people: { id: string; number: string; cookie: string; email: string; phone: string }[];
  /** The import goes by the real clock, at whatever hour; workers by one that starts at noon of the next day. */
  const started = Date.now();
  const noon = new Date(started + 24 * 3_600_000).setUTCHours(11, 0, 0, 0);
  const now = () => new Date(noon + Date.now() - started);
  const config = () => ({ ...api.config, smsUrl: operator.url, smsToken: operator.token });
  const mailWorker = () => new MailDelivery(api.services, openTransport({ mailUrl: smtp.url }));
  const smsWorker = () => new SmsDelivery({ ...api.services, config: config() });
  const consent = (kind: string, which = people) =>
    api.insert(
      'consents',
      which.map(({ id }) => ({ customerId: id, kind, granted: 1, changedAt: '2020-01-01 08:00:00.000' })),
    );
  const offer = (number: string, more: object = {}) => ({
    ...{ id: `offer-${number}`, customerNumber: number, kind: 'ANNOUNCEMENT', channel: 'PORTAL' },
    ...{ subject: 'Fotowoltaika z montażem', body: 'Do końca marca montaż jest w cenie zestawu.' },
    ...{ sentAt: new Date().toISOString(), marketing: true, ...more },
  });
  const take = (files: FeedFiles) => importFeed(api.test, files);
  const mail = (which = people, more: object = {}) =>
    take({ 'messages.ndjson': which.map(({ number }) => offer(number, more)) });
  const withdraw = async (cookie: string, kind = 'MARKETING_EMAIL') => {
    const { errors } = await api.gql(SET, { kind, granted: false }, { cookie });
    expect(errors).toEqual([]);
    return performance.now();
  };
  const mailed = ({ email }: { email: string }) => smtp.received.filter(({ to }) => to.includes(email));
  const open = () =>
    api.database.query<any>("SELECT * FROM mails WHERE template = 'marketing' AND state = 'QUEUED'");

  beforeAll(async () => {
    operator = await startSmsOperator();
    smtp = await startMailServer();
    api = await startApi(engine, { now });
    const numbers = Array.from({ length: CUSTOMERS }, (_, n) => `K${n}`);
    const phones = numbers.map((_, n) => `+486007008${String(n).padStart(2, '0')}`);
    await api.insert(
      'customers',
      numbers.map((number, n) => customerRow(number, { phone: phones[n] })),
    );
    people = [];
    for (const [n, number] of numbers.entries()) {
      const id = keyOf(number);
      const cookie = await api.signedIn(id);
      const [row] = await api.database.query<{ email: string }>(
        'SELECT u.written AS email FROM users u JOIN accesses a ON a.userId = u.id WHERE a.customerId = ?',
        [id],
      );
      people.push({ id, number, cookie, email: row!.email, phone: phones[n]!.replace('+', '') });
    }
  });
  afterAll(async () => {
    await api.close();
    await smtp.stop();
    await operator.stop();
  });
  beforeEach(async () => {
    for (const table of [
      'consents',
      'consent_changes',
      'mails',
      'sms',
      'messages',
      'message_mails',
      'message_sms',
    ])
      await api.database.transaction((m) => m.query(`DELETE FROM ${table}`));
    smtp.received.length = operator.accepted.length = 0;
    smtp.behaviour = 'TAKE';
  });

  it('is mailed to customers that consented, alone, and says how to withdraw', async () => {
    const [anna, jan, ola] = people;
    await consent('MARKETING_EMAIL', [anna!]);
    await consent('MARKETING_SMS', [jan!]);
    expect((await mail([anna!, jan!, ola!])).code).toBe(0);
    const [mails, texts] = [mailWorker(), smsWorker()];
    expect([await mails.deliverDue(), await texts.deliverDue()]).toEqual([1, 1]);
    await mails.stop();
    const { raw, to } = smtp.received[0]!;
    expect(to).toEqual([anna!.email]);
    expect(raw.replace(/=\r\n/g, '').replaceAll('=3D', '=')).toContain(`/dane/zgody?customer=${anna!.id}`);
    expect(raw.replace(/\r\n\s+/g, ' ')).toMatch(/^List-Unsubscribe: <http.+\/dane\/zgody\?customer=/m);
    expect(operator.accepted).toMatchObject([
      { to: jan!.phone, message: expect.stringMatching(/Fotowoltaika z monta.em Rezygnacja: eBOK, Zgody/) },
    ]);
    // All of them find it in the portal.
    expect(await api.database.query('SELECT id FROM messages')).toHaveLength(3);
  });

  it('goes to whoever manages the customer, not to those who may only look or pay', async () => {
    const [anna] = people;
    await consent('MARKETING_EMAIL', [anna!]);
    await api.database.change("UPDATE accesses SET role = 'VIEW' WHERE customerId = ?", [anna!.id]);
    await mail([anna!]);
    expect(await open()).toEqual([]);
    await api.database.change("UPDATE accesses SET role = 'OWNER' WHERE customerId = ?", [anna!.id]);
  });

  it.each([{ kind: 'DUNNING' }, { channel: 'EMAIL' }, { channel: 'SMS' }, { marketing: 'tak' }])(
    'is refused with %j',
    async (more) => {
      const { code, refused } = await mail(people.slice(0, 1), more);
      expect([code, refused.map(({ field }) => field)]).toEqual([3, ['marketing']]);
    },
  );

  it('queued before a consent was withdrawn never leaves, and a later consent does not bring it back', async () => {
    await consent('MARKETING_EMAIL');
    await mail(people.slice(0, 2));
    await withdraw(people[0]!.cookie);
    const worker = mailWorker();
    expect(await worker.deliverDue()).toBe(1);
    await api.gql(SET, { kind: 'MARKETING_EMAIL', granted: true }, { cookie: people[0]!.cookie });
    expect(await worker.deliverDue()).toBe(0);
    await worker.stop();
    expect([mailed(people[0]!).length, mailed(people[1]!).length]).toEqual([0, 1]);
  });

  it('stops at a withdrawal while two workers are sending: nothing is handed over after its commit', async () => {
    let [before, spared] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      for (const table of ['consents', 'mails', 'messages', 'message_mails'])
        await api.database.transaction((m) => m.query(`DELETE FROM ${table}`));
      smtp.received.length = 0;
      await consent('MARKETING_EMAIL');
      await mail();
      const workers = [mailWorker(), mailWorker()];
      let isDone = false;
      const sending = Promise.all(workers.map((worker) => worker.deliverDue())).then(() => (isDone = true));
      const withdrawn = new Map<string, number>();
      const leavers = people.filter((_, n) => n % 2 === round % 2);
      await Promise.all(
        leavers.map(async (person, n) => {
          // One after another, as the mailing goes on.
          while (smtp.received.length < 2 * n && !isDone) await pause(1);
          withdrawn.set(person.email, await withdraw(person.cookie));
        }),
      );
      await sending;
      await Promise.all(workers.map((worker) => worker.deliverDue()));
      // Mails that met a withdrawal wait a moment before they are dropped.
      await pause(50);
      await Promise.all(workers.map((worker) => worker.stop()));
      for (const person of people) {
        const at = withdrawn.get(person.email);
        const came = mailed(person).map((one) => one.at);
        if (at === undefined) expect(came).toHaveLength(1);
        else expect(came.filter((one) => one > at)).toEqual([]);
        if (at !== undefined && came.length > 0) before++;
        if (at !== undefined && came.length === 0) spared++;
      }
    }
    // The withdrawals met the mailing in its midst.
    expect(before).toBeGreaterThan(0);
    expect(spared).toBeGreaterThan(0);
  });

  it('under way when the consent is withdrawn is broken off: a slow mail server delays nobody', async () => {
    await consent('MARKETING_EMAIL');
    await mail(people.slice(0, 2));
    smtp.behaviour = { slowMs: 4_000 };
    const worker = mailWorker();
    const sending = worker.deliverDue();
    while ((await api.database.query('SELECT id FROM marketing_handovers')).length < 2) await pause(5);
    const asked = performance.now();
    const answered = await withdraw(people[0]!.cookie);
    expect(answered - asked).toBeLessThan(2_500);
    await sending;
    await worker.stop();
    expect([mailed(people[0]!).length, mailed(people[1]!).length]).toEqual([0, 1]);
    expect(await open()).toHaveLength(1);
    await api.database.change('UPDATE mails SET dueAt = ?', ['2020-01-01 10:00:00.000']);
    const next = mailWorker();
    expect(await next.deliverDue()).toBe(0);
    await next.stop();
    expect(await open()).toEqual([]);
  });

  it('of a worker that died holds a withdrawal back for seconds, not for ever', async () => {
    const [anna] = people;
    await consent('MARKETING_EMAIL', [anna!]);
    const aliveUntil = new Date(now().getTime() + 800).toISOString().replace('T', ' ').replace('Z', '');
    await api.insert('marketing_handovers', [
      { customerId: anna!.id, kind: 'MARKETING_EMAIL', id: 'dead', aliveUntil },
    ]);
    const asked = performance.now();
    const answered = await withdraw(anna!.cookie);
    expect(answered - asked).toBeGreaterThan(500);
    expect(answered - asked).toBeLessThan(3_000);
    await api.database.transaction((m) => m.query('DELETE FROM marketing_handovers'));
  });

  it('is also held back by a withdrawal that billing reports, while mails are on their way', async () => {
    await consent('MARKETING_EMAIL', people.slice(0, 2));
    await mail(people.slice(0, 2));
    smtp.behaviour = { slowMs: 600 };
    const worker = mailWorker();
    const sending = worker.deliverDue();
    while ((await api.database.query('SELECT id FROM marketing_handovers')).length < 2) await pause(5);
    const at = new Date().toISOString();
    const [anna] = people;
    const customer = {
      ...{ number: anna!.number, kind: 'PERSON', name: 'Anna', address: { line1: '', line2: '' } },
      consents: [{ kind: 'MARKETING_EMAIL', granted: false, at, source: 'infolinia' }],
    };
    expect((await take({ 'customers.ndjson': [customer] })).code).toBe(0);
    const taken = performance.now();
    await sending;
    await worker.stop();
    expect(mailed(anna!).filter((one) => one.at > taken)).toEqual([]);
    expect(await api.database.query('SELECT granted FROM consents WHERE granted = 0')).toHaveLength(1);
  });

  it('by SMS stops at a withdrawal while two workers are sending', async () => {
    await consent('MARKETING_SMS');
    await mail();
    const workers = [smsWorker(), smsWorker()];
    const sending = Promise.all(workers.map((worker) => worker.deliverDue()));
    const taken = new Map<string, number>();
    const leavers = people.filter((_, n) => n % 2 === 0);
    await Promise.all(
      leavers.map(async (person, n) => {
        await pause(n * 5);
        await withdraw(person.cookie, 'MARKETING_SMS');
        taken.set(person.phone, operator.accepted.filter(({ to }) => to === person.phone).length);
      }),
    );
    await sending;
    await api.database.change("UPDATE sms SET dueAt = ? WHERE state = 'QUEUED'", ['2020-01-01 10:00:00.000']);
    await Promise.all(workers.map((worker) => worker.deliverDue()));
    for (const { phone } of people)
      expect(operator.accepted.filter(({ to }) => to === phone)).toHaveLength(taken.get(phone) ?? 1);
  });
});
