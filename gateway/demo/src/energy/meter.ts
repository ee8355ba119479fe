import { capacityHoursOf } from '#src/tariffs/zones';
import { Chance } from '../chance';
import type { DemoDay } from './days';
import { Habits, sunOf } from './habits';
import type { DemoPoint } from '../model';
import { TARIFFS, type ZoneTable } from '../billing/tariffs';

/** What a meter counts separately: zones of the tariff by position, hours of the capacity fee, energy fed in. */
export type Register = number | 'capacity' | 'fed';

/** Formats watt-hours as kilowatt-hours; cached, because a world has hundreds of millions of them. */
const KWH = Array.from({ length: 8192 }, (_, wh) => kwh(wh));

function kwh(wh: number): string {
  return (wh / 1000).toFixed(3).replace(/\.?0+$/, '');
}

/** A point's meter: what it measured hour by hour, and what its registers showed at the end of each day. */
export class Meter {
  /** Lines of usage.csv. */
  readonly usage: string;
  /** Watt-hours counted until the end of each day, from the first day of the world on. */
  private readonly counted = new Map<Register, Float64Array>();
  private readonly dayIndex: ReadonlyMap<string, number>;
  private readonly levels = new Map<string, number>();
  private readonly seed: number;

  /**
   * @param among number of the customer's points: all together have as many gaps and estimates as a
   * household.
   * Forty points with as many each would have some in every month.
   */
  constructor(
    readonly point: DemoPoint,
    world: {
      days: readonly DemoDay[];
      zones: ZoneTable;
      dayIndex: ReadonlyMap<string, number>;
      seed: number;
    },
    private readonly among = 1,
  ) {
    this.dayIndex = world.dayIndex;
    this.seed = world.seed;
    const { days } = world;
    const registers: Register[] = [...TARIFFS[point.tariff].zones.keys(), 'capacity', 'fed'];
    for (const register of registers) this.counted.set(register, new Float64Array(days.length));
    const zones = world.zones.of(point);
    const habits = new Habits(point);
    // A random stream of its own: the next customer at the meter has other habits.
    const chance = new Chance(world.seed, 'meter', point.ppe, point.contractFrom);
    const lines: string[] = [];
    days.forEach((day, at) => {
      if (at > 0) for (const counts of this.counted.values()) counts[at] = counts[at - 1]!;
      if (day.day < point.contractFrom || (point.contractTo && day.day > point.contractTo)) return;
      this.measure(day, at, zones[at]!, habits, chance, lines);
    });
    this.usage = lines.join('');
  }

  /** Whole kilowatt-hours counted from one day to another, as the difference of what the register shows. */
  used(register: Register, from: string, to: string): number {
    return this.shown(register, this.at(to)) - this.shown(register, this.at(from) - 1);
  }

  /** What the register shows at the end of a day; at the end of the day before the contract, its first state. */
  state(register: Register, day: string): number {
    return this.point.firstState + this.shown(register, this.at(day));
  }

  stateBefore(register: Register, day: string): number {
    return this.point.firstState + this.shown(register, this.at(day) - 1);
  }

  /** True where the meter has counted every day from one to another for this contract. */
  covers(from: string): boolean {
    return this.dayIndex.has(from) && this.point.contractFrom <= from;
  }

  private at(day: string): number {
    const at = this.dayIndex.get(day);
    if (at === undefined) throw new RangeError(`${day} is not a day of this world`);
    return at;
  }

  private shown(register: Register, at: number): number {
    return at < 0 ? 0 : Math.floor(this.counted.get(register)![at]! / 1000);
  }

  private measure(
    day: DemoDay,
    at: number,
    zones: Uint8Array,
    habits: Habits,
    chance: Chance,
    lines: string[],
  ): void {
    const { ppe, minutes, solarKwp, isHandRead } = this.point;
    const parts = 60 / minutes;
    const usual = habits.of(day);
    const inCapacity = capacityHoursOf(day.day);
    const mood = this.level(day.day.slice(0, 4)) * (0.85 + 0.3 * chance.part());
    const sun = solarKwp ? sunOf(day).map((wh) => wh * solarKwp * this.sky(day, chance)) : null;
    const gap = isHandRead ? null : this.gap(day, chance);
    const isEstimated = isHandRead || chance.part() < 1 / 90 / this.among;
    const quality = isEstimated ? 'ESTIMATED' : 'MEASURED';
    let [drawn, fed] = ['', ''];
    for (let hour = 0; hour < usual.length; hour++) {
      for (let part = 0; part < parts; part++) {
        const wanted = (usual[hour]! / parts) * mood * (0.6 + 0.8 * chance.part());
        const net = wanted - (sun ? (sun[hour]! / parts) * (0.85 + 0.3 * chance.part()) : 0);
        if (gap && gap[0] <= hour && hour < gap[1]) {
          drawn += ' -';
          fed += ' -';
          continue;
        }
        const taken = net > 0 ? Math.round(net) : 0;
        const given = net < 0 ? Math.round(-net) : 0;
        this.counted.get(zones[hour]!)![at]! += taken;
        if (inCapacity[hour]) this.counted.get('capacity')![at]! += taken;
        drawn += ` ${KWH[taken] ?? kwh(taken)}`;
        if (!sun) continue;
        this.counted.get('fed')![at]! += given;
        fed += ` ${KWH[given] ?? kwh(given)}`;
      }
    }
    lines.push(`${ppe},${day.day},CONSUMPTION,${minutes},${quality},${drawn.slice(1)}\n`);
    if (sun) lines.push(`${ppe},${day.day},PRODUCTION,${minutes},${quality},${fed.slice(1)}\n`);
  }

  /** No year is quite like the one before. */
  private level(year: string): number {
    let level = this.levels.get(year);
    if (level === undefined) {
      level = 0.92 + 0.16 * new Chance(this.seed, 'year', this.point.ppe, year).part();
      this.levels.set(year, level);
    }
    return level;
  }

  /** Share of the sun that passes the clouds: often most of it, in winter seldom. */
  private sky(day: DemoDay, chance: Chance): number {
    const clear = day.month >= 4 && day.month <= 9 ? 0.35 : 0.15;
    return clear + (1 - clear) * chance.part() ** 1.2;
  }

  /** Hours in which nothing flowed, so that the registers and the sums of hours agree: a power cut, for once a whole day. */
  private gap(day: DemoDay, chance: Chance): [from: number, to: number] | null {
    const [lot, start, length] = [chance.part(), chance.int(0, 19), chance.int(1, 4)];
    if (day.hours.length !== 24 || lot > 1 / 140 / this.among) return null;
    return lot < 1 / 1400 / this.among ? [0, 24] : [start, start + length];
  }
}
