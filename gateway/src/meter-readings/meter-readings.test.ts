import fc from 'fast-check';
import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { importFeed } from '../../testing/feed';
import { CLOCK, METER, meterWorld, readingsOf } from '../../testing/meter-readings';
import { uploaded, userOf } from '../../testing/tickets';
import { dayOf, takeUsage } from '../../testing/usage';
import { pointRow } from '../../testing/world';
import { keyOf } from '../database/columns';

const [A, B] = [keyOf('A'), keyOf('B')];
const PPE = '590000000000000006';
const TIMES = process.env.EBOK_LONG === '1' ? 20 : 3;

describe.each(ENGINES)('meter readings on %s', (engine) => {
  const clock = { at: new Date(CLOCK) };
  let api: Api;
  let cookie: string;
  const mine = () => readingsOf(api, cookie);
  const today = '2026-03-20';
  const good = (more: object = {}) => ({
    ...{ consumptionPointId: keyOf(PPE), takenOn: today },
    values: [
      { zone: 'dzienna', kwh: 2400 },
      { zone: 'nocna', kwh: 1200 },
    ],
    ...more,
  });
  const zones = (...values: [zone: string, kwh: number][]) =>
    good({ values: values.map(([zone, kwh]) => ({ zone, kwh })) });
  const said = async (input: object) =>
    (await mine().problems(input)).map(({ field, code }) => [field, code]);
  const code = async (input: object, by = cookie) => {
    const { errors } = await readingsOf(api, by).submit(input);
    return errors[0]?.extensions.code;
  };
  const write = (sql: string) => api.database.transaction((m) => m.query(sql));
  const stored = () => api.database.query<any>('SELECT * FROM tickets');
  const answer = (number: string, more: object) =>
    importFeed(api.test, { 'tickets.ndjson': [{ number, status: 'CLOSED', ...more }] });
  /** Sessions last twelve hours. */
  const at = async (moment: string) => {
    clock.at = new Date(moment);
    cookie = await api.signedIn(A);
  };

  beforeAll(async () => {
    api = await startApi(engine, { now: () => clock.at });
    await meterWorld(api, PPE);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    for (const table of ['meter_readings', 'meter_reading_values', 'tickets', 'mails', 'attachments'])
      await write(`DELETE FROM ${table}`);
    for (const table of ['usage_days', 'usage_months', 'usage_customer_months', 'consumption_points'])
      await write(`DELETE FROM ${table}`);
    await api.insert('consumption_points', [pointRow('A', PPE, { meterNumber: METER, tariff: 'G12w' })]);
    await at(CLOCK);
  });

  describe('are not taken', () => {
    afterEach(async () => expect(await stored()).toEqual([]));

    it('for a point of another customer, or without a session', async () => {
      expect(await code(good(), await api.signedIn(B))).toBe('NOT_FOUND');
      expect(await code(good({ consumptionPointId: 'x' }))).toBe('NOT_FOUND');
      expect(await code(good(), '')).toBe('UNAUTHENTICATED');
    });

    it('from those who may only look', async () => {
      await write("UPDATE accesses SET role = 'VIEW'");
      const { errors } = await mine().submit(good());
      expect(errors[0]!.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'ROLE' });
    });

    it.each(['2026-03-21', '2026-03-05', '2025-03-20', '0000-01-01', '9999-12-31'])(
      'of %s, and the problem names the days that can be given',
      async (takenOn) => {
        expect(await mine().problems(good({ takenOn }))).toEqual([
          {
            ...{ code: 'INVALID_VALUE', field: 'takenOn' },
            message: 'Podaj dzień odczytu od 6 marca 2026 do 20 marca 2026.',
          },
        ]);
      },
    );

    it('of a day outside the contract, nor where it covers none of the days', async () => {
      await write("UPDATE consumption_points SET contractFrom = '2026-03-10', contractTo = '2026-03-15'");
      for (const takenOn of ['2026-03-09', '2026-03-16'])
        expect(await mine().problems(good({ takenOn }))).toMatchObject([
          { field: 'takenOn', message: 'Podaj dzień odczytu od 10 marca 2026 do 15 marca 2026.' },
        ]);
      await write("UPDATE consumption_points SET contractTo = '2026-03-05', contractFrom = '2020-01-01'");
      expect(await mine().problems(good())).toMatchObject([
        { field: 'takenOn', message: expect.stringContaining('żadnego z ostatnich 14 dni') },
      ]);
      expect(await mine().state()).toMatchObject({ earliestDay: null, latestDay: null, remote: false });
    });

    it('of the next customer’s days, where billing left out the end of the contract', async () => {
      await api.insert('consumption_points', [pointRow('B', PPE, { contractFrom: '2026-03-18' })]);
      expect(await said(good())).toEqual([['takenOn', 'INVALID_VALUE']]);
      expect(await mine().state()).toMatchObject({ earliestDay: '2026-03-06', latestDay: '2026-03-17' });
    });

    it('of a meter that is read remotely', async () => {
      await takeUsage(api, [dayOf(PPE, '2026-02-18', 1)]);
      expect(await mine().problems(good({ takenOn: '2020-01-01' }))).toEqual([
        {
          ...{ code: 'INVALID_VALUE', field: 'consumptionPointId' },
          message: 'Ten licznik jest odczytywany zdalnie, więc jego stanu nie trzeba podawać.',
        },
      ]);
      expect(await mine().state()).toMatchObject({ remote: true, earliestDay: null, latestDay: null });
    });

    it('where a zone is missing, given twice or unknown, each said by its name', async () => {
      expect(await said(zones(['nocna', 1200]))).toEqual([['values.dzienna', 'REQUIRED']]);
      expect(await said(zones())).toEqual([
        ['values.dzienna', 'REQUIRED'],
        ['values.nocna', 'REQUIRED'],
      ]);
      expect(await said(zones(['dzienna', 2400], ['Nocna ', 1200], ['nocna', 1200]))).toEqual([
        ['values.nocna', 'INVALID_VALUE'],
      ]);
      expect(await mine().problems(zones(['dzienna', 2400], ['nocna', 1200], ['szczytowa', 1]))).toEqual([
        {
          ...{ code: 'INVALID_VALUE', field: 'values.szczytowa' },
          message: 'Ten licznik nie ma takiej strefy. Podaj jego stan w strefach: dzienna, nocna.',
        },
      ]);
    });

    it.each([-1, 100_000_000, 2_147_483_647])('with a value of %d, confirmed or not', async (kwh) => {
      for (const confirmed of [false, true])
        expect(await said({ ...zones(['dzienna', kwh], ['nocna', 1200]), confirmed })).toEqual([
          ['values.dzienna', 'INVALID_VALUE'],
        ]);
    });

    it.each([2400.5, 2_147_483_648, '2400'])('with a value of %p, which is no whole number', async (kwh) => {
      expect(await code(zones(['dzienna', kwh as number], ['nocna', 1200]))).toBe('BAD_USER_INPUT');
    });

    it('below the last reading or with more than three times the usual use, until it is confirmed', async () => {
      expect(await mine().problems(zones(['dzienna', 2801], ['nocna', 1099]))).toEqual([
        {
          ...{ code: 'INVALID_VALUE', field: 'confirmed.dzienna' },
          message: expect.stringMatching(
            /^Od odczytu 2200 kWh \(28 lutego 2026\) przybyło 601 kWh, a zwykle .+ około 200 kWh/,
          ),
        },
        {
          ...{ code: 'INVALID_VALUE', field: 'confirmed.nocna' },
          message: expect.stringContaining('To mniej niż 1100 kWh odczytane 28 lutego 2026'),
        },
      ]);
      expect(await said(zones(['dzienna', 2801], ['nocna', 1201]))).toEqual([
        ['confirmed.dzienna', 'INVALID_VALUE'],
      ]);
    });

    it('with files of another user, of another request, or too many', async () => {
      const other = await uploaded(api, A, await userOf(api, await api.signedIn(A)));
      const elsewhere = await uploaded(api, B, await userOf(api, cookie));
      for (const id of [other, elsewhere, 'x'])
        expect(await said(good({ attachmentIds: [id] }))).toEqual([['attachmentIds', 'INVALID_VALUE']]);
      const attachmentIds = ['1', '2', '3', '4', '5', '6'];
      expect(await said(good({ attachmentIds }))).toEqual([['attachmentIds', 'TOO_LONG']]);
      expect(await api.database.query('SELECT zone FROM meter_reading_values')).toEqual([]);
    });
  });

  it('become a ticket about the point, with a photo, and a mail confirms it', async () => {
    const photo = await uploaded(api, A, await userOf(api, cookie));
    const ticket = await mine().submitted(good({ attachmentIds: [photo] }));
    expect(ticket).toEqual({
      ...{ id: expect.any(String), number: expect.any(String), topic: 'METER_READING', status: 'RECEIVED' },
      subject: `Odczyt licznika ${METER}: 20 marca 2026`,
      body: `Stan licznika ${METER} (kod PPE ${PPE}) w dniu 20 marca 2026:\ndzienna: 2400 kWh\nnocna: 1200 kWh`,
      ...{ note: null, consumptionPoint: { ppe: PPE }, attachments: [{ id: photo }] },
    });
    const [mail] = await api.database.query<any>('SELECT template, content FROM mails');
    expect([mail.template, JSON.parse(mail.content).number]).toEqual(['ticketReceived', ticket.number]);
    await write("UPDATE users SET language = 'UK'");
    const other = await mine().submitted(good({ takenOn: '2026-03-19' }));
    expect(other.subject).toBe(`Показання лічильника ${METER}: 19 березня 2026`);
    expect(await mine().problems(zones(['dzienna', 2400], ['nocna', 1]))).toMatchObject([
      { message: expect.stringMatching(/^Це менше, ніж 1200 kWh, зчитані 19 березня 2026\. П/) },
    ]);
  });

  it('are seen on the point: what is known, what can be given, and what was submitted', async () => {
    expect(await mine().state()).toEqual({
      ...{ remote: false, earliestDay: '2026-03-06', latestDay: today },
      zones: [
        { zone: 'dzienna', lastReading: { takenOn: '2026-02-28', kwh: 2200.25, source: 'READ' } },
        { zone: 'nocna', lastReading: { takenOn: '2026-02-28', kwh: 1100, source: 'READ' } },
      ],
      submitted: [],
    });
    const { id, number } = await mine().submitted(zones(['NOCNA', 1200], ['dzienna', 2400]));
    expect(await mine().state()).toMatchObject({
      zones: [
        { zone: 'dzienna', lastReading: { takenOn: today, kwh: 2400, source: 'CUSTOMER' } },
        { zone: 'nocna', lastReading: { takenOn: today, kwh: 1200, source: 'CUSTOMER' } },
      ],
      submitted: [
        {
          ...{ id, takenOn: today, submittedAt: '2026-03-20T10:00:00Z', confirmed: false },
          values: [
            { zone: 'dzienna', kwh: 2400 },
            { zone: 'nocna', kwh: 1200 },
          ],
          ...{ state: 'SUBMITTED', note: null, ticket: { number } },
        },
      ],
    });
    const other = await api.signedIn(B);
    expect((await readingsOf(api, other).point(keyOf(PPE))).errors[0]!.extensions.code).toBe('NOT_FOUND');
  });

  it('are taken of a meter of which nothing is known, by the zones of its tariff', async () => {
    await write("UPDATE consumption_points SET meterNumber = 'NOWY'");
    expect((await mine().state()).zones).toEqual([
      { zone: 'dzienna', lastReading: null },
      { zone: 'nocna', lastReading: null },
    ]);
    await mine().submitted(zones(['dzienna', 7], ['nocna', 0]));
    await write("UPDATE consumption_points SET meterNumber = NULL, tariff = 'B99'");
    expect((await mine().state()).zones).toEqual([{ zone: 'całodobowa', lastReading: null }]);
    const ticket = await mine().submitted(zones(['całodobowa', 99_999_999]));
    expect(ticket.subject).toContain(PPE);
    // Those of the former meter are still shown.
    expect((await mine().state()).submitted).toHaveLength(2);
  });

  it('are not taken for remote by days that were estimated, are long past, or fed in', async () => {
    await takeUsage(api, [
      dayOf(PPE, '2026-02-17', 1),
      dayOf(PPE, '2026-03-10', 1, { estimated: true }),
      dayOf(PPE, '2026-03-11', null),
      dayOf(PPE, '2026-03-12', 1, { direction: 'PRODUCTION' }),
    ]);
    expect((await mine().state()).remote).toBe(false);
    await mine().submitted(good());
  });

  it('that are unusual and confirmed are marked so; usual ones that are confirmed are not', async () => {
    await mine().submitted({ ...good({ takenOn: '2026-03-19' }), confirmed: true });
    await mine().submitted({ ...zones(['dzienna', 1], ['nocna', 1200]), confirmed: true });
    expect(
      (await mine().state()).submitted.map(({ takenOn, confirmed }: any) => [takenOn, confirmed]),
    ).toEqual(
      expect.arrayContaining([
        [today, true],
        ['2026-03-19', false],
      ]),
    );
  });

  it('that correct an own one of the same day are compared with the reading before it', async () => {
    await mine().submitted({ ...zones(['dzienna', 24_000], ['nocna', 1200]), confirmed: true });
    const corrected = await mine().submitted(good());
    expect((await stored()).length).toBe(2);
    expect((await mine().state()).submitted.map(({ state }: any) => state)).toEqual([
      'SUBMITTED',
      'SUBMITTED',
    ]);
    clock.at = new Date('2026-03-20T10:00:01Z');
    expect((await mine().submitted(good())).id).toBe(corrected.id);
  });

  it.each([
    ['2026-03-28T22:59:00Z', '2026-03-14', '2026-03-28'],
    ['2026-03-28T23:00:00Z', '2026-03-15', '2026-03-29'],
    ['2026-03-29T21:59:00Z', '2026-03-15', '2026-03-29'],
    ['2026-03-29T22:00:00Z', '2026-03-16', '2026-03-30'],
    ['2026-10-24T22:00:00Z', '2026-10-11', '2026-10-25'],
    ['2026-10-25T22:59:00Z', '2026-10-11', '2026-10-25'],
    ['2026-10-25T23:00:00Z', '2026-10-12', '2026-10-26'],
  ])('are taken at %s from %s to %s: days are those of Warsaw', async (moment, earliestDay, latestDay) => {
    await at(moment);
    expect(await mine().state()).toMatchObject({ earliestDay, latestDay });
    for (const takenOn of [earliestDay, latestDay])
      await mine().submitted(good({ takenOn, confirmed: true }));
    const [before, after] = [-1, 1].map((days) => {
      const day = new Date(days < 0 ? earliestDay : latestDay);
      day.setUTCDate(day.getUTCDate() + days);
      return day.toISOString().slice(0, 10);
    });
    for (const takenOn of [before, after])
      expect(await said(good({ takenOn, confirmed: true }))).toEqual([['takenOn', 'INVALID_VALUE']]);
  });

  it('sent again are the same ticket, whoever sends them and in whatever order, a day later too', async () => {
    const { id } = await mine().submitted(good());
    await at('2026-03-21T10:00:00Z');
    const again = zones(['Nocna', 1200], ['dzienna', 2400]);
    expect((await mine().submitted(again)).id).toBe(id);
    expect((await mine().submitted({ ...again, idempotencyKey: 'klucz' })).id).toBe(id);
    expect((await mine().submitted(zones(['dzienna', 2401], ['nocna', 1200]))).id).not.toBe(id);
    expect(await api.database.query('SELECT id FROM mails')).toHaveLength(2);
  });

  it('sent again with a photo keep it, and the photo sent twice is one ticket', async () => {
    const { id } = await mine().submitted(good());
    const photo = await uploaded(api, A, await userOf(api, cookie));
    const again = await mine().submitted(good({ attachmentIds: [photo] }));
    expect([again.id === id, again.attachments]).toEqual([false, [{ id: photo }]]);
    // Two of one moment come in any order; the one with the photo is found behind the other, too.
    await write(`UPDATE tickets SET createdAt = '2999-01-01 00:00:00.000' WHERE id = '${id}'`);
    expect((await mine().submitted(good({ attachmentIds: [photo] }))).id).toBe(again.id);
  });

  it('sent many times at once, also by two people, are one ticket', async () => {
    const partner = await api.signedIn(A);
    for (let round = 0; round < TIMES; round++) {
      for (const table of ['tickets', 'meter_readings', 'meter_reading_values'])
        await write(`DELETE FROM ${table}`);
      const answers = await Promise.all(
        [cookie, partner, cookie, partner, cookie].map((who) => readingsOf(api, who).submitted(good())),
      );
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(await stored()).toHaveLength(1);
      expect(await api.database.query('SELECT zone FROM meter_reading_values')).toHaveLength(2);
    }
  });

  it('with a key are one ticket by that key, and no other input takes it', async () => {
    const input = good({ idempotencyKey: 'klucz' });
    const tickets = await Promise.all([input, input, input].map((one) => mine().submitted(one)));
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(1);
    expect(await said({ ...input, takenOn: '2026-03-18' })).toEqual([
      ['idempotencyKey', 'IDEMPOTENCY_KEY_REUSED'],
    ]);
    expect(await code({ ...input, idempotencyKey: '' })).toBe('BAD_USER_INPUT');
  });

  it('that were refused say why, do not count, and can be sent again at once', async () => {
    const { id, number } = await mine().submitted(good());
    await answer(number, { resolution: 'REFUSED', note: 'Zdjęcie pokazuje inny licznik.' });
    expect(await mine().state()).toMatchObject({
      zones: [{ lastReading: { source: 'READ' } }, { lastReading: { source: 'READ' } }],
      submitted: [{ state: 'REFUSED', note: 'Zdjęcie pokazuje inny licznik.' }],
    });
    const again = await mine().submitted(good());
    expect(again.id).not.toBe(id);
    await answer(again.number, { resolution: 'DONE' });
    expect((await mine().state()).submitted.map(({ state }: any) => state).sort()).toEqual([
      'ACCEPTED',
      'REFUSED',
    ]);
    // One that was accepted is not written anew.
    expect((await mine().submitted(good())).id).toBe(again.id);
  });

  it('whose ticket was merely closed are neither accepted nor known, and can be sent again', async () => {
    const { id, number } = await mine().submitted(good());
    await answer(number, {});
    expect(await mine().state()).toMatchObject({
      zones: [{ lastReading: { source: 'READ' } }, { lastReading: { source: 'READ' } }],
      submitted: [{ state: 'CLOSED' }],
    });
    expect((await mine().submitted(good())).id).not.toBe(id);
  });

  it('are at most twenty on the point, newest first, and none of a year ago', async () => {
    const rows = Array.from({ length: 23 }, (_, n) => ({ id: `t${n}`, n }));
    await api.insert(
      'tickets',
      rows.map(({ id, n }) => ({
        ...{
          customerId: A,
          id,
          number: `Z/${n}`,
          userId: 'u',
          topic: 'METER_READING',
          subject: '',
          body: '',
        },
        ...{ status: 'RECEIVED', createdAt: `2026-02-${10 + (n % 19)} 08:00:${10 + n}.000`, inputHash: '' },
      })),
    );
    const key = ({ id }: { id: string }) => ({ customerId: A, ticketId: id });
    await api.insert(
      'meter_readings',
      rows.map((row) => ({
        ...{ ...key(row), pointId: keyOf(PPE), meterNumber: METER },
        takenOn: row.n === 0 ? '2025-03-19' : '2026-02-10',
      })),
    );
    await api.insert(
      'meter_reading_values',
      rows.map((row) => ({ ...key(row), position: 0, zone: 'dzienna', kwh: row.n })),
    );
    const { submitted } = await mine().state();
    const times = submitted.map(({ submittedAt }: any) => submittedAt);
    expect([times.length, times]).toEqual([20, times.toSorted().toReversed()]);
    expect(submitted.map(({ id }: any) => id)).not.toContain('t0');
  });

  it('of many points are read by as few statements as of one', async () => {
    const ask = async () => {
      api.statements();
      const { errors } = await api.gql(
        '{ customer { consumptionPoints { meterReading { remote zones { zone } submitted { id ticket { id } } } } } }',
        null,
        { cookie },
      );
      expect(errors).toEqual([]);
      return api.statements();
    };
    const one = await ask();
    await api.insert(
      'consumption_points',
      Array.from({ length: 30 }, (_, n) => pointRow('A', `59000000000000${n}`)),
    );
    expect(await ask()).toBe(one);
  });

  it('are taken unconfirmed if and only if each value is within its limits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2_000, max: 3_000 }),
        fc.integer({ min: 1_000, max: 1_500 }),
        async (day, night) => {
          for (const table of ['tickets', 'meter_readings', 'meter_reading_values'])
            await write(`DELETE FROM ${table}`);
          const { data } = await mine().submit(zones(['dzienna', day], ['nocna', night]));
          const fields = data.submitMeterReading.problems.map(({ field }: any) => field);
          expect(fields).toEqual([
            ...(day < 2200 || day > 2800 ? ['confirmed.dzienna'] : []),
            ...(night < 1100 || night > 1400 ? ['confirmed.nocna'] : []),
          ]);
          expect(await stored()).toHaveLength(fields.length === 0 ? 1 : 0);
        },
      ),
      { numRuns: 25 },
    );
  });
});
