/** One interval as the chart and the table show it. */
export interface Bar {
  key: string;
  short: string;
  long: string;
  kwh: number | null;
  previousKwh: number | null;
  estimated: boolean;
  complete: boolean;
  /** Where a press leads; null at the finest. */
  href: string | null;
}
