import fc from 'fast-check';
import { startApi, type Api } from '../../testing/api';
import { ENGINES } from '../../testing/database';
import { dayOf, handUsage, takeUsage, type TestDay } from '../../testing/usage';
import { customerRow, pointRow } from '../../testing/world';
import { addDays, hoursOf, nextDay, previousDay, warsawMidnight, yearEarlier } from '../calendar';
import { keyOf } from '../database/columns';

/** In the middle of the day with 25 hours. */
const NOW = new Date('2027-10-31T12:00:00Z');
const [ONE, TWO] = ['590000000000000006', '590000000000000013'] as const;
const CHANGES = ['03-31', '10-27', '03-30', '10-26', '03-29', '10-25', '03-28', '10-31'];
/** The days on which clocks change from 2024 to 2027, and the days around them, which are those of other years. */
const DAYS = [2024, 2025, 2026, 2027].flatMap((year) =>
  CHANGES.flatMap((day) => [-1, 0, 1].map((n) => addDays(`${year}-${day}`, n))),
);

const FIELDS = `intervals { start end kwh previousKwh estimated complete } totalKwh previousTotalKwh changePercent missing`;
const ALL = `query($input: UsageInput!) { customer { usage(input: $input) { ${FIELDS} } } }`;
const POINT = `query($id: ID!, $input: UsageInput!) { customer { consumptionPoint(id: $id) { usage(input: $input) { ${FIELDS} } } } }`;

interface Cover {
  customer: 'A' | 'B';
  ppe: string;
  from: string;
  to: string;
  producer: boolean;
}
interface Ask {
  by: 'A' | 'B';
  ppe: string | null;
  direction: string;
  resolution: string;
  from: string;
  to: string;
}

const day = fc.constantFrom(...DAYS);
const piece = fc.record({
  ppe: fc.constantFrom(ONE, TWO),
  day,
  direction: fc.constantFrom('CONSUMPTION' as const, 'CONSUMPTION' as const, 'PRODUCTION' as const),
  minutes: fc.constantFrom(15, 30, 60),
  estimated: fc.boolean(),
  values: fc.array(fc.option(fc.integer({ min: 0, max: 5_000_000 }), { nil: null, freq: 9 }), {
    ...{ minLength: 100, maxLength: 100 },
  }),
  isGap: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
});
const ask = fc.record({
  by: fc.constantFrom('A' as const, 'A' as const, 'B' as const),
  ppe: fc.constantFrom(ONE, TWO, null),
  direction: fc.constantFrom('CONSUMPTION', 'CONSUMPTION', 'PRODUCTION'),
  resolution: fc.constantFrom('QUARTER_HOUR', 'HOUR', 'DAY', 'MONTH', 'YEAR'),
  from: day,
  length: fc.integer({ min: 0, max: 999 }),
});
const MOST_DAYS: Record<string, number> = { QUARTER_HOUR: 3, HOUR: 15, DAY: 399, MONTH: 900, YEAR: 1200 };

