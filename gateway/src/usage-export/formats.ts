import { Resolution } from '../usage/usage.input';
import { csvOf } from './export-csv';
import { greenButtonOf } from './export-green-button';
import { homeAssistantOf } from './export-home-assistant';
import { xlsxOf } from './export-xlsx';
import type { Export, Format } from './format';
import type { Series } from './series';

/** Formats by the last segment of the address. */
export const FORMATS = new Map<string, Format>([
  [
    'csv',
    {
      type: 'text/csv; charset=utf-8',
      ending: '.csv',
      mostRows: 20_000_000,
      rowBytes: 120,
      write: (of) => csvOf(seriesOf(of), of.language, of.hasDecimalComma),
    },
  ],
  [
    'xlsx',
    {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      ending: '.xlsx',
      mostRows: 4_000_000,
      rowBytes: 25,
      write: (of) => xlsxOf(seriesOf(of), of.language),
    },
  ],
  [
    'green-button',
    {
      type: 'application/atom+xml; charset=utf-8',
      ending: '.xml',
      mostRows: 20_000_000,
      rowBytes: 140,
      write: greenButtonOf,
    },
  ],
  [
    'home-assistant',
    {
      type: 'text/csv; charset=utf-8',
      ending: '-home-assistant.csv',
      mostRows: 20_000_000,
      rowBytes: 80,
      // Home Assistant keeps statistics by the hour.
      resolution: Resolution.HOUR,
      write: homeAssistantOf,
    },
  ],
]);

async function* seriesOf({ parts, reader, resolution }: Export): AsyncGenerator<Series> {
  for (const part of parts) yield* reader.series(part, resolution);
}
