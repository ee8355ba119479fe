import type { DemoDay } from './days';
import type { DemoPoint } from '../model';

/** Shares of an ordinary day by the hour; only their proportions matter. */
type Curve = readonly number[];

interface Habit {
  working: Curve;
  free: Curve;
  /** How much more is used in deep winter than in high summer, as a share of the mean. */
  winter: number;
}

// prettier-ignore
const HABITS: Record<DemoPoint['shape'], Habit> = {
  home: {
    working: [3, 2, 2, 2, 2, 3, 6, 8, 6, 4, 4, 4, 5, 5, 5, 6, 8, 10, 11, 12, 12, 10, 7, 4],
    free: [4, 3, 2, 2, 2, 2, 3, 5, 8, 9, 9, 10, 11, 10, 8, 8, 8, 9, 11, 12, 11, 10, 8, 5],
    winter: 0.35,
  },
  heatPump: {
    working: [7, 8, 8, 8, 8, 9, 10, 9, 7, 5, 4, 4, 5, 8, 7, 6, 7, 9, 10, 10, 9, 9, 9, 8],
    free: [7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7, 7, 8, 9, 8, 7, 8, 9, 10, 10, 9, 9, 9, 8],
    winter: 1.15,
  },
  shop: {
    working: [2, 2, 2, 2, 2, 3, 7, 10, 11, 11, 11, 11, 11, 11, 11, 11, 11, 11, 9, 6, 3, 2, 2, 2],
    free: [2, 2, 2, 2, 2, 2, 4, 7, 9, 9, 9, 9, 8, 5, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2],
    winter: 0.2,
  },
  bakery: {
    working: [14, 18, 20, 21, 21, 19, 15, 9, 6, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 3, 4, 6, 9, 12],
    free: [9, 12, 14, 14, 13, 11, 8, 5, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 6, 8],
    winter: 0.1,
  },
  office: {
    working: [2, 2, 2, 2, 2, 2, 4, 8, 12, 13, 13, 13, 12, 13, 13, 12, 9, 6, 4, 3, 2, 2, 2, 2],
    free: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2],
    winter: 0.25,
  },
};

/** Away from home the refrigerator and a few lamps are on. */
const AWAY = 0.16;

/** Ordinary use by the hour of a day, in watt-hours, before chance plays its part. */
export class Habits {
  private readonly scale: number;
  private readonly habit: Habit;

  constructor(private readonly point: DemoPoint) {
    this.habit = HABITS[point.shape];
    const { working, free } = this.habit;
    // Of a year's days 251 or so are working days.
    const mean = (total(working) * 251 + total(free) * 114) / 365;
    this.scale = (point.yearlyKwh * 1000) / 365 / mean;
  }

  of(day: DemoDay): number[] {
    const { working, free, winter } = this.habit;
    // Coldest in the middle of January.
    const season = 1 + winter * Math.cos(((day.yearDay - 15) / 365.25) * 2 * Math.PI);
    const isAway = this.point.vacations.some(([from, to]) => from <= day.day && day.day <= to);
    const factor = this.scale * season * (isAway ? AWAY : 1);
    const curve = day.free ? free : working;
    return day.hours.map((hour) => curve[hour]! * factor);
  }
}

const LATITUDE = (52 * Math.PI) / 180;
/** Hours by which noon on the clock is ahead of the sun's, in winter, in the middle of Poland. */
const CLOCK_BEFORE_SUN = -0.3;

/** What panels of one kilowatt give by the hour of a cloudless day, in watt-hours. */
export function sunOf(day: DemoDay): number[] {
  const declination = ((-23.44 * Math.PI) / 180) * Math.cos(((day.yearDay + 10) / 365.25) * 2 * Math.PI);
  return day.hours.map((hour) => {
    const time = hour + 0.5 - (day.summer ? 1 : 0) - CLOCK_BEFORE_SUN;
    const angle = ((time - 12) / 12) * Math.PI;
    const height =
      Math.sin(LATITUDE) * Math.sin(declination) +
      Math.cos(LATITUDE) * Math.cos(declination) * Math.cos(angle);
    return height <= 0 ? 0 : 860 * height ** 1.15;
  });
}

function total(curve: Curve): number {
  return curve.reduce((sum, share) => sum + share, 0);
}
