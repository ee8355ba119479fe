import fc from 'fast-check';
import { addDays } from '../calendar';
import { meterHistory, type KnownState } from './meter-history';
import { ReadingSource } from './meter-reading.entity';
import { doubtOf } from './plausibility';

const DAY = '2026-03-01';
const state = (kwh: number, more: Partial<KnownState> = {}): KnownState => ({
  ...{ day: DAY, wh: Math.round(kwh * 1000), digits: String(Math.floor(kwh)).length },
  source: ReadingSource.READ,
  ...more,
});
/** Ten kilowatt-hours a day, unless said otherwise. */
const why = (
  kwh: number,
  states: KnownState[],
  { days = 10, dailyWh = 10_000 }: { days?: number; dailyWh?: number | null } = {},
) => doubtOf(kwh, addDays(DAY, days), { states, dailyWh })?.why ?? null;

describe('a value of a meter', () => {
  it.each([
    [1300, null],
    [1000, null],
    [1301, 'TOO_MUCH'],
    [999, 'BELOW'],
    [0, 'BELOW'],
  ])('of %d, ten days after 1000 at ten a day, gives the doubt %p', (kwh, expected) => {
    expect(why(kwh, [state(1000)])).toBe(expected);
  });

  it('says from which reading on so much was used, and what is usual', () => {
    expect(doubtOf(1500, addDays(DAY, 10), { states: [state(1000)], dailyWh: 10_000 })).toEqual({
      ...{ why: 'TOO_MUCH', last: state(1000), used: 500, usual: 100 },
    });
  });

  it('is usual where nothing is known, and no use is too much where none is usual', () => {
    expect(why(99_999_999, [])).toBeNull();
    expect(why(99_999_999, [state(5)], { dailyWh: null })).toBeNull();
    expect(why(4, [state(5)], { dailyWh: null })).toBe('BELOW');
  });

  it('of a flat that used nothing is unusual once something is used', () => {
    expect([why(5, [state(5)], { dailyWh: 0 }), why(6, [state(5)], { dailyWh: 0 })]).toEqual([
      null,
      'TOO_MUCH',
    ]);
  });

  it('without decimals is compared with what the meter showed without them', () => {
    expect(why(1295, [state(1295.999)])).toBeNull();
    expect(why(1294, [state(1295.001)])).toBe('BELOW');
  });

  it('of the day of the last reading is taken as one day later', () => {
    expect([why(1030, [state(1000)], { days: 0 }), why(1031, [state(1000)], { days: 0 })]).toEqual([
      null,
      'TOO_MUCH',
    ]);
  });

  it('is compared with the readings around its day, and not with a later estimate', () => {
    const later = state(1050, { day: addDays(DAY, 12) });
    expect(why(1050, [state(1000), later])).toBeNull();
    expect(why(1051, [state(1000), later])).toBe('ABOVE');
    expect(why(1051, [state(1000), { ...later, source: ReadingSource.ESTIMATED }])).toBeNull();
  });

  it.each([
    ['99990', 10, null],
    ['99990', 290, null],
    ['99990', 291, 'BELOW'],
    // Leading zeros are left out, yet no meter has three digits.
    ['990', 3, 'BELOW'],
    ['999990', 3, null],
    ['000990', 3, 'BELOW'],
  ])('of a meter that showed %s starts again at zero: %d gives %p', (printed, kwh, expected) => {
    const last = state(Number(printed), { digits: printed.length });
    expect(why(kwh, [last])).toBe(expected);
  });

  it('does not start again at zero where the usual use is unknown', () => {
    expect(why(3, [state(99_999)], { dailyWh: null })).toBe('BELOW');
  });

  it('is usual if and only if the use from it is between zero and three times the usual one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 200_000 }),
        (last, kwh, days, dailyWh) => {
          const most = Math.ceil((3 * dailyWh * Math.max(days, 1)) / 1000);
          const around = 10 ** Math.max(String(last).length, 5);
          const isUsual = (kwh >= last && kwh - last <= most) || (kwh < last && kwh + around - last <= most);
          expect(why(kwh, [state(last)], { days, dailyWh }) === null).toBe(isUsual);
        },
      ),
    );
  });

  it('that was usual stays so with more usual use, and one too high does so when it is higher', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90_000 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 0, max: 50_000 }),
        (last, used, more, dailyWh) => {
          const states = [state(last, { digits: 8 })];
          if (why(last + used, states, { dailyWh }) === null)
            expect(why(last + used, states, { dailyWh: dailyWh + more })).toBeNull();
          else expect(why(last + used + more, states, { dailyWh })).toBe('TOO_MUCH');
        },
      ),
    );
  });
});

