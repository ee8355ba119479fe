import type { LanguageCode } from '../texts/language';
import { Resolution } from '../usage/usage.input';
import { csvOf } from './export-csv';
import type { ExportReader, Part } from './export-reader';
import type { Series } from './series';

/** What is written, and for whom. */
export interface Export {
  parts: readonly Part[];
  reader: ExportReader;
  resolution: Resolution;
  from: string;
  to: string;
  hasDecimalComma: boolean;
  language: LanguageCode;
  now: Date;
}

/** A form in which use leaves. */
export interface Format {
  type: string;
  /** What its file's name ends with. */
  ending: string;
  /** More intervals are refused: they would take minutes, or no program opens the file. */
  mostRows: number;
  /** About how long an interval is in it. */
  rowBytes: number;
  /** Where the format has only one. */
  resolution?: Resolution;
  write(of: Export): AsyncIterable<string | Uint8Array>;
}

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
]);

async function* seriesOf({ parts, reader, resolution }: Export): AsyncGenerator<Series> {
  for (const part of parts) yield* reader.series(part, resolution);
}
