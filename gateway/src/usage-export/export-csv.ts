import { addressLabel } from '../consumption-points/point-label';
import { BOM, quoted } from '../invoices/files/csv-cell';
import type { LanguageCode } from '../texts/language';
import { text } from '../texts/text';
import { qualities, titles } from './columns';
import { isoLocal } from './local-time';
import type { Series } from './series';

/** Writes use as CSV for spreadsheets: a line for each interval, empty where nothing was measured. */
export async function* csvOf(
  all: AsyncIterable<Series>,
  language: LanguageCode,
  hasDecimalComma: boolean,
): AsyncGenerator<string> {
  const [separator, mark] = hasDecimalComma ? [';', ','] : [',', '.'];
  yield `${BOM}${titles(language).map(quoted).join(separator)}\r\n`;
  const quality = qualities(language).map(quoted);
  for await (const { point, direction, starts, ends, wh, ...series } of all) {
    const label = point.ownLabel ?? addressLabel(point);
    const head = [point.ppe, label, text(language, `usageExport.${direction}`)].map(quoted).join(separator);
    let lines = '';
    let [at, time] = [0, ''];
    for (let n = 0; n < starts.length; n++) {
      // Mostly an interval begins where the one before ended.
      const start = starts[n] === at ? time : isoLocal(starts[n]!);
      at = ends[n]!;
      time = isoLocal(at);
      const value = decimal(wh[n]!, mark);
      lines += `${head}${separator}${start}${separator}${time}${separator}${value}${separator}${quality[series.quality[n]!]}\r\n`;
    }
    yield lines;
  }
}

const THOUSANDTHS = Array.from({ length: 1000 }, (_, rest) => String(rest).padStart(3, '0'));

/** Kilowatt-hours with all three decimals. */
function decimal(wh: number | null, mark: string): string {
  if (wh === null) return '';
  const rest = wh % 1000;
  return `${(wh - rest) / 1000}${mark}${THOUSANDTHS[rest]}`;
}
