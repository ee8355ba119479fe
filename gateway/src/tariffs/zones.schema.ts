import { z } from 'zod';
import { tariffOn } from './tariffs';

/** Which days a span holds on: Monday to Friday but holidays, the other days, or Sundays and holidays alone. */
const days = z.enum(['working', 'free', 'sunday']);
const hours = z
  .array(z.string().regex(/^\d{1,2}-\d{1,2}$/, 'hours are written "6-13": from 6:00 to 13:00'))
  .refine((spans) => spans.every(isSpan), 'an hour lies between 0 and 24, and a span ends after it begins');
const months = z.string().regex(/^(1[0-2]|[1-9])-(1[0-2]|[1-9])$/, 'months are written "4-9" or "10-3"');
const day = z.iso.date();

const schema = z.object({
  zones: z.array(
    z.object({
      tariffs: z.array(z.string()).min(1),
      /** As `distributors.json` names it; left out: everywhere that no entry of its own holds. */
      distributor: z.string().optional(),
      validFrom: day,
      /** What of the entry no source confirms. */
      assumed: z.string().optional(),
      spans: z
        .array(
          z.object({
            zone: z.string(),
            days: days.optional(),
            months: months.optional(),
            hours: hours.optional(),
          }),
        )
        .min(2),
    }),
  ),
  capacityHours: z.array(z.object({ validFrom: day, days, hours })).min(1),
});

/** The table of zones, and the hours in which firms pay the capacity fee. */
export type ZoneTable = z.infer<typeof schema>;
export type ZoneEntry = ZoneTable['zones'][number];
/** Hours of some days; what is left out does not restrict. */
export type Span = Partial<Pick<ZoneEntry['spans'][number], 'days' | 'months' | 'hours'>>;

function isSpan(text: string): boolean {
  const [from, to] = text.split('-').map(Number) as [number, number];
  return from < to && to <= 24;
}

/**
 * Reads the table that a person edits. Its zones are those of `tariffs.json`, each used, and the last span takes every
 * hour that is left.
 * @throws Error naming the entry
 */
export function readZoneTable(table: unknown): ZoneTable {
  const parsed = schema.safeParse(table);
  if (!parsed.success) throw new Error(`zones.json: ${z.prettifyError(parsed.error)}`);
  for (const { tariffs, validFrom, spans } of parsed.data.zones)
    for (const tariff of tariffs) {
      const fault = faultOf(spans, tariffOn(validFrom, tariff)?.zones);
      if (fault) throw new Error(`zones.json: ${tariff} from ${validFrom}: ${fault}`);
    }
  return parsed.data;
}

function faultOf(spans: ZoneEntry['spans'], names: readonly string[] | undefined): string | null {
  if (!names) return 'tariffs.json does not have this tariff on that day.';
  const unknown = spans.find(({ zone }) => !names.includes(zone));
  if (unknown) return `tariffs.json has no zone "${unknown.zone}" there, only ${names.join(', ')}.`;
  const unused = names.find((name) => spans.every(({ zone }) => zone !== name));
  if (unused) return `no span has the zone "${unused}".`;
  const { days: ofDays, months: ofMonths, hours: ofHours } = spans.at(-1)!;
  return ofDays || ofMonths || ofHours ? 'the last span must take all other hours.' : null;
}
