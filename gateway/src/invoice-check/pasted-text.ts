import { isIban, isKsefNumber, isNrb } from '../identifiers';

// Reads a text pasted from a paper, a mail or a bank's page. Nothing is guessed: a letter O is no zero.

/** An account in a text, without blanks and dashes. */
export interface PastedAccount {
  /** 26 digits, or an account abroad with its country. */
  number: string;
  /** False where the check digits do not fit, so no bank takes it. */
  isValid: boolean;
}

/** What a text says that can be compared with documents. */
export interface PastedText {
  accounts: PastedAccount[];
  /** Upper case, 35 characters. */
  ksefNumbers: string[];
  /** What the text itself calls the number of a document, and a line that is nothing but a number. */
  numbers: string[];
  /** Whole grosze, never negative. */
  amounts: number[];
  /** The rest of the text. Numbers of known documents are searched in it. */
  rest: string;
}

const MOST = 20;
/** The longest single line that may be a document's number. */
const LONGEST_NUMBER = 64;

/** Finds accounts, KSeF numbers, document numbers and amounts. */
export function readPasted(pasted: string): PastedText {
  const text = plain(pasted);
  const ksef = cut(text, ksefNumbers);
  const accounts = cut(ksef.rest, accountsIn);
  const { rest } = accounts;
  const amounts = amountsIn(rest);
  const named = numbersIn(rest);
  const isEmpty = ksef.found.length + accounts.found.length + amounts.length + named.length === 0;
  return {
    accounts: uniqueBy(accounts.found, ({ number }) => number),
    ksefNumbers: uniqueBy(ksef.found, String),
    numbers: uniqueBy(isEmpty ? wholeNumber(rest) : named, String),
    amounts: uniqueBy(amounts, String),
    rest,
  };
}

/** Blanks, dashes and full-width digits in their usual form, without invisible characters. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{DI}/gu, '')
    .replace(/[\p{Pd}\u2212]/gu, '-');
}

interface Place<T> {
  from: number;
  to: number;
  value: T;
}

/** The values found, and the text without them. */
function cut<T>(text: string, find: (text: string) => Place<T>[]): { found: T[]; rest: string } {
  const places = find(text);
  let rest = '';
  let at = 0;
  for (const { from, to } of places) {
    rest += `${text.slice(at, from)}\n\n`;
    at = to;
  }
  return { found: places.map(({ value }) => value), rest: rest + text.slice(at) };
}

const KSEF =
  /(?<![\p{L}\d])(\d{10})[\s-]*(\d{8})[\s-]*([\dA-F]{6})[\s-]*([\dA-F]{6})[\s-]*([\dA-F]{2})(?![\p{L}\d])/giu;

function ksefNumbers(text: string): Place<string>[] {
  return [...text.matchAll(KSEF)].flatMap((match) => {
    const [written, nip, day, first, second, check] = match as unknown as string[];
    const number = `${nip}-${day}-${first}${second}-${check}`.toUpperCase();
    // Without dashes it may be any long number.
    if (!written!.includes('-') && !isKsefNumber(number)) return [];
    return [{ from: match.index, to: match.index + written!.length, value: number }];
  });
}

/** Digits in groups, as on paper. */
const DIGITS = /(?<!\d|\d[.,/])(?:PL\s{0,2})?\d+(?:[\s-]{1,3}\d+)*/giu;
/** Looked ahead at, so that one that begins inside of another is found. */
const ABROAD = /(?<![\p{L}\d])(?=((?!PL)[A-Z]{2}\d{2}(?:[\s-]{0,2}[A-Z\d]){11,40}))/giu;
/** Words before a number that make it an account. */
const CALLED_ACCOUNT = /(konto|kont[aue]|rachun|nrb|iban|account|рахун)[^\d]{0,30}$/iu;

function accountsIn(text: string): Place<PastedAccount>[] {
  const found = [...polishAccounts(text), ...accountsAbroad(text)].sort((a, b) => a.from - b.from);
  return found.filter(({ from }, n) => n === 0 || from >= found[n - 1]!.to);
}

function polishAccounts(text: string): Place<PastedAccount>[] {
  return [...text.matchAll(DIGITS)].flatMap((run) => {
    const groups = groupsIn(run[0], run.index, /\d+/g);
    const valid = windows(groups).filter(({ value }) => isNrb(value));
    if (valid.length > 0) return apart(valid).map((place) => account(place, true));
    const all = { from: groups[0]!.from, to: groups.at(-1)!.to, value: groups.map((g) => g.value).join('') };
    return isMistyped(all.value, text.slice(0, run.index), run[0], text) ? [account(all, false)] : [];
  });
}

/** 26 digits that no bank takes, or about as many where the text calls them an account. */
function isMistyped(digits: string, before: string, run: string, text: string): boolean {
  if (digits.length < 24 || digits.length > 28) return false;
  return (
    digits.length === 26 || run.trim() === text.trim() || /^PL/i.test(run) || CALLED_ACCOUNT.test(before)
  );
}

