// Billing writes charges, zones and ways of reading in Polish. Those that are known are translated; the words come only to
// who reads another language.
import { language } from '@ebok/shell';
import { useSyncExternalStore } from 'react';

type Terms = Record<string, string>;

const LOADERS = { en: () => import('./en'), uk: () => import('./uk') };

let terms: Terms = {};
let loaded = 'pl';
const listeners = new Set<() => void>();

async function load(): Promise<void> {
  const wanted = language.current;
  if (wanted === 'pl' || wanted === loaded) return;
  loaded = wanted;
  terms = {};
  try {
    const { default: found } = await LOADERS[wanted]();
    if (language.current === wanted) terms = found;
  } catch {
    // What is printed stays; the next document asks for the words again.
    loaded = 'pl';
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  void load();
  return () => listeners.delete(listener);
}

/** The words known in the reader's language: none in Polish, and none until they have come. */
export function useTerms(): Terms {
  const known = useSyncExternalStore(subscribe, () => terms);
  return language.current === 'pl' ? {} : known;
}

/** C12a: the same in every language. */
const TARIFF = /^[a-z]\d\d[a-z]{0,2}$/;

/** What a term printed in Polish is in `known`; names put together of known ones and tariffs, by a dash or a comma, are known, too. */
export function term(printed: string, known: Terms): string | undefined {
  const folded = printed.trim().replace(/\s+/g, ' ').replace(/[:.]$/, '').toLowerCase();
  if (Object.hasOwn(known, folded)) return known[folded];
  if (TARIFF.test(folded)) return folded[0]!.toUpperCase() + folded.slice(1);
  const [, first, between, rest] = /^(.+?)( [-–] |, )(.+)$/.exec(folded) ?? [];
  if (first === undefined || between === undefined || rest === undefined) return undefined;
  const [a, b] = [term(first, known), term(rest, known)];
  return a !== undefined && b !== undefined ? `${a}${between}${b}` : undefined;
}