describe('what documents and customers say of a meter', () => {
  const reading = (zone: string, from: string, to: string, previous: string, current: string) => ({
    ...{ meterNumber: '1', zone, from, to, previous, current, method: 'zdalny' },
    usedWh: (Number(current) - Number(previous)) * 1000,
  });
  const JANUARY = reading('dzienna', '2026-01-01', '2026-01-31', '1000', '1310');
  const FEBRUARY = reading('Dzienna ', '2026-02-01', '2026-02-28', '1310', '1590');

  it('is the state at both ends of each period, and the use between them', () => {
    expect(meterHistory([JANUARY, FEBRUARY], [], [])).toEqual([
      {
        zone: 'Dzienna',
        states: [
          { day: '2025-12-31', wh: 1_000_000, digits: 4, source: 'READ' },
          { day: '2026-01-31', wh: 1_310_000, digits: 4, source: 'READ' },
          { day: '2026-02-28', wh: 1_590_000, digits: 4, source: 'READ' },
        ],
        dailyWh: 10_000,
      },
    ]);
  });

  it('counts a period that a correction states again once, as the correction states it', () => {
    const corrected = { ...JANUARY, current: '1155', usedWh: 155_000 };
    const estimate = { ...JANUARY, method: 'Szacunkowy' };
    const [zone] = meterHistory([estimate, corrected], [], []);
    expect([zone!.states.at(-1), zone!.dailyWh]).toEqual([
      { day: '2026-01-31', wh: 1_155_000, digits: 4, source: 'READ' },
      5_000,
    ]);
    expect(meterHistory([estimate], [], [])[0]!.states.at(-1)!.source).toBe('ESTIMATED');
  });

  it('has the zones of the newest readings, those of the tariff without any, and one without both', () => {
    const night = reading('nocna', '2026-02-01', '2026-02-28', '0', '90');
    const zones = (...given: Parameters<typeof meterHistory>) =>
      meterHistory(...given).map(({ zone }) => zone);
    expect(zones([{ ...JANUARY, zone: 'całodobowa' }, FEBRUARY, night], [], ['x'])).toEqual([
      'Dzienna',
      'nocna',
    ]);
    expect(zones([], [], ['szczytowa', 'pozaszczytowa'])).toEqual(['szczytowa', 'pozaszczytowa']);
    expect(zones([], [], [])).toEqual(['całodobowa']);
    // E-invoices of single-zone meters name none.
    expect(zones([{ ...JANUARY, zone: '' }], [], ['x'])).toEqual(['całodobowa']);
  });

  it('takes what the customer submitted only where it is newer than all documents', () => {
    const own = (takenOn: string, kwh: number) => ({ takenOn, values: [{ zone: 'DZIENNA', kwh }] });
    const states = (...given: ReturnType<typeof own>[]) => meterHistory([JANUARY], given, [])[0]!.states;
    expect(states(own('2026-01-31', 1), own('2026-01-20', 2))).toHaveLength(2);
    expect(states(own('2026-02-01', 1320), own('2026-02-01', 1321)).at(-1)).toEqual({
      ...{ day: '2026-02-01', wh: 1_321_000, digits: 4, source: 'CUSTOMER' },
    });
  });

  it.each([
    ['1 020,5', 1_020_500, 4],
    ['00042', 42_000, 5],
    ['1295.3790', 1_295_379, 4],
  ])('reads %p as printed', (printed, wh, digits) => {
    const [zone] = meterHistory([{ ...JANUARY, current: printed }], [], []);
    expect(zone!.states.at(-1)).toMatchObject({ wh, digits });
  });

  it.each(['', '-', 'brak', '-5'])('leaves out a state of %p', (printed) => {
    const [zone] = meterHistory([{ ...JANUARY, current: printed }], [], []);
    expect(zone!.states.map(({ day }) => day)).toEqual(['2025-12-31']);
  });
});
