import fc from 'fast-check';
import type { InvoiceLine } from '../invoices/invoice.entity';
import { billedWh, chargeShares, sumOf } from './charge-shares';
import { costsOf, splitDifference, type BilledPeriod } from './split-difference';

const RUNS = { numRuns: 10_000 };

interface Draft {
  name: string;
  unit: string | null;
  quantity: string | null;
  net: number;
  vatRate: string;
}

const quantity = fc.integer({ min: 0, max: 99_999 }).map(String);
const net = fc.integer({ min: -5_000_000, max: 50_000_000 });
const rate = fc.constantFrom('23', '23', '23', '8', '5', 'zw', 'np');
const draft = (names: string[], unit: string | null): fc.Arbitrary<Draft> =>
  fc.record({
    name: fc.constantFrom(...names),
    unit: fc.constant(unit),
    quantity: unit === null ? fc.constant(null) : quantity,
    net,
    vatRate: rate,
  });
const anyLine = fc.oneof(
  draft(['Energia czynna – strefa dzienna', 'Energia czynna – strefa nocna', 'Energia czynna'], 'kWh'),
  draft(['Opłata sieciowa zmienna', 'Opłata jakościowa', 'Opłata mocowa'], 'kWh'),
  draft(['Opłata mocowa', 'Opłata handlowa', 'Opłata abonamentowa'], 'mies.'),
  draft(['Depozyt prosumencki', 'Rozliczenie faktury prognozowej F/1', 'Latarnia'], null),
);
/** A document whose VAT is the product, or off by as much as rounding line by line makes it, or by anything. */
const document = fc
  .record({
    drafts: fc.array(anyLine, { minLength: 1, maxLength: 14 }),
    days: fc.integer({ min: 1, max: 400 }),
    off: fc.oneof(
      fc.constant(0),
      fc.integer({ min: -5, max: 5 }),
      fc.integer({ min: -100_000, max: 100_000 }),
    ),
    states: fc.boolean(),
  })
  .map(({ drafts, days, off, states }) => {
    const lines: InvoiceLine[] = drafts.map((one, n) => ({
      ...one,
      position: n + 1,
      unitPrice: null,
      group: null,
    }));
    const rates = [...new Set(lines.map(({ vatRate }) => vatRate))].map((vatRate) => {
      const sum = lines.filter((one) => one.vatRate === vatRate).reduce((all, one) => all + one.net, 0);
      const percent = Number(vatRate);
      return { rate: vatRate, net: sum, vat: Number.isNaN(percent) ? 0 : Math.round((sum * percent) / 100) };
    });
    const total = rates.reduce((all, one) => all + one.net, 0);
    const vat = rates.reduce((all, one) => all + one.vat, 0) + off;
    const shares = chargeShares({ net: total, vat, gross: total + vat }, lines, states ? rates : []);
    return { gross: total + vat, shares, days, lines };
  });

it('shares of a document add up to its gross, to the grosz', () => {
  fc.assert(
    fc.property(document, ({ gross, shares }) => {
      expect(sumOf(shares)).toBe(gross);
      for (const share of shares) expect(Number.isSafeInteger(share.gross)).toBe(true);
    }),
    RUNS,
  );
});

it('days, use and price add up to the difference of costs, to the grosz', () => {
  fc.assert(
    fc.property(document, document, (now, before) => {
      const { byDays, byUse, byPrice } = splitDifference(now, before);
      for (const part of [byDays, byUse, byPrice]) {
        expect(Number.isSafeInteger(part)).toBe(true);
        expect(Object.is(part, -0)).toBe(false);
      }
      expect(byDays + byUse + byPrice).toBe(sumOf(costsOf(now.shares)) - sumOf(costsOf(before.shares)));
    }),
    RUNS,
  );
});

/** A month with two zones: kWh, prices in grosze a kWh, fixed grosze a day. */
function period(days: number, kwh: [number, number], prices = [80, 50], fixedADay = 100): BilledPeriod {
  const line = (name: string, unit: string, count: number, price: number): InvoiceLine => ({
    ...{ position: 1, name, unit, quantity: String(count), unitPrice: null, vatRate: 'zw', group: null },
    net: count * price,
  });
  const lines = [
    line('Energia czynna – strefa dzienna', 'kWh', kwh[0], prices[0]!),
    line('Energia czynna – strefa nocna', 'kWh', kwh[1], prices[1]!),
    line('Opłata jakościowa', 'kWh', kwh[0] + kwh[1], 3),
    line('Opłata handlowa', 'dni', days, fixedADay),
  ];
  const total = lines.reduce((sum, one) => sum + one.net, 0);
  return { days, shares: chargeShares({ net: total, vat: 0, gross: total }, lines, []) };
}

it.each<[string, BilledPeriod, BilledPeriod, object]>([
  [
    'more days at the same use a day and prices are days alone',
    period(31, [310, 155]),
    period(30, [300, 150]),
    { byDays: 800 + 250 + 45 + 100, byUse: 0, byPrice: 0 },
  ],
  [
    'more use of the same days at the same prices is use alone',
    period(30, [320, 150]),
    period(30, [300, 150]),
    { byDays: 0, byUse: 20 * 83, byPrice: 0 },
  ],
  [
    'a move to the cheaper zone is use, not price',
    period(30, [200, 250]),
    period(30, [300, 150]),
    { byDays: 0, byUse: -100 * 80 + 100 * 50, byPrice: 0 },
  ],
  [
    'dearer energy and a dearer fee are price alone',
    period(30, [300, 150], [90, 50], 110),
    period(30, [300, 150]),
    { byDays: 0, byUse: 0, byPrice: 300 * 10 + 30 * 10 },
  ],
  [
    'use where there was none is use',
    period(30, [300, 150]),
    period(30, [0, 0]),
    { byDays: 0, byUse: 300 * 80 + 150 * 50 + 450 * 3, byPrice: 0 },
  ],
  [
    'no use where there was some takes all of it away',
    period(30, [0, 0]),
    period(30, [300, 150]),
    { byDays: 0, byUse: 0 - (300 * 80 + 150 * 50 + 450 * 3), byPrice: 0 },
  ],
])('%s', (_, now, before, split) => {
  expect(splitDifference(now, before)).toEqual(split);
});

it('counts energy once: by its own lines, else by those of the grid', () => {
  expect(billedWh(period(30, [300, 150]).shares)).toBe(450_000);
});
