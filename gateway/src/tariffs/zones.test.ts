import table from './zones.json';
import { readZoneTable } from './zones.schema';
import { capacityHoursOf, zoneNames, zonesOfDay } from './zones';

const zones = (day: string, tariff: string, distributor: string | null = null) => {
  const names = zoneNames(day, { tariff, distributor });
  return [...(zonesOfDay(day, { tariff, distributor }) ?? [])].map((zone) => names[zone]);
};
/** The hours of a zone, by position in the day. */
const hoursIn = (zone: string, day: string, tariff: string) =>
  zones(day, tariff).flatMap((name, hour) => (name === zone ? [hour] : []));
const span = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);

it('G12 is night from 22 to 6 and from 13 to 15, on every day', () => {
  const night = [...span(0, 6), 13, 14, 22, 23];
  for (const day of ['2026-03-18', '2026-03-21', '2026-03-22', '2026-01-06'])
    expect(hoursIn('nocna', day, 'G12')).toEqual(night);
});

it('G12w is night on whole weekends and holidays', () => {
  for (const day of ['2026-03-21', '2026-03-22', '2026-01-06', '2026-04-06', '2026-06-04', '2025-12-24'])
    expect(hoursIn('nocna', day, 'G12w')).toEqual(span(0, 24));
  expect(hoursIn('dzienna', '2024-12-24', 'G12w')).toEqual([...span(6, 13), ...span(15, 22)]);
});

it('the peaks of G13 move with the season, and there are none on weekends and holidays', () => {
  expect(hoursIn('szczyt popołudniowy', '2026-04-01', 'G13')).toEqual(span(19, 22));
  expect(hoursIn('szczyt popołudniowy', '2026-09-30', 'G13')).toEqual(span(19, 22));
  expect(hoursIn('szczyt popołudniowy', '2026-10-01', 'G13')).toEqual(span(16, 21));
  expect(hoursIn('szczyt popołudniowy', '2026-03-31', 'G13')).toEqual(span(16, 21));
  expect(hoursIn('szczyt przedpołudniowy', '2026-03-31', 'G13')).toEqual(span(7, 13));
  expect(hoursIn('pozostałe godziny doby', '2026-04-05', 'G13')).toEqual(span(0, 23 + 1));
});

it('C12a and C12b have their own zones', () => {
  expect(hoursIn('szczytowa', '2026-01-15', 'C12a')).toEqual([...span(8, 11), ...span(16, 21)]);
  expect(hoursIn('szczytowa', '2026-07-15', 'C12a')).toEqual([...span(8, 11), 20]);
  expect(hoursIn('dzienna', '2026-07-15', 'C12b')).toEqual(span(6, 21));
});

it('follows the clock on the days it changes: the day zone begins an hour sooner in spring, later in autumn', () => {
  // Without two o'clock, six is the sixth hour of the day; with it twice, the eighth.
  expect(zones('2026-03-29', 'G12')).toHaveLength(23);
  expect(hoursIn('dzienna', '2026-03-29', 'G12')[0]).toBe(5);
  expect(zones('2026-10-25', 'G12')).toHaveLength(25);
  expect(hoursIn('dzienna', '2026-10-25', 'G12')[0]).toBe(7);
  expect(zones('2026-10-25', 'G12').slice(2, 4)).toEqual(['nocna', 'nocna']);
});

it.each(['G11', 'C11', 'C21', 'X99', ''])('"%s" has no zones', (tariff) => {
  expect(zoneNames('2026-03-18', { tariff, distributor: null })).toEqual([]);
  expect(zonesOfDay('2026-03-18', { tariff, distributor: null })).toBeNull();
});

it('knows a tariff however it is written, and none before the table begins', () => {
  expect(zoneNames('2026-03-18', { tariff: 'g-12 W', distributor: null })).toEqual(['dzienna', 'nocna']);
  expect(zoneNames('2026-03-18', { tariff: null, distributor: null })).toEqual([]);
  expect(zoneNames('2019-12-31', { tariff: 'G12', distributor: null })).toEqual([]);
});

it('the capacity fee of firms is counted on working days from 7 to 22', () => {
  expect([...capacityHoursOf('2026-03-18')].flatMap((is, hour) => (is ? [hour] : []))).toEqual(span(7, 22));
  expect(Math.max(...capacityHoursOf('2026-03-21'))).toBe(0);
  expect(Math.max(...capacityHoursOf('2026-01-06'))).toBe(0);
});

describe('a table that a person got wrong stops the start', () => {
  const G12 = table.zones[0]!;
  const spoilt = (entry: object, capacityHours: object = table.capacityHours) =>
    expect(() => readZoneTable({ zones: [{ ...G12, ...entry }], capacityHours }));
  it.each([
    [
      'an unknown tariff',
      { tariffs: ['G99'] },
      'G99 from 2020-01-01: tariffs.json does not have this tariff',
    ],
    ['an unknown zone', { spans: [{ zone: 'dzień' }, { zone: 'nocna' }] }, 'no zone "dzień"'],
    ['a zone left out', { spans: [{ zone: 'nocna', hours: ['0-5'] }, { zone: 'nocna' }] }, '"dzienna"'],
    [
      'hours that no span takes',
      {
        spans: [
          { zone: 'dzienna', hours: ['6-13'] },
          { zone: 'nocna', hours: ['13-24'] },
        ],
      },
      'all other hours',
    ],
    [
      'a span that ends before it begins',
      { spans: [{ zone: 'dzienna', hours: ['22-6'] }, { zone: 'nocna' }] },
      'between 0 and 24',
    ],
    [
      'hours in other words',
      { spans: [{ zone: 'dzienna', hours: ['6:00-13:00'] }, { zone: 'nocna' }] },
      '"6-13"',
    ],
    [
      'a month that does not exist',
      { spans: [{ zone: 'dzienna', months: '4-13', hours: ['6-13'] }, { zone: 'nocna' }] },
      '"4-9"',
    ],
    ['a day that does not exist', { validFrom: '2026-02-30' }, 'validFrom'],
  ])('%s', (_, entry, message) => {
    spoilt(entry).toThrow(message);
  });
  it('no capacity hours', () => {
    spoilt({}, []).toThrow('capacityHours');
  });
});
