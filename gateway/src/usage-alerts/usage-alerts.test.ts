import { PassThrough } from 'node:stream';
import { addDays, hoursOf } from '../calendar';
import { keyOf } from '../database/columns';
import { Report } from '../feed/import/report';
import { takeFeed } from '../feed/import/import-feed';
import { openOffice, type Office } from '../../testing/auth';
import { ENGINES } from '../../testing/database';
import { feedFolder } from '../../testing/feed';
import { customerRow, pointRow } from '../../testing/world';

const [ANNA, PPE, TWO, FOREIGN]: [string, string, string, string] = [
  'anna@example.pl',
  '590000000000000006',
  '590000000000000013',
  '590000000000000020',
];
const [POINT, A] = [keyOf(PPE), keyOf('A')];
const SET = `mutation($input: UsageAlertInput!) { setUsageAlert(input: $input) { usageAlert { monthlyKwh unusualDay } } }`;
const GET =
  'query($id: ID!) { customer { consumptionPoint(id: $id) { usageAlert { monthlyKwh unusualDay } } } }';

describe.each(ENGINES)('alerts of use on %s', (engine) => {
  let office: Office;
  let cookie: string;
  beforeEach(async () => {
    office = await openOffice(engine);
    await office.join('A', ANNA);
    const plain = { ownLabel: 'Dom', contractFrom: null };
    await office.api.insert('customers', [customerRow('B')]);
    await office.api.insert('consumption_points', [
      pointRow('A', PPE, plain),
      pointRow('A', TWO, { ...plain, ownLabel: 'Garaż' }),
      pointRow('B', FOREIGN, plain),
    ]);
    await office.deliver();
    on('2026-03-16');
    cookie = (await office.signIn(ANNA)).cookie;
  });
  afterEach(() => office.close());

  /** Ten in the morning in Poland, in spring and in winter. */
  const on = (day: string) => (office.clock.at = new Date(`${day}T08:30:00Z`));
  const set = (input: object = {}) =>
    office.api.gql(
      SET,
      { input: { consumptionPointId: POINT, monthlyKwh: null, unusualDay: false, ...input } },
      { cookie },
    );
  const told = () =>
    office.api.database.query<{ kind: string; subject: string; body: string }>(
      'SELECT kind, subject, body FROM messages WHERE customerId = ? ORDER BY sentAt, subject',
      [A],
    );
  const subjects = async () => (await told()).map(({ subject }) => subject);

  /** Imports days as billing sends them: kWh by day, a quality or a gap where it is said. */
  async function take(
    days: Record<string, number>,
    { ppe = PPE, silent = false, quality = 'MEASURED', hasGap = false, direction = 'CONSUMPTION' } = {},
  ): Promise<void> {
    const lines = Object.entries(days).map(([day, kwh]) => {
      const values = Array.from({ length: hoursOf(day) }, (_, n) =>
        n === 0 ? kwh : n === 5 && hasGap ? '-' : 0,
      );
      return `${ppe},${day},${direction},60,${quality},${values.join(' ')}`;
    });
    const csv = ['ppe,date,direction,minutes,quality,values', ...lines, ''].join('\n');
    const report = await Report.open(undefined, new PassThrough().resume());
    await takeFeed(office.api.database, feedFolder({ 'usage.csv': csv }), report, {
      retailer: office.api.config.retailer,
      isSmsOn: true,
      silent,
      now: () => office.clock.at,
    });
    expect(report.summary.refused).toBe(0);
  }
  const weeks = (day: string, count: number, kwh = 10) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [addDays(day, -7 * (n + 1)), kwh]));

  describe('are set', () => {
    it('for points of the user alone, by who may do more than look', async () => {
      expect((await set({ consumptionPointId: keyOf(FOREIGN) })).errors[0]!.extensions.code).toBe(
        'NOT_FOUND',
      );
      await office.api.database.change("UPDATE accesses SET role = 'VIEW'", []);
      expect((await set({ monthlyKwh: 5 })).errors[0]!.extensions.code).toBe('FORBIDDEN');
      const { data } = await office.api.gql(GET, { id: POINT }, { cookie });
      expect(data.customer.consumptionPoint.usageAlert).toEqual({ monthlyKwh: null, unusualDay: false });
    });

    it.each([0, -1, 1_000_001])('not at %d kWh, and the answer says why', async (monthlyKwh) => {
      const [error] = (await set({ monthlyKwh })).errors;
      expect(error).toMatchObject({
        message: 'Próg to liczba od 1 do 1 000 000 kWh.',
        extensions: { code: 'BAD_USER_INPUT' },
      });
    });

    it('and changed, and answered as they are then', async () => {
      await set({ monthlyKwh: 250, unusualDay: true });
      const { data } = await set({ monthlyKwh: 300 });
      expect(data.setUsageAlert.usageAlert).toEqual({ monthlyKwh: 300, unusualDay: false });
      const found = await office.api.gql(GET, { id: POINT }, { cookie });
      expect(found.data.customer.consumptionPoint.usageAlert).toEqual({ monthlyKwh: 300, unusualDay: false });
    });
  });

  it('are none of a point that nobody watches, another point, energy fed in, or a limit that is met exactly', async () => {
    await take({ '2026-03-10': 900 });
    await set({ monthlyKwh: 100 });
    await take({ '2026-03-10': 100 });
    await take({ '2026-03-11': 900 }, { direction: 'PRODUCTION' });
    await take({ '2026-03-11': 900 }, { ppe: TWO });
    expect(await told()).toEqual([]);
  });

  it('of a month are told once when it passes the limit, and again of a higher one', async () => {
    await set({ monthlyKwh: 1200 });
    await take({ '2026-03-13': 1199.5 });
    expect(await told()).toEqual([]);
    await take({ '2026-03-14': 51.5 });
    await take({ '2026-03-15': 9 });
    expect((await told()).map((one) => ({ ...one, body: one.body.replace(/\s/g, ' ') }))).toEqual([
      {
        kind: 'USAGE_ALERT',
        subject: expect.stringMatching(/^Zużycie przekroczyło 1\s200 kWh: Dom$/),
        body: 'Dom: od 1 marca 2026 do 14 marca 2026 zużycie wyniosło 1 251 kWh. Próg, który masz ustawiony, to 1 200 kWh na miesiąc. Zmienisz go na stronie Twoje zużycie.',
      },
    ]);
    await set({ monthlyKwh: 1255 });
    await take({});
    expect(await told()).toHaveLength(2);
    await set({ monthlyKwh: 1200 });
    await take({ '2026-03-16': 9 });
    expect(await told()).toHaveLength(2);
  });

  it('of the month before are told for a week, since its last days come late', async () => {
    await set({ monthlyKwh: 100 });
    on('2026-04-07');
    await take({ '2026-03-31': 101 });
    expect(await told()).toHaveLength(1);
    on('2026-04-08');
    await take({ '2026-03-31': 101 }, { ppe: TWO });
    await set({ consumptionPointId: keyOf(TWO), monthlyKwh: 100 });
    await take({});
    expect(await told()).toHaveLength(1);
  });

  it('are none of what an import of history shows, then and later', async () => {
    await set({ monthlyKwh: 100, unusualDay: true });
    await take({ ...weeks('2026-03-16', 8), '2026-03-16': 200 }, { silent: true });
    expect(await told()).toEqual([]);
    await take({ '2026-03-17': 1 });
    expect(await told()).toEqual([]);
  });

  describe('of a day', () => {
    beforeEach(() => set({ unusualDay: true }));

    it('are told once where it is more than half above its weekdays', async () => {
      await take(weeks('2026-03-16', 8));
      await take({ '2026-03-16': 15 });
      expect(await told()).toEqual([]);
      await take({ '2026-03-16': 15.1 });
      await take({ '2026-03-17': 1 });
      expect(await told()).toEqual([
        {
          kind: 'USAGE_ALERT',
          subject: '16 marca 2026: zużycie większe niż zwykle, Dom',
          body: expect.stringContaining(
            '16 marca 2026 zużycie wyniosło 15,1 kWh, a w ten dzień tygodnia to zwykle około 10 kWh',
          ),
        },
      ]);
    });

    it('go by the median, which a single holiday does not move', async () => {
      await take({ ...weeks('2026-03-16', 8), '2026-03-09': 500, '2026-03-02': 0, '2026-03-16': 16 });
      expect(await told()).toHaveLength(1);
    });

    it.each([
      ['of fewer than four such weekdays', 3, 10, 90, {}],
      ['of a lamp more where hardly anything is used', 8, 0.1, 1, {}],
      ['of a day that is estimated', 8, 10, 90, { quality: 'ESTIMATED' }],
      ['of a day with a gap', 8, 10, 90, { hasGap: true }],
    ])('are none %s', async (_, count, usual, kwh, more) => {
      await take(weeks('2026-03-16', count, usual));
      await take({ '2026-03-16': kwh }, more);
      expect(await told()).toEqual([]);
    });

    it('are none of days before they were wanted, or a week ago', async () => {
      await take({ ...weeks('2026-03-15', 8), '2026-03-15': 90 });
      expect(await told()).toEqual([]);
      await take(weeks('2026-03-17', 8));
      on('2026-03-25');
      await take({ '2026-03-17': 90 });
      expect(await told()).toEqual([]);
    });
  });

  describe('leave', () => {
    const choose = (more: object) =>
      office.api.insert('notification_settings', [
        { customerId: A, kind: 'USAGE_ALERT', email: 1, sms: 0, daysBefore: null, attachPdf: 0, ...more },
      ]);

    it('by one mail that says all of a day', async () => {
      await set({ monthlyKwh: 100 });
      await set({ consumptionPointId: keyOf(TWO), monthlyKwh: 50 });
      await take({ '2026-03-14': 101 });
      await take({ '2026-03-14': 51 }, { ppe: TWO });
      const [mail, ...others] = await office.deliver();
      expect(others).toEqual([]);
      expect(mail).toMatchObject({ subject: expect.stringMatching(/^Zużycie przekroczyło (100|50) kWh/) });
      for (const said of ['100 kWh: Dom', '50 kWh: Garaż', 'Ustawienia powiadomień'])
        expect(`${mail!.subject}\n${mail!.text}`).toContain(said);
      expect(await subjects()).toHaveLength(2);
    });

    it('by no mail where it is switched off, and by SMS where that is chosen', async () => {
      await choose({ email: 0, sms: 1 });
      await set({ monthlyKwh: 100 });
      await take({ '2026-03-14': 101 });
      expect(await office.deliver()).toEqual([]);
      expect(await office.api.database.query('SELECT template, content FROM sms')).toEqual([
        { template: 'usageMonth', content: '{"limit":"100"}' },
      ]);
    });

    it('for more points than go into one transaction', async () => {
      const many = Array.from({ length: 502 }, (_, n) => `59000000001${String(n).padStart(7, '0')}`);
      const choice = { monthlyKwh: 1, unusualDay: 0, since: '2026-03-01' };
      await office.api.insert(
        'consumption_points',
        many.map((ppe) => pointRow('A', ppe, { contractFrom: null })),
      );
      await office.api.insert(
        'usage_alerts',
        many.map((ppe) => ({ customerId: A, pointId: keyOf(ppe), ...choice })),
      );
      for (const ppe of [many[0]!, many[250]!, many[501]!]) await take({ '2026-03-14': 2 }, { ppe });
      expect(await told()).toHaveLength(3);
      await take({ '2026-03-15': 2 }, { ppe: many[501] });
      expect(await told()).toHaveLength(3);
    });
  });
});
