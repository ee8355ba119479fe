import type { DemoDay } from '../energy/days';

export type TariffCode = 'G11' | 'G12' | 'G12w' | 'C11' | 'C12a' | 'C12b' | 'C21';

interface Tariff {
  /** As printed on documents. */
  zones: readonly string[];
  /** Which zone an hour of a day is in. */
  zoneOf: (day: DemoDay, hour: number) => number;
}

const within = (hour: number, ...spans: [from: number, to: number][]): boolean =>
  spans.some(([from, to]) => from <= hour && hour < to);

/** 6-13 and 15-22; the rest is night. */
const isNight = (hour: number): boolean => !within(hour, [6, 13], [15, 22]);

/** Zones by local time, holidays and season; grids differ, and these are the hours of one of them. */
export const TARIFFS: Record<TariffCode, Tariff> = {
  G11: { zones: ['całodobowa'], zoneOf: () => 0 },
  G12: { zones: ['dzienna', 'nocna'], zoneOf: (_day, hour) => (isNight(hour) ? 1 : 0) },
  G12w: { zones: ['dzienna', 'nocna'], zoneOf: (day, hour) => (day.free || isNight(hour) ? 1 : 0) },
  C11: { zones: ['całodobowa'], zoneOf: () => 0 },
  C12a: {
    zones: ['szczytowa', 'pozaszczytowa'],
    zoneOf: (day, hour) =>
      within(hour, [8, 11], day.month >= 4 && day.month <= 9 ? [20, 21] : [16, 21]) ? 0 : 1,
  },
  C12b: { zones: ['dzienna', 'nocna'], zoneOf: (_day, hour) => (within(hour, [6, 21]) ? 0 : 1) },
  C21: { zones: ['całodobowa'], zoneOf: () => 0 },
};

export const isHousehold = (tariff: TariffCode): boolean => tariff.startsWith('G');

/** The hours for which firms pay the capacity fee. */
export const isCapacityHour = (day: DemoDay, hour: number): boolean => !day.free && within(hour, [7, 22]);

/** The zone of each hour of each day, worked out once. */
export class ZoneTable {
  private readonly known = new Map<TariffCode, Uint8Array[]>();

  constructor(private readonly days: readonly DemoDay[]) {}

  of(tariff: TariffCode): Uint8Array[] {
    let zones = this.known.get(tariff);
    if (!zones) {
      const { zoneOf } = TARIFFS[tariff];
      zones = this.days.map((day) => Uint8Array.from(day.hours, (hour) => zoneOf(day, hour)));
      this.known.set(tariff, zones);
    }
    return zones;
  }
}
