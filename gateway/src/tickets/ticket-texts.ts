import { problem, type Problem } from '../graphql/problems';
import type { LanguageCode } from '../texts/language';

const LONGEST_SUBJECT = 200;
const LONGEST_BODY = 10_000;
/**
 * Halves of characters, and control characters other than line breaks and tabs: no database or mail needs them. Controls
 * of the writing direction: by them a text reads as another one.
 */
const UNPRINTABLE = /\p{Cs}|(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu;

/** Text as it is stored: line breaks of one kind, no blanks around it. */
export function plainText(written: string): string {
  return written.replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '').trim();
}

/** The same in one line. */
export function oneLine(written: string): string {
  return plainText(written).replace(/\s+/g, ' ');
}

/** What is wrong with the subject: nothing, or one problem. */
export function subjectProblems(subject: string, language: LanguageCode): Problem[] {
  if (subject === '') return [problem('REQUIRED', 'subject', language)];
  if (subject.length > LONGEST_SUBJECT)
    return [problem('TOO_LONG', 'subject', language, 'problem.SUBJECT_TOO_LONG')];
  return [];
}

/** What is wrong with the text of a ticket or reply: nothing, or one problem. */
export function bodyProblems(body: string, language: LanguageCode, { mayBeEmpty = false } = {}): Problem[] {
  if (body === '' && !mayBeEmpty) return [problem('REQUIRED', 'body', language)];
  if (body.length > LONGEST_BODY) return [problem('TOO_LONG', 'body', language, 'problem.BODY_TOO_LONG')];
  return [];
}
