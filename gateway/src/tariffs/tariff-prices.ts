import { z } from 'zod';
import { groupOf, tariffOn } from './tariffs';
import example from './tariff-prices.example.json';

const price = z.string().regex(/^\d{1,5}(\.\d{1,10})?$/, 'must be złoty such as "0.2841"');
const byZone = z.record(z.string(), price);

const schema = z
  .object({
    /** From this day on the prices hold; customers read it. */
    validFrom: z.iso.date(),
    vatPercent: z.number().int().min(0).max(99),
    /** Net, a kWh, in every tariff. */
    quality: price,
    renewable: price,
    cogeneration: price,
    /** The capacity fee of households, net a month by yearly use; the last band has no end. */
    capacityByYearlyKwh: z
      .array(z.object({ upTo: z.number().positive().optional(), perMonth: price }))
      .min(1),
    /** The capacity fee of firms, net, a kWh in its hours. */
    capacityPerKwh: price,
    tariffs: z.array(
      z.object({
        tariff: z.string(),
        /** As `distributors.json` names it; left out: on every grid without an entry of its own. */
        distributor: z.string().optional(),
        /** Net with excise duty, a kWh in each zone. */
        energy: byZone,
        /** The variable network charge, net, a kWh in each zone. */
        network: byZone,
        /** The fixed network charge, net: a month, or a month and kW of contracted power. */
        fixed: z.union([z.object({ perMonth: price }), z.object({ perKwAndMonth: price })]),
        /** Net a month. */
        subscription: price,
        tradeFee: price,
      }),
    ),
  })
  .superRefine((prices, context) => {
    const fault = (message: string) => context.addIssue({ code: 'custom', message });
    const ends = prices.capacityByYearlyKwh.map(({ upTo }) => upTo ?? Infinity);
    if (ends.at(-1) !== Infinity || ends.some((end, n) => n > 0 && end <= ends[n - 1]!))
      fault('capacityByYearlyKwh must rise, and its last band must have no upTo');
    for (const { tariff, energy, network } of prices.tariffs) {
      const zones = tariffOn(prices.validFrom, tariff)?.zones;
      if (!zones) fault(`${tariff} is no tariff that tariffs.json has on ${prices.validFrom}`);
      else if ([energy, network].some((of) => Object.keys(of).sort().join() !== zones.toSorted().join()))
        fault(`${tariff} needs prices of energy and network for ${zones.join(', ')}`);
    }
  });

/** What the retailer's tariffs cost, for the tariff check; see docs/tariffs.md. */
export type TariffPrices = z.infer<typeof schema>;
export type PricedTariff = TariffPrices['tariffs'][number];

/** Invented prices near those of 2026, so that a fresh clone has a tariff check. */
export const EXAMPLE_PRICES: TariffPrices = schema.parse(example);

/** @returns the prices, or sentences that say what is wrong */
export function readTariffPrices(json: unknown): TariffPrices | string[] {
  const parsed = schema.safeParse(json);
  return parsed.success
    ? parsed.data
    : parsed.error.issues.map(({ path, message }) => [...path, message].join(' '));
}

/** The tariffs that a point could have on its grid: of a household, or of a firm of that voltage and power. */
export function tariffsFor(
  { tariffs }: TariffPrices,
  { tariff, distributor }: { tariff: string; distributor: string | null },
): PricedTariff[] {
  const kind = kindOf(tariff);
  const fitting = tariffs.filter((one) => kindOf(one.tariff) === kind);
  return fitting.filter(
    (one) =>
      one.distributor === distributor ||
      (one.distributor === undefined &&
        !fitting.some(
          (other) => groupOf(other.tariff) === groupOf(one.tariff) && other.distributor === distributor,
        )),
  );
}

/** G for all households; C1, C2, B2… for firms. */
function kindOf(tariff: string): string {
  const group = groupOf(tariff);
  return group.startsWith('G') ? 'G' : group.slice(0, 2);
}
