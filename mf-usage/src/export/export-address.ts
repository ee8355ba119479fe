import type { Flow } from '../url-state';

/** Forms in which the gateway writes use. */
export const FORMATS = ['csv', 'xlsx', 'green-button', 'home-assistant'] as const;
export type Format = (typeof FORMATS)[number];

/** From fine to coarse. */
export const RESOLUTIONS = ['QUARTER_HOUR', 'HOUR', 'DAY', 'MONTH'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** What is to be exported. */
export interface Wanted {
  format: Format;
  /** Whose points: another tab may have switched the session to another customer. */
  customer: string | undefined;
  /** Null for all points. */
  point: string | null;
  from: string;
  to: string;
  flow: Flow;
  resolution: Resolution;
  hasDecimalComma: boolean;
}

/** The address of an export. */
export function exportAddress(wanted: Wanted): string {
  const { format, customer, point, from, to, flow } = wanted;
  const query = new URLSearchParams({ from, to, resolution: wanted.resolution });
  if (customer) query.set('customerId', customer);
  if (point) query.set('point', point);
  if (flow !== 'fed') query.append('direction', 'CONSUMPTION');
  if (flow !== 'taken') query.append('direction', 'PRODUCTION');
  if (format === 'csv' && wanted.hasDecimalComma) query.set('decimal', 'comma');
  return `/usage-export/${format}?${query.toString()}`;
}
