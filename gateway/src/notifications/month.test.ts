import fc from 'fast-check';
import { addDays, warsawInstant } from '../calendar';
import { keyOf, sqlInstant } from '../database/columns';
import { takeFeed } from '../feed/import/import-feed';
import { Report } from '../feed/import/report';
import { MailDelivery } from '../mail/delivery';
import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { customer, feedFolder, invoice, TABLES } from '../../testing/feed';
import { CUSTOMERS, FIRST_DAY, MAIL_OF, Month, month, type Day } from '../../testing/month';
import { failingDatabase, type FailingDatabase } from '../../testing/outage';
import { DailyReminders } from './daily-reminders';

const ROUNDS = Number(process.env.TEST_ROUNDS) || (process.env.EBOK_LONG ? 40 : 0);
const FEW = { sqlite: 4, mysql: 2 };
/** A mail that fails after five days is given up. */
const MOST_DAYS_AWAY = 3;
/** What the settlements of a feed leave of a document. */
const LEFT = { whole: '0.00', part: '23.00' } as Record<string, string>;

describe.each(ENGINES)('a month of reminders on %s', (engine) => {
  let test: FailingDatabase;
  let api: Api;
  let at = new Date('2026-03-05T08:00:00Z');
  let isServerAway = false;
  let sent: { id: string; to: string; named: string[] }[] = [];
  let delivery: MailDelivery;

  beforeAll(async () => {
    test = await failingDatabase(engine);
    api = await startApi(engine, { on: test, now: () => at });
    delivery = new MailDelivery(api.services, {
      send: async ({ messageId, to, text }) => {
        if (isServerAway) throw new Error('away');
        const named = new Set(String(text).match(/DOC-\d+/g) ?? []);
        sent.push({ id: messageId, to: (to as { address: string }).address, named: [...named] });
      },
      close: () => undefined,
    });
  });
  afterAll(async () => {
    await api.close();
    await test.drop();
  });

  const clock = (on: string, time: string) => (at = warsawInstant(`${on}${time}00`.replace(/\D/g, ''))!);

  /** @returns whether it broke off, since the database went away */
  async function breakOff(plan: Day, during: string, work: () => Promise<unknown>): Promise<boolean> {
    if (plan.outage?.during === during) test.plan(plan.outage);
    const isBroken = await work().then(
      () => false,
      (error: Error) => {
        if (plan.outage?.during !== during) throw error;
        return true;
      },
    );
    await test.restore();
    return isBroken;
  }

  async function take(files: Record<string, object[]>, silent: boolean): Promise<void> {
    const report = await Report.open(undefined, process.stdout);
    const { retailer } = api.config;
    await takeFeed(test.database, feedFolder(files), report, { retailer, silent, now: () => at });
  }

  async function begin(): Promise<void> {
    await test.restore();
    await test.database.transaction(async (manager) => {
      for (const table of TABLES) await manager.query(`DELETE FROM ${table}`);
    });
    sent = [];
    clock(FIRST_DAY, '08:20');
    await take({ 'customers.ndjson': CUSTOMERS.map((number) => customer(number)) }, true);
    for (const [number, email] of Object.entries(MAIL_OF)) {
      const createdAt = '2026-01-01 00:00:00.000';
      const login = { id: number, email, written: email, passwordHash: '', language: 'PL', createdAt };
      await api.insert('users', [{ ...login, developer: 0, disabled: 0 }]);
      await api.insert('accesses', [{ customerId: keyOf(number), userId: number, role: 'OWNER' }]);
    }
  }

  async function happen(model: Month, [n, what]: Day['before'][number]): Promise<void> {
    const document = model.documents[n];
    if (!document) return;
    const set = {
      paid: 'outstanding = 0',
      covered: 'covered = outstanding',
      held: "heldBy = 'p'",
      freed: 'heldBy = NULL',
    }[what];
    const where = 'WHERE customerId = ? AND id = ?';
    const key = [keyOf(document.customer), keyOf(document.number)];
    await test.database.change(`UPDATE invoices SET ${set} ${where}`, key);
    if (what === 'paid' || what === 'covered') document.isPaid = true;
    else document.isHeld = what === 'held';
  }

  async function takeDocuments(model: Month, today: string, plan: Day): Promise<void> {
    for (const { customer: number, dueIn, isHistory, settled } of plan.documents) {
      const dueDate = addDays(today, dueIn);
      const name = `DOC-${model.documents.length}`;
      const left = LEFT[settled];
      const feed = {
        'invoices.ndjson': [invoice(number, name, { dueDate })],
        ...(left && { 'settlements.ndjson': [{ invoiceNumber: name, outstanding: left }] }),
      };
      if (await breakOff(plan, 'import', () => take(feed, isHistory))) {
        // Its process would have ended, and the lock of a dead process is free.
        await test.database.change('DELETE FROM feed_locks', []);
        await take(feed, isHistory);
      }
      const fresh = { isPaid: settled === 'whole', isHeld: false, last: -99 };
      model.issue({ number: name, customer: number, dueDate, ...fresh }, today, isHistory);
    }
  }

  async function runDaily(model: Month, today: string, plan: Day): Promise<void> {
    const { run } = plan;
    if (run === 'missed') return;
    clock(today, '09:00');
    const { reminders } = api.services;
    if (typeof run === 'number') {
      let parts = 0;
      const dying = new DailyReminders({
        ...api.services,
        reminders: {
          run: (on: string) =>
            reminders.run(on, async () => {
              if (++parts === run) throw new Error('killed');
            }),
        } as never,
      });
      await expect(dying.runDue()).rejects.toThrow('killed');
    } else await breakOff(plan, 'reminders', () => new DailyReminders(api.services).runDue());
    clock(today, '09:06');
    const workers = await Promise.all([1, 2].map(() => new DailyReminders(api.services).runDue()));
    expect(workers.filter(Boolean).length).toBeLessThan(2);
    const [row] = await test.database.query('SELECT doneAt FROM reminder_runs WHERE day = ?', [today]);
    expect(row!.doneAt).not.toBeNull();
    for (const document of model.documents) model.remind(document, today);
  }

  /** What mails name to each reader. One whose acknowledgement was lost comes twice, with its Message-ID. */
  function delivered(): Record<string, string[]> {
    const mails = [...new Map(sent.splice(0).map((mail) => [mail.id, mail])).values()];
    const namedTo = (reader: string) => mails.flatMap(({ to, named }) => (to === reader ? named : []));
    return Object.fromEntries(Object.values(MAIL_OF).map((reader) => [reader, namedTo(reader).sort()]));
  }

  async function deliver(model: Month, today: string, plan: Day): Promise<void> {
    isServerAway = plan.mails === 'server away' && model.waitedDays(today) <= MOST_DAYS_AWAY;
    for (const time of plan.mails === 'worker away' ? [] : ['09:20', '18:00']) {
      clock(today, time);
      if (time === '09:20') await breakOff(plan, 'mails', () => delivery.deliverDue());
      else await delivery.deliverDue();
    }
    if (isServerAway) model.tried();
    const due = plan.mails === 'worker away' || isServerAway ? {} : model.mails();
    for (const [reader, numbers] of Object.entries(delivered())) {
      const { named = [], also = [] } = due[reader] ?? {};
      const expected = [...named, ...also.filter((number) => numbers.includes(number))].sort();
      expect({ today, reader, numbers }).toEqual({ today, reader, numbers: expected });
    }
    isServerAway = false;
    // Workers that come back at night send nothing.
    clock(today, '22:00');
    await delivery.deliverDue();
    expect(sent).toEqual([]);
  }

  async function live(model: Month, today: string, plan: Day): Promise<void> {
    clock(today, '08:30');
    if (plan.setting) {
      const { customer: number, kind, email, daysBefore } = plan.setting;
      const days = kind === 'PAYMENT_DUE_SOON' ? daysBefore : null;
      const chosen = { kind, email, sms: false, daysBefore: days };
      await api.services.notificationSettings.set(keyOf(number), chosen as never);
      model.choose(plan.setting);
    }
    await takeDocuments(model, today, plan);
    for (const one of plan.before) await happen(model, one);
    await runDaily(model, today, plan);
    for (const one of plan.between) await happen(model, one);
    await deliver(model, today, plan);
  }

  const rounds = ROUNDS || FEW[engine];
  it(
    'makes every message that should exist once, and no other, whatever happens',
    async () => {
      await fc.assert(
        fc.asyncProperty(month, async (plan) => {
          const model = new Month();
          await begin();
          for (const [n, one] of plan.entries()) await live(model, addDays(FIRST_DAY, n), one);
          const rows = await test.database.query<{ number: string; kind: string; sentAt: unknown }>(
            `SELECT i.number, m.kind, m.sentAt FROM messages m
             JOIN invoices i ON i.customerId = m.customerId AND i.id = m.invoiceId`,
          );
          const made = rows.map(({ number, kind, sentAt }) => {
            const on = (sentAt instanceof Date ? sqlInstant(sentAt) : String(sentAt)).slice(0, 10);
            return `${on} ${number} ${kind}`;
          });
          expect(made.sort()).toEqual(model.messages.sort());
          expect(await test.database.query('SELECT * FROM pending_invoice_notices')).toEqual([]);
        }),
        { numRuns: rounds, endOnFailure: true },
      );
    },
    rounds * 60_000,
  );
});
