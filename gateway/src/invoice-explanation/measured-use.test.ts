import type { InvoiceReadingRow } from '../invoices/invoice.entity';
import { measuredUse, type Measurement } from './measured-use';

const day = (kwh: number | null, more: object = {}) => ({
  kwh,
  estimated: false,
  complete: kwh !== null,
  ...more,
});
const month = (kwh: number) => Array.from({ length: 30 }, () => day(kwh));
const reading = (more: Partial<InvoiceReadingRow> = {}): InvoiceReadingRow => ({
  ...{ meterNumber: '1', zone: 'całodobowa', from: '2026-04-01', to: '2026-04-30' },
  ...{ previous: '1000', current: '1300', usedWh: 300_000, method: 'zdalny' },
  ...more,
});
const reasons = (change: Partial<Measurement>) =>
  measuredUse({
    invoice: { periodFrom: '2026-04-01', periodTo: '2026-04-30' },
    billedWh: 300_000,
    readings: [reading()],
    days: [month(10)],
    producer: false,
    ...change,
  })?.reasons;

it.each<[string, Partial<Measurement>, string[]]>([
  ['both agree', {}, []],
  ['whole kWh', { billedWh: 299_400 }, ['ROUNDING']],
  ['a kWh and more is no rounding', { billedWh: 301_000 }, ['UNEXPLAINED']],
  [
    'a meter with decimals is not rounded',
    { billedWh: 299_400, readings: [reading({ current: '1299,4' })] },
    ['UNEXPLAINED'],
  ],
  [
    'two zones round twice',
    { billedWh: 298_100, readings: [reading(), reading({ zone: 'nocna' })] },
    ['ROUNDING'],
  ],
  [
    'energy fed in has no part in it',
    { billedWh: 298_900, readings: [reading(), reading({ zone: 'energia oddana' })] },
    ['UNEXPLAINED'],
  ],
  ['a missing day', { days: [[...month(10).slice(1), day(null)]] }, ['DAYS_MISSING']],
  [
    'a missing day cannot stand for a week',
    { billedWh: 370_000, days: [[...month(10).slice(1), day(null)]] },
    ['UNEXPLAINED'],
  ],
  [
    'a missing day is no reason to bill less',
    { billedWh: 200_000, days: [[...month(10).slice(1), day(null)]] },
    ['UNEXPLAINED'],
  ],
  [
    'estimated days',
    { billedWh: 320_000, days: [[...month(10).slice(1), day(10, { estimated: true })]] },
    ['DAYS_ESTIMATED'],
  ],
  [
    'an estimated reading',
    { billedWh: 320_000, readings: [reading({ method: 'Szacunkowy' })] },
    ['BILLED_BY_ESTIMATE'],
  ],
  [
    'a forecast reading',
    { billedWh: 320_000, readings: [reading({ method: 'odczyt prognozowany' })] },
    ['BILLED_BY_ESTIMATE'],
  ],
  [
    'other days of reading',
    { billedWh: 320_000, readings: [reading({ to: '2026-05-02' })] },
    ['OTHER_READING_DAYS'],
  ],
  [
    'the day before is the same moment',
    { billedWh: 320_000, readings: [reading({ from: '2026-03-31' })] },
    ['UNEXPLAINED'],
  ],
  ['balancing bills less', { billedWh: 250_000, producer: true }, ['BALANCING']],
  ['balancing never bills more', { billedWh: 350_000, producer: true }, ['UNEXPLAINED']],
  [
    'a point without hours',
    { billedWh: 320_000, days: [month(10), Array.from({ length: 30 }, () => day(null, { complete: true }))] },
    ['POINTS_WITHOUT_HOURS'],
  ],
])('%s', (_, change, expected) => {
  expect(reasons(change)).toEqual(expected);
});

it('says nothing where nothing was measured', () => {
  expect(reasons({ days: [[day(null), day(null)]] })).toBeUndefined();
});
