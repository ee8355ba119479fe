import { grouped } from '../database/grouped';
import { ProblemCode, problem, type Problem } from '../graphql/problems';
import { writtenDay } from '../mail/written';
import type { LanguageCode } from '../texts/language';
import { text, type TextKey } from '../texts/text';
import { type ZoneHistory, zoneKey } from './meter-history';
import { ReadingSource } from './meter-reading.entity';
import type { ZoneReadingInput } from './meter-reading.input';
import type { KnownMeter } from './meter-reading.service';
import { type Doubt, doubtOf, shown } from './plausibility';

/** What the largest meters show. */
const MOST_KWH = 99_999_999;
/** Of a name that is no zone, so much is said back. */
const LONGEST_NAME = 64;

/** What the meter shows in one of its zones. */
export type ZoneValue = ZoneHistory & { kwh: number };

/** Why nothing can be submitted of this day: at most one problem. */
export function dayProblems(
  { isRemote, days }: Pick<KnownMeter, 'isRemote' | 'days'>,
  takenOn: string,
  language: LanguageCode,
): Problem[] {
  if (isRemote) return [problem('INVALID_VALUE', 'consumptionPointId', language, 'problem.READING_REMOTE')];
  if (!days) return [problem('INVALID_VALUE', 'takenOn', language, 'problem.READING_NO_DAY')];
  if (takenOn >= days.from && takenOn <= days.to) return [];
  const [from, to] = [writtenDay(days.from, language), writtenDay(days.to, language)];
  return [saying('takenOn', text(language, 'problem.READING_DAY', { from, to }))];
}

/** The values by zone, in the order of the meter's zones; with problems, one for each zone at fault. */
export function readZones(
  zones: readonly ZoneHistory[],
  given: readonly ZoneReadingInput[],
  language: LanguageCode,
): { values: ZoneValue[]; problems: Problem[] } {
  const byZone = grouped(given, ({ zone }) => zoneKey(zone));
  const values: ZoneValue[] = [];
  const problems: Problem[] = [];
  for (const history of zones) {
    const [value, ...more] = byZone.get(zoneKey(history.zone)) ?? [];
    byZone.delete(zoneKey(history.zone));
    const fault = faultOf(value, more);
    if (fault) problems.push(problem(fault.code, `values.${history.zone}`, language, fault.sentence));
    else values.push({ ...history, kwh: value!.kwh });
  }
  const names = zones.map(({ zone }) => zone).join(', ');
  for (const [{ zone }] of byZone.values() as Iterable<[ZoneReadingInput]>)
    problems.push(
      saying(
        `values.${zone.slice(0, LONGEST_NAME)}`,
        text(language, 'problem.READING_ZONE_UNKNOWN', { zones: names }),
      ),
    );
  return { values, problems };
}

function faultOf(
  value: ZoneReadingInput | undefined,
  more: readonly ZoneReadingInput[],
): { code: `${ProblemCode}`; sentence: TextKey } | null {
  if (!value) return { code: 'REQUIRED', sentence: 'problem.READING_ZONE_MISSING' };
  if (more.length > 0) return { code: 'INVALID_VALUE', sentence: 'problem.READING_ZONE_TWICE' };
  const isPossible = value.kwh >= 0 && value.kwh <= MOST_KWH;
  return isPossible ? null : { code: 'INVALID_VALUE', sentence: 'problem.READING_RANGE' };
}

/** Problems that a confirmation answers: one for each unusual value. */
export function doubtProblems(
  values: readonly ZoneValue[],
  takenOn: string,
  language: LanguageCode,
): Problem[] {
  return values.flatMap(({ kwh, ...history }) => {
    const doubt = doubtOf(kwh, takenOn, history);
    if (!doubt) return [];
    return [saying(`confirmed.${history.zone}`, sentenceOf(doubt, language))];
  });
}

/** The field names the zone, which readers know by the name in their language. */
function sentenceOf(doubt: Doubt, language: LanguageCode): string {
  const { last } = doubt;
  const values = { day: writtenDay(last.day, language), last: String(shown(last)) };
  if (doubt.why === 'TOO_MUCH')
    return text(language, 'problem.READING_TOO_MUCH', {
      ...values,
      ...{ used: String(doubt.used), usual: String(doubt.usual) },
    });
  if (doubt.why === 'ABOVE') return text(language, 'problem.READING_ABOVE', values);
  const isEstimate = last.source === ReadingSource.ESTIMATED;
  return text(language, isEstimate ? 'problem.READING_BELOW_ESTIMATE' : 'problem.READING_BELOW', values);
}

function saying(field: string, message: string): Problem {
  return { code: ProblemCode.INVALID_VALUE, field, message };
}
