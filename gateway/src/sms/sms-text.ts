import { SegmentedMessage } from 'sms-segments-calculator';
import { writtenMoney } from '../mail/written';
import type { LanguageCode } from '../texts/language';
import { text } from '../texts/text';
import { SMS_TEMPLATES, type SmsContent, type SmsValueForm } from './sms-templates';

const LONGEST_TEXT = 90;

/** An SMS as it is sent. */
export interface SmsText {
  text: string;
  parts: number;
}

/**
 * Writes an SMS in its language. Polish letters go where that saves a part, as a phone shows "zl" as well as
 * "zł" and the operator charges by the part.
 */
export function smsText({ template, values }: SmsContent, language: LanguageCode, retailer: string): SmsText {
  const written: Record<string, string> = { ...values, retailer };
  const forms: Record<string, SmsValueForm> = SMS_TEMPLATES[template].values;
  for (const [name, form] of Object.entries(forms))
    written[name] = WRITTEN[form](written[name] ?? '', language);
  const said = plain(text(language, `sms.${template}`, written));
  const [full, folded] = [counted(said), counted(withoutMarks(said))];
  return folded.parts < full.parts ? folded : full;
}

const WRITTEN: Record<SmsValueForm, (value: string, language: LanguageCode) => string> = {
  text: shortened,
  money: writtenMoney,
  day: (value) => value.split('-').reverse().join('.'),
};

/** A title of billing can be longer than a whole SMS; the message in the portal has all of it. */
function shortened(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST_TEXT) return line;
  const end = line.lastIndexOf(' ', LONGEST_TEXT - 3);
  return `${line.slice(0, end > 0 ? end : LONGEST_TEXT - 3)}...`;
}

/** One line without typographic signs, each of which would make a whole text cost as much as Cyrillic. */
function plain(said: string): string {
  const line = said.replace(/−/g, '-').replace(/\s+/g, ' ').trim();
  return new SegmentedMessage(line, 'auto', true).graphemes.join('');
}

/** "Zażółć" becomes "Zazolc"; Cyrillic letters stay. */
function withoutMarks(said: string): string {
  const latin = /\p{Script=Latin}/u;
  const bare = (letter: string) =>
    latin.test(letter) ? letter.normalize('NFD').replace(/\p{M}/gu, '') : letter;
  return [...said.replaceAll('ł', 'l').replaceAll('Ł', 'L')].map(bare).join('');
}

function counted(said: string): SmsText {
  return { text: said, parts: new SegmentedMessage(said).segmentsCount };
}
