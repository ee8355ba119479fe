import { chargesAt } from './billing/charges';
import type { DemoPoint } from './model';
import { interestOn, vatOf } from './billing/money';
import { RATES } from './billing/rates';
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
