/** Energy in one direction during an interval. */
export interface Measured {
  /** Null where nothing was measured. */
  kwh: number | null;
  previousKwh: number | null;
  estimated: boolean;
  complete: boolean;
}

/** What an interval cost, in złotys. */
export interface Cost {
  variable: number;
  fixed: number;
  /** Whether a document states it; otherwise it is an estimate. */
  billed: boolean;
}

/** One interval of the chart and the table. The measured values are those of the direction that is shown first. */
export interface Bar extends Measured {
  key: string;
  short: string;
  long: string;
  /** The interval is not over yet, so nothing is missing. */
  isToCome: boolean;
  /** The address that the column opens; null at the finest resolution. */
  href: string | null;
  /** The energy fed in beside that taken; null where one direction is shown. */
  fed: Measured | null;
  /** The kWh of each zone of the tariff; empty where there are none. */
  zones: (number | null)[];
  cost: Cost | null;
  /** How many kWh more are expected in this month. */
  expectedKwh: number | null;
}

/** Without a contract nothing is measured, so nothing is missing. */
export const isOutside = ({ kwh, complete }: Measured): boolean => kwh === null && complete;

/** Data is missing for an interval under a contract. */
export const isGap = (bar: Bar, measured: Measured = bar): boolean =>
  measured.kwh === null && !bar.isToCome && !isOutside(measured);

/** A part of the values is missing. */
export const isPartial = ({ kwh, complete }: Measured, isToCome: boolean): boolean =>
  kwh !== null && !complete && !isToCome;
