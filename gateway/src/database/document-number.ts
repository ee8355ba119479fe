import { keyOf } from './columns';

/** A number's letters and digits, and the positions of separators between them. */
interface Taken {
  signs: string;
  separators: Set<number>;
  blanks: Set<number>;
}

/**
 * Whether a typed or pasted number means this document. It ignores case, blanks, invisible characters and the
 * kind of separator.
 * A separator may be missing or be a blank, but it must not stand elsewhere ("1/23" is not "12/3").
 */
export function isSameNumber(written: string, number: string): boolean {
  const [one, other] = [taken(written), taken(number)];
  return (
    one.signs !== '' &&
    one.signs === other.signs &&
    [...one.separators].every((at) => other.separators.has(at) || other.blanks.has(at))
  );
}

/** Whether there is anything to compare. */
export function isNumber(written: string): boolean {
  return signsOf(written) !== '';
}

/** Letters and digits of a number, folded. Numbers that are the same have the same ones. */
export function signsOf(written: string): string {
  return written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function taken(written: string): Taken {
  const found: Taken = { signs: '', separators: new Set(), blanks: new Set() };
  for (const sign of written.normalize('NFKC').toLowerCase())
    if (/[\p{L}\p{N}]/u.test(sign)) found.signs += sign;
    else if (/\s/.test(sign)) found.blanks.add(found.signs.length);
    else if (/[\p{P}\p{S}]/u.test(sign)) found.separators.add(found.signs.length);
  // Characters around a number do not belong to it.
  for (const edge of [0, found.signs.length]) found.separators.delete(edge);
  return found;
}

/** The id of a correction whose number another document of the customer has. */
export function correctionId(number: string): string {
  return keyOf(number, 'CORRECTION');
}

/** The ids that documents with this number can have. */
export function documentIds(number: string): string[] {
  return [keyOf(number), correctionId(number)];
}
