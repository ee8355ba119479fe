import { isSameNumber, signsOf } from '../database/document-number';

/** A document whose number a text says, and the number as the text writes it. */
export interface Named<D> {
  document: D;
  written: string;
}

/** Words of which a number in a text may consist. */
const MOST_WORDS = 5;
/** A shorter number says nothing in the middle of a text: "12" stands in many. */
const LEAST_SIGNS = 5;
/** Numbers stand between these and blanks. */
const WORD = /[^\s:;,"'()<>|=„”»«[\]{}]+/g;

/** Words of a text that may each be a whole number, without the point that ends a sentence. */
export function numberWords(text: string): string[] {
  const words = [...text.matchAll(WORD)].map(([word]) => word.replace(/[.!?]+$/, ''));
  return words.filter((word) => /\d/.test(word) && signsOf(word).length >= LEAST_SIGNS);
}

/** Finds the numbers of documents in texts, whatever case, blanks and dashes the text uses. */
export class KnownNumbers<D extends { number: string }> {
  private readonly documents = new Map<string, D[]>();

  constructor(documents: readonly D[]) {
    for (const document of documents) {
      const signs = signsOf(document.number);
      const same = this.documents.get(signs);
      if (same) same.push(document);
      else this.documents.set(signs, [document]);
    }
  }

  /** The documents with this number. */
  named(written: string): D[] {
    const candidates = this.documents.get(signsOf(written)) ?? [];
    return candidates.filter(({ number }) => isSameNumber(written, number));
  }

  /** The documents whose number stands anywhere in the text. */
  namedIn(text: string): Named<D>[] {
    const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
      from: index,
      to: index + word.length,
      signs: signsOf(word),
    }));
    return words.flatMap((first, n) => {
      const found: Named<D>[] = [];
      let signs = '';
      for (const word of words.slice(n, n + MOST_WORDS)) {
        signs += word.signs;
        if (signs.length < LEAST_SIGNS || !/\d/.test(signs) || !this.documents.has(signs)) continue;
        const written = text.slice(first.from, word.to);
        found.push(...this.named(written).map((document) => ({ document, written })));
      }
      return found;
    });
  }
}
