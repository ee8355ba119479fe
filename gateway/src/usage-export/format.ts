import type { LanguageCode } from '../texts/language';
import type { Resolution } from '../usage/usage.input';
import type { ExportReader, Part } from './export-reader';

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