describe.each(ENGINES)('use beside a naive store on %s', (engine) => {
  let api: Api;
  const cookies: Record<string, string> = {};
  beforeAll(async () => {
    api = await startApi(engine, { now: () => NOW });
    await api.insert('customers', [customerRow('A'), customerRow('B')]);
    for (const customer of ['A', 'B']) cookies[customer] = await api.signedIn(keyOf(customer));
  });
  afterAll(() => api.close());

  const answer = async ({ by, ppe, ...input }: Ask) => {
    const variables = { id: keyOf(ppe ?? ''), input: { ...input, comparePreviousYear: true } };
    const { data, errors } = await api.gql(ppe ? POINT : ALL, variables, { cookie: cookies[by]! });
    if (errors.length > 0) return errors[0]!.extensions.code;
    return ppe ? (data.customer.consumptionPoint?.usage ?? 'NOT_FOUND') : data.customer.usage;
  };

  /** A customer moves out of point ONE and another one moves in, before, between or after the pieces. */
  const move = async (moves: string, isEndKnown: boolean) => {
    await api.database.transaction(async (m) => {
      if (isEndKnown)
        await m.query('UPDATE consumption_points SET contractTo = ? WHERE id = ? AND customerId = ?', [
          previousDay(moves),
          keyOf(ONE),
          keyOf('A'),
        ]);
    });
    await api.insert('consumption_points', [pointRow('B', ONE, { contractFrom: moves, producer: 1 })]);
    await handUsage(api, [ONE]);
  };

  it('says the same at every resolution, of one point and of several, before and after a move', async () => {
    const story = fc.record({
      feeds: fc.array(fc.array(piece, { minLength: 1, maxLength: 20 }), { minLength: 2, maxLength: 4 }),
      begins: day.filter((one) => one < '2025-06'),
      moves: day.filter((one) => one > '2025-06'),
      moveBefore: fc.integer({ min: 0, max: 4 }),
      isEndKnown: fc.boolean(),
      asks: fc.array(ask, { minLength: 15, maxLength: 15 }),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ feeds, begins, moves, moveBefore, isEndKnown, asks }) => {
        await api.database.transaction(async (m) => {
          for (const kept of ['usage_days', 'usage_months', 'usage_customer_months', 'consumption_points'])
            await m.query(`DELETE FROM ${kept}`);
        });
        await api.insert('consumption_points', [
          pointRow('A', ONE, { contractFrom: begins, producer: 1 }),
          pointRow('A', TWO, { contractFrom: null }),
        ]);
        const covers: Cover[] = [
          { customer: 'A', ppe: ONE, from: begins, to: previousDay(moves), producer: true },
          { customer: 'B', ppe: ONE, from: moves, to: '9999-12-31', producer: true },
          { customer: 'A', ppe: TWO, from: '0001-01-01', to: '9999-12-31', producer: false },
        ];
        const store: TestDay[] = [];
        for (const [n, feed] of feeds.entries()) {
          if (n === moveBefore) await move(moves, isEndKnown);
          const days = feed
            .filter(({ ppe, direction }) => ppe === ONE || direction === 'CONSUMPTION')
            .map(({ ppe, values, isGap, ...one }) => {
              const count = (hoursOf(one.day) * 60) / one.minutes;
              return dayOf(ppe, one.day, null, {
                ...one,
                values: isGap ? Array<null>(count).fill(null) : values.slice(0, count),
              });
            });
          await takeUsage(api, days);
          store.push(...days);
        }
        if (moveBefore >= feeds.length) await move(moves, isEndKnown);
        for (const { length, ...one } of asks) {
          const most = MOST_DAYS[one.resolution]!;
          const asked = { ...one, to: addDays(one.from, length % (most + 1)) };
          const said = await answer(asked);
          expect({ asked, said }).toEqual({ asked, said: naively(store, covers, asked) });
        }
      }),
      // Shrinking a story takes longer than a test may.
      { numRuns: process.env.EBOK_LONG ? 100 : 8, endOnFailure: true },
    );
  });
});

