import { Direction } from '../usage/usage.input';
import type { Export } from './format';
import type { Series } from './series';

/**
 * Writes hours as the integration "Import Statistics" of Home Assistant reads them: CSV with commas, times in UTC.
 * By local time, it would read the doubled hour of October as one.
 * `state` and `sum` go on from the first day with data, so that files of neighbouring periods join.
 */
export async function* homeAssistantOf({ parts, reader, resolution }: Export): AsyncGenerator<string> {
  yield 'statistic_id,unit,start,state,sum\n';
  for (const part of parts) {
    const id = statisticId(part.point.ppe, part.direction);
    let sum = await reader.before(part);
    for await (const series of reader.series(part, resolution)) {
      const { lines, total } = linesOf(series, id, sum);
      yield lines;
      sum = total;
    }
  }
}

function linesOf({ starts, wh }: Series, id: string, before: number): { lines: string; total: number } {
  let lines = '';
  let total = before;
  starts.forEach((start, n) => {
    const value = wh[n]!;
    if (value === null) return;
    total += value;
    lines += `${id},kWh,${utc(start)},${total / 1000},${total / 1000}\n`;
  });
  return { lines, total };
}

/** The name of a statistic from outside: small letters, digits and single underscores. */
function statisticId(ppe: string, direction: Direction): string {
  const name = ppe
    .toLowerCase()
    .replace(/[^\da-z]+/g, '_')
    .replace(/^_|_$/g, '');
  return `ebok:${[name, direction.toLowerCase()].filter(Boolean).join('_')}`;
}

/** The importer's default form of a time: 31.12.2025 23:00. */
function utc(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
}
