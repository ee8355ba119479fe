import { format, language } from '@ebok/shell';
import type { MeterZoneFragment } from './generated/graphql';
import { t } from './texts';

/** Names of zones as documents print them. */
const KNOWN = {
  całodobowa: 'allDay',
  dzienna: 'day',
  nocna: 'night',
  szczytowa: 'peak',
  pozaszczytowa: 'offPeak',
  'szczyt przedpołudniowy': 'morningPeak',
  'szczyt popołudniowy': 'afternoonPeak',
  'pozostałe godziny doby': 'rest',
} as const;

/** A zone in the reader's language; one that is not known as it is printed. */
export function zoneName(zone: string): string {
  const name = zone.toLowerCase();
  return name in KNOWN ? t(`zone.${KNOWN[name as keyof typeof KNOWN]}`) : zone;
}

/** The language of a zone's name, where it is not the page's. */
export function zoneLanguage(zone: string): 'pl' | undefined {
  return language.current === 'pl' || zone.toLowerCase() in KNOWN ? undefined : 'pl';
}

/** What a meter shows, without separators, as it stands there: "10200 kWh". */
export function shown(kwh: number): string {
  return `${format.number(kwh, { grouped: false })}\u00a0kWh`;
}

/** The day of a known reading, and where it comes from. */
export function originOf({ takenOn, source }: NonNullable<MeterZoneFragment['lastReading']>): string {
  return t(`source.${source}`, { day: format.day(takenOn) });
}
