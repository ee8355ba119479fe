import { previousDay } from '#src/calendar';
import { Chance } from './chance';
import { daysBetween, monthAfter, type DemoDay } from './energy/days';
import type { DemoCustomer, DemoPoint } from './model';
import { DISTRIBUTORS, type Place } from './people/names';
import { accountOf, ppeOf } from './people/numbers';
import { ZoneTable } from './billing/tariffs';

export const MONTHS = 36;

/** Who sends the invoices. */
export interface Seller {
  name: string;
  nip: string;
  address: { line1: string; line2: string };
}

/** What all customers of a demo world have in common. */
export interface World {
  seed: number;
  /** The world's present day; all events lie before it. */
  today: string;
  seller: Seller;
  /** Whole months until the one before today's, the oldest first. */
  months: readonly { from: string; to: string }[];
  /** Every day with use, up to yesterday. */
  days: readonly DemoDay[];
  dayIndex: ReadonlyMap<string, number>;
  zones: ZoneTable;
}

export function createWorld(seed: number, today: string, seller: Seller): World {
  const months = Array.from({ length: MONTHS }, (_, n) => ({
    from: monthAfter(today, n - MONTHS),
    to: previousDay(monthAfter(today, n - MONTHS + 1)),
  }));
  const days = daysBetween(months[0]!.from, previousDay(today));
  return {
    seed,
    today,
    seller,
    months,
    days,
    dayIndex: new Map(days.map(({ day }, at) => [day, at])),
    zones: new ZoneTable(days),
  };
}

export const chanceOf = (world: World, index: number, ...more: string[]): Chance =>
  new Chance(world.seed, 'customer', index, ...more);

/** The number of the customer at a place of the world. */
export const numberOf = (index: number): string => String(1_000_001 + index);

/** Fills in what follows from a customer's place in the world. */
export function customerAt(
  index: number,
  facts: Omit<DemoCustomer, 'index' | 'number' | 'overpayment'> & { overpayment?: number },
): DemoCustomer {
  return { index, number: numberOf(index), overpayment: 0, ...facts };
}

/** The customer's own account at the seller's bank. */
export const bankAccountOf = ({ index }: DemoCustomer): string => accountOf(1_000_001 + index);

/** Fills in what follows from a point's place: nth of a customer. */
export function pointAt(
  index: number,
  nth: number,
  { line1, line2, distributor }: Place,
  facts: Omit<DemoPoint, 'ppe' | 'address' | 'distributor' | 'vacations' | 'minutes'> & Partial<DemoPoint>,
): DemoPoint {
  return {
    ppe: ppeOf(DISTRIBUTORS[distributor]!, (index + 1) * 100 + nth),
    address: { line1, line2 },
    distributor,
    vacations: [],
    minutes: 60,
    ...facts,
  };
}
