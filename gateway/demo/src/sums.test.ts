import { chargesAt } from './billing/charges';
import type { DemoPoint } from './model';
import { interestOn, vatOf } from './billing/money';
import { EXCISE, RATES } from './billing/rates';
import { EXAMPLE_PRICES } from '#src/tariffs/tariff-prices';
import { sum } from '../../testing/demo/filed';

describe('sums', () => {
  it('of the worked example are those of the example: 198.07 with tax', () => {
    const point = { tariff: 'G12', threePhase: true, yearlyKwh: 2160 } as DemoPoint;
    const charges = chargesAt(point, RATES.at(-1)!, 1, { zones: [100, 80], capacityHours: 0 });
    const of = (words: RegExp) => sum(charges.filter(({ name }) => words.test(name)).map(({ net }) => net));
    expect([
      of(/^Energia/),
      of(/zmienna.*dzienna/),
      of(/zmienna.*nocna/),
      of(/jakościowa/),
      of(/OZE/),
      of(/kogeneracyjna/),
      of(/mocowa/),
      of(/stała/),
      of(/abonamentowa/),
    ]).toEqual([9003, 2841, 446, 596, 131, 54, 1718, 1086, 228]);
    const net = sum(charges.map((charge) => charge.net));
    expect([net, vatOf(net), net + vatOf(net)]).toEqual([16103, 3704, 19807]);
  });

  it('of interest follow the rates of their days', () => {
    expect(interestOn(25_000, '2025-10-08', '2025-10-25')).toBe(116);
    // Ten days at 10.75 and five at 10.50.
    expect(interestOn(1_000_000, '2025-06-22', '2025-07-07')).toBe(
      Math.round((1_000_000 * (10 * 1075 + 5 * 1050)) / 3_650_000),
    );
    expect(interestOn(25_000, '2025-10-08', '2025-10-08')).toBe(0);
  });
});

it('the prices that the tariff check has in a fresh clone are those of the demo world now', () => {
  const { tariffs, ...now } = RATES.at(-1)!;
  const { validFrom, quality, renewable, cogeneration, capacityByYearlyKwh, capacityPerKwh } = EXAMPLE_PRICES;
  expect([validFrom, ...[quality, renewable, cogeneration, capacityPerKwh].map(Number)]).toEqual([
    ...[now.from, now.quality, now.renewable, now.cogeneration, now.capacityFirm],
  ]);
  expect(capacityByYearlyKwh.map(({ perMonth }) => Number(perMonth))).toEqual(now.capacity);
  for (const { tariff, energy, network, fixed, subscription, tradeFee } of EXAMPLE_PRICES.tariffs) {
    // The demo world has nobody with three zones.
    if (tariff === 'G13') continue;
    const demo = tariffs[tariff as keyof typeof tariffs];
    expect(Object.values(network).map(Number)).toEqual(demo.network);
    Object.values(energy).forEach((price, zone) =>
      expect(Number(price)).toBeCloseTo(demo.energy[zone]! + EXCISE, 8),
    );
    expect(Object.values(fixed).map(Number)).toEqual([demo.fixed[1]]);
    expect([Number(subscription), Number(tradeFee)]).toEqual([demo.subscription, demo.trade]);
  }
});
