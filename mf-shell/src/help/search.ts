import type { Question, Texts } from './questions';

/** Lower case without diacritics, so that "zaplac" finds "Zapłać". */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l');
}

/** Endings change in Polish and Ukrainian: a longer word is looked for without its last two letters. */
const ENDING = 2;
const LONG = 6;

/** The questions in which each word of the search stands: in the question, its further words, or the answer. */
export function search(asked: string, texts: Texts, questions: readonly Question[]): Set<Question> {
  const words = folded(asked)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => (word.length >= LONG ? word.slice(0, -ENDING) : word));
  return new Set(
    questions.filter((one) => {
      const said = [texts[`${one}.question`], texts[`${one}.words`], ...texts[`${one}.answer`]];
      const whole = folded(said.join(' '));
      return words.every((word) => whole.includes(word));
    }),
  );
}