/** The same by a list of days that is searched for each question. */
function naively(store: readonly TestDay[], covers: readonly Cover[], ask: Ask) {
  const own = covers.filter(({ customer, ppe }) => customer === ask.by && (!ask.ppe || ppe === ask.ppe));
  if (ask.ppe && own.length === 0) return 'NOT_FOUND';
  const covering = (day: string) => own.filter(({ from, to }) => from <= day && day <= to);
  const found = (day: string, ppe: string) =>
    covering(day).some((cover) => cover.ppe === ppe)
      ? store.findLast((one) => one.day === day && one.ppe === ppe && one.direction === ask.direction)
      : undefined;
  const rows = (day: string) => own.flatMap(({ ppe }) => found(day, ppe) ?? []);
  const expected = (day: string) =>
    covering(day).filter(({ producer }) => ask.ppe || ask.direction === 'CONSUMPTION' || producer);
  const sum = (values: (number | null)[]) =>
    values.every((value) => value === null)
      ? null
      : values.reduce<number>((all, value) => all + (value ?? 0), 0) / 1000;
  const ofDays = (days: readonly string[]) =>
    sum([...new Set(days)].flatMap((day) => rows(day).flatMap(({ values }) => values)));

  const days: string[] = [];
  for (let day = ask.from; day <= ask.to; day = nextDay(day)) days.push(day);
  const intervals = isWithinDay(ask) ? hourly() : daily();
  if (!intervals) return 'BAD_USER_INPUT';
  const both = days.filter((day) => ofDays([day]) !== null && ofDays([yearEarlier(day)]) !== null);
  const base = ofDays(both.map(yearEarlier));
  return {
    intervals: intervals.map(({ day: _, ...interval }) => interval),
    totalKwh: ofDays(days) ?? 0,
    previousTotalKwh: ofDays(days.map(yearEarlier)),
    changePercent: base ? Math.round(((ofDays(both)! - base) / base) * 1000) / 10 + 0 : null,
    missing: intervals.filter(({ end, complete, day }) => isOver(day ? nextDay(day) : end) && !complete)
      .length,
  };

  function isOver(end: string): boolean {
    return (end.length === 10 ? warsawMidnight(end) : new Date(end)) <= NOW;
  }

  function daily() {
    const unit = { DAY: 10, MONTH: 7, YEAR: 4 }[ask.resolution]!;
    const names = [...new Set(days.map((day) => day.slice(0, unit)))];
    return names.map((name) => {
      const some = days.filter((day) => day.startsWith(name));
      const end = instant(warsawMidnight(nextDay(some.at(-1)!)));
      const wanted = some.flatMap((day) => expected(day).map(({ ppe }) => found(day, ppe)));
      return {
        ...{ start: instant(warsawMidnight(some[0]!)), end, day: undefined },
        kwh: ofDays(some),
        previousKwh: ofDays(some.map(yearEarlier)),
        estimated: some.some((day) => rows(day).some(({ estimated }) => estimated)),
        complete:
          wanted.length === 0
            ? isOver(end)
            : wanted.every((one) => one?.values.every((value) => value !== null) ?? false),
      };
    });
  }

  function hourly() {
    const minutes = ask.resolution === 'HOUR' ? 60 : 15;
    if (days.some((day) => rows(day).some((one) => one.minutes > minutes))) return null;
    return days.flatMap((day) => {
      const slots = slotsOf(day, minutes);
      const before = besides(slots, slotsOf(yearEarlier(day), minutes));
      return slots.map(({ start, values }, n) => {
        const wanted = expected(day).map(({ ppe }) => found(day, ppe));
        const own = (one: TestDay | undefined) => one && valuesIn(one, n, minutes);
        return {
          ...{ start: instant(start), end: instant(new Date(start.getTime() + minutes * 60_000)), day },
          kwh: sum(values),
          previousKwh: sum(before[n]!.flatMap((slot) => slot.values)),
          // A day of one point is an estimate as a whole.
          estimated: rows(day).some(({ estimated }) => estimated),
          complete:
            wanted.length === 0
              ? isOver(nextDay(day))
              : wanted.every((one) => own(one)?.every((value) => value !== null) ?? false),
        };
      });
    });
  }

  function slotsOf(day: string, minutes: number) {
    const count = (hoursOf(day) * 60) / minutes;
    return Array.from({ length: count }, (_, n) => ({
      start: new Date(warsawMidnight(day).getTime() + n * minutes * 60_000),
      values: rows(day).flatMap((one) => (one.minutes > minutes ? [] : valuesIn(one, n, minutes))),
    }));
  }
}

interface Slot {
  start: Date;
  values: (number | null)[];
}

/** Which intervals of a year before stand beside each: those at which the clock showed the same, else the hour after. */
function besides(slots: readonly Slot[], before: readonly Slot[]): Slot[][] {
  if (slots.length === before.length) return before.map((slot) => [slot]);
  const found = slots.map((): Slot[] => []);
  for (const slot of before) {
    const at = (shift: number) =>
      slots.findIndex(({ start }) => clock(start) === clock(new Date(slot.start.getTime() + shift)));
    found[at(0) < 0 ? at(3_600_000) : at(0)]!.push(slot);
  }
  return found;
}

const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw', timeStyle: 'short' });
const clock = (at: Date) => CLOCK.format(at);
const instant = (at: Date) => at.toISOString().replace('.000Z', 'Z');
const isWithinDay = ({ resolution }: Ask) => /HOUR/.test(resolution);

function valuesIn({ values, minutes }: TestDay, n: number, length: number): (number | null)[] {
  const each = length / minutes;
  return values.slice(n * each, (n + 1) * each);
}
