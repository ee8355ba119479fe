// What is thought of passwords. It runs in a thread (password-worker.cjs), so it needs nothing but its word lists.
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as polish from '@zxcvbn-ts/language-pl';
import { searchable } from '../../database/search-text';
import type { ProblemCode } from '../../graphql/problems';
import type { TextKey } from '../../texts/text';

export const PASSWORD_BYTES = 1000;
const SHORTEST = 12;
/** Fewer guesses than this (log 10) and a password falls to a patient guesser. */
const GUESSES = 7;
/** From here on it is good, and very good. */
const STEPS = [9, 11];
/** The estimator's work grows fast with length: longer passwords are judged by their two ends. */
const JUDGED = 48;

let lists: { common: ReadonlySet<string>; estimator: ZxcvbnFactory } | undefined;

/** Keyboards write the same letters in several ways; compatibility form makes them one. */
export function prepared(password: string): string {
  return password.normalize('NFKC');
}

/** Some 50,000 common passwords and 80,000 Polish words and names; indexed when the first password is set. */
function load(): NonNullable<typeof lists> {
  return (lists ??= {
    common: new Set(common.dictionary['passwords-common']),
    estimator: new ZxcvbnFactory({
      dictionary: { ...common.dictionary, ...polish.dictionary },
      graphs: common.adjacencyGraphs,
      l33tMaxSubstitutions: 16,
    }),
  });
}

/** What is thought of a password; without a code it may be used. */
export interface Judgement {
  /** 0 too short to judge, 1 weak, 2 fair, 3 good, 4 very good. */
  score: number;
  code: `${ProblemCode}` | null;
  /** The reason, as precisely as it is known. */
  sentence?: TextKey;
}

/** The one judge of passwords, of the meter and of setting one. `about`: the e-mail and names a guesser would try first. */
export function judgePassword(password: string, about: string[]): Judgement {
  const text = prepared(password);
  if (text === '') return { score: 0, code: 'REQUIRED' };
  if (Buffer.byteLength(text) > PASSWORD_BYTES) return { score: 0, code: 'TOO_LONG' };
  // Characters as people count them, not UTF-16 halves.
  if ([...text].length < SHORTEST) return weak(0, 'problem.PASSWORD_TOO_SHORT');
  const known = load();
  if (known.common.has(text.toLowerCase())) return { score: 1, code: 'PASSWORD_BREACHED' };
  const words = about.flatMap(wordsOf);
  if (isMadeOf(text, words)) return weak(1, 'problem.PASSWORD_OWN_WORDS');
  const parts = text.length > JUDGED ? [text.slice(0, JUDGED), text.slice(-JUDGED)] : [text];
  const results = parts.map((part) => known.estimator.check(part, words));
  const best = results.reduce((a, b) => (a.guessesLog10 < b.guessesLog10 ? b : a));
  if (best.guessesLog10 >= GUESSES)
    return { score: 2 + STEPS.filter((step) => best.guessesLog10 >= step).length, code: null };
  const ownWords = best.sequence.some((match) => match.dictionaryName === 'userInputs');
  return weak(1, ownWords ? 'problem.PASSWORD_OWN_WORDS' : 'problem.PASSWORD_TOO_WEAK');
}

function weak(score: number, sentence: TextKey): Judgement {
  return { score, code: 'PASSWORD_TOO_WEAK', sentence };
}

/** "Jasna Energia" → the whole, without blanks, and each word; of an e-mail its parts. As written, and without marks. */
function wordsOf(value: string): string[] {
  return [value.toLowerCase(), searchable(value)].flatMap((form) => {
    const words = form.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
    return [form, form.replace(/\s+/g, ''), ...words];
  });
}

/** True when hardly anything is left without these words, digits and signs: "Jasna Energia 2026!". */
function isMadeOf(text: string, words: string[]): boolean {
  const folded = searchable(text);
  let rest = folded;
  for (const word of words.map(searchable).sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(word, '');
  return rest !== folded && rest.replace(/[^\p{L}]/gu, '').length < 4;
}