function accountsAbroad(text: string): Place<PastedAccount>[] {
  return [...text.matchAll(ABROAD)].flatMap((run) => {
    const groups = groupsIn(run[1]!, run.index, /[A-Z\d]+/gi);
    let value = '';
    for (const group of groups) {
      value += group.value.toUpperCase();
      // The words after an account look like its last groups.
      if (isIban(value)) return [account({ from: groups[0]!.from, to: group.to, value }, true)];
    }
    return [];
  });
}

function account({ from, to, value }: Place<string>, isValid: boolean): Place<PastedAccount> {
  return { from, to, value: { number: value, isValid } };
}

function groupsIn(run: string, start: number, group: RegExp): Place<string>[] {
  return [...run.matchAll(group)].map(({ 0: value, index }) => ({
    from: start + index,
    to: start + index + value.length,
    value,
  }));
}

/** Neighbouring groups that are 26 digits together: a date or an amount may stand beside the account. */
function windows(groups: Place<string>[]): Place<string>[] {
  return groups.flatMap((first, n) => {
    let value = '';
    for (const group of groups.slice(n, n + 26)) {
      value += group.value;
      if (value.length === 26) return [{ from: first.from, to: group.to, value }];
      if (value.length > 26) return [];
    }
    return [];
  });
}

function apart<T>(places: Place<T>[]): Place<T>[] {
  return places.reduce<Place<T>[]>(
    (kept, place) => (kept.length > 0 && place.from < kept.at(-1)!.to ? kept : [...kept, place]),
    [],
  );
}

const CURRENCY = '(zł\\p{L}*|zl|pln|грн|злот\\p{L}*)?';
/** Not a price of a unit, a quantity or a rate. */
const NO_AMOUNT = `(?!\\s*${CURRENCY}\\s*(?:/|%|[kM]?Wh?\\b|kvarh|m3))`;
const AMOUNT = new RegExp(
  `(?<![\\d.,/]|\\d-)(?:([1-9]\\d{0,2}(?:[ .,'’]\\d{3})+)|(\\d{1,9}))(?:[.,](\\d{2}))?(?!\\d|[.,/-]\\d)${NO_AMOUNT}\\s*${CURRENCY}`,
  'giu',
);

/** Amounts with grosze or with a currency. */
function amountsIn(text: string): number[] {
  const amounts: number[] = [];
  for (const [, grouped, whole, grosze, , currency] of text.matchAll(AMOUNT)) {
    if (grosze === undefined && currency === undefined) continue;
    amounts.push(Number((grouped ?? whole)!.replace(/\D/g, '')) * 100 + Number(grosze ?? 0));
    if (amounts.length === MOST) break;
  }
  return amounts;
}

const DOCUMENT =
  '(?:faktur|rachun|dokument|invoice|document|bill|note|nota|noty|notę|rachunk|рахун|фактур|документ|нот)\\p{L}*';
const NUMBER = '(?:(?:nr|numer|number|no|номер)\\p{L}*\\.?|#|:)';
/** The value may stand below its name. */
const BLANK = '[ \\t]*\\r?\\n?[ \\t]*';
/** "FV 2026/02/150": letters and a word with a digit. */
const TOKEN = '(?:(\\p{L}{1,5}) )?([\\p{L}/_.-]*\\d[^\\s,;:()"]*)';
const NAMED = [
  new RegExp(`${DOCUMENT}(?:[ -]+\\p{L}+){0,3}?${BLANK}${NUMBER}:?${BLANK}${TOKEN}`, 'giu'),
  new RegExp(`${NUMBER} +${DOCUMENT}(?: vat)?:?${BLANK}${TOKEN}`, 'giu'),
];
/** What else stands after these words. */
const DAY_OR_AMOUNT = /^(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}|\d+[.,]\d{2})$/;

function numbersIn(text: string): string[] {
  const found = NAMED.flatMap((pattern) => [...text.matchAll(pattern)]);
  return found.flatMap(([, series, written]) => {
    const word = written!.replace(/[.\-/]+$/, '');
    if (DAY_OR_AMOUNT.test(word)) return [];
    return series && series === series.toUpperCase() ? `${series} ${word}` : word;
  });
}

const NAME = new RegExp(`^(?:${DOCUMENT}|[^\\d]{1,3})$`, 'iu');

/** A short line is a number in any form: words with digits, and names such as "FV" beside them. */
function wholeNumber(text: string): string[] {
  const line = text.trim();
  if (line.length > LONGEST_NUMBER || line.includes('\n') || !/\d/.test(line)) return [];
  return line.split(/\s+/).every((word) => /\d/.test(word) || NAME.test(word)) ? [line] : [];
}

function uniqueBy<T>(values: T[], key: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [key(value), value])).values()].slice(0, MOST);
}
