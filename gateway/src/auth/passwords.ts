import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as polish from '@zxcvbn-ts/language-pl';
import { ProblemCode } from '../problems';
import { PASSWORD_BYTES, prepared } from './hashing';

const SHORTEST = 12;
/** Fewer guesses than this (log 10) and a password falls to a patient guesser. */
const GUESSES = 7;
/** The estimator's work grows fast with length: longer passwords are judged by their two ends. */
const JUDGED = 48;

let lists: { common: ReadonlySet<string>; estimator: ZxcvbnFactory } | undefined;

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

/** Why this password may not be used, or null. `about`: the e-mail and names a guesser would try first. */
export function passwordFault(password: string, about: string[]): ProblemCode | null {
  const text = prepared(password);
  if (text === '') return ProblemCode.REQUIRED;
  if (Buffer.byteLength(text) > PASSWORD_BYTES) return ProblemCode.TOO_LONG;
  // Characters as people count them, not UTF-16 halves.
  if ([...text].length < SHORTEST) return ProblemCode.PASSWORD_TOO_WEAK;
  const known = load();
  if (known.common.has(text.toLowerCase())) return ProblemCode.PASSWORD_BREACHED;
  const words = about.flatMap(wordsOf);
  if (isMadeOf(text, words)) return ProblemCode.PASSWORD_TOO_WEAK;
  const parts = text.length > JUDGED ? [text.slice(0, JUDGED), text.slice(-JUDGED)] : [text];
  const weak = parts.every((part) => known.estimator.check(part, words).guessesLog10 < GUESSES);
  return weak ? ProblemCode.PASSWORD_TOO_WEAK : null;
}

/** "Jasna Energia" → the whole, without blanks, and each word; of an e-mail its parts. */
function wordsOf(value: string): string[] {
  const lower = value.toLowerCase();
  const words = lower.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  return [...new Set([lower, lower.replace(/\s+/g, ''), ...words])];
}

/** True when hardly anything is left without these words, digits and signs: "Jasna Energia 2026!". */
function isMadeOf(text: string, words: string[]): boolean {
  let rest = text.toLowerCase();
  for (const word of [...words].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '');
  return rest !== text.toLowerCase() && rest.replace(/[^\p{L}]/gu, '').length < 4;
}
