import { distributorOf } from '#src/consumption-points/distributors';
import { tariffOn } from '#src/tariffs/tariffs';
import { zonesOfDay } from '#src/tariffs/zones';
import type { DemoDay } from '../energy/days';

export type TariffCode = 'G11' | 'G12' | 'G12w' | 'C11' | 'C12a' | 'C12b' | 'C21';

const zonesOf = (code: TariffCode) => ({ zones: tariffOn('2026-01-01', code)!.zones });

/** Zones from the portal's own table: the demo world's meters count what the portal shows. */
export const TARIFFS: Record<TariffCode, { zones: readonly string[] }> = {
  G11: zonesOf('G11'),
  G12: zonesOf('G12'),
  G12w: zonesOf('G12w'),
  C11: zonesOf('C11'),
  C12a: zonesOf('C12a'),
  C12b: zonesOf('C12b'),
  C21: zonesOf('C21'),
};

export const isHousehold = (tariff: TariffCode): boolean => tariff.startsWith('G');

/** The zone of each hour of each day, worked out once for each tariff and distributor. */
export class ZoneTable {
  private readonly known = new Map<string, Uint8Array[]>();

  constructor(private readonly days: readonly DemoDay[]) {}

  of({ tariff, distributor, ppe }: { tariff: TariffCode; distributor: string; ppe: string }): Uint8Array[] {
    const key = `${tariff} ${distributor}`;
    let zones = this.known.get(key);
    if (!zones) {
      const of = { tariff, distributor: distributorOf({ distributor, ppe })?.name ?? null };
      zones = this.days.map(({ day, hours }) => zonesOfDay(day, of) ?? new Uint8Array(hours.length));
      this.known.set(key, zones);
    }
    return zones;
  }
}
