// Billing names charges, zones and reading methods in Polish. Known names are translated; the dictionary is loaded for
// readers of another language alone.
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
    // The printed names stay; the next document loads the dictionary again.
    loaded = 'pl';
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  void load();
  return () => listeners.delete(listener);
}

/** The dictionary of the reader's language: empty in Polish, and until it is loaded. */
export function useTerms(): Terms {
  const known = useSyncExternalStore(subscribe, () => terms);
  return language.current === 'pl' ? {} : known;
}

/** A tariff, such as C12a: the same in every language. */
const TARIFF = /^[a-z]\d\d[a-z]{0,2}$/;

/** Translates a printed term, or a compound of known terms and tariffs joined by a dash or comma. */
export function term(printed: string, known: Terms): string | undefined {
  const folded = printed.trim().replace(/\s+/g, ' ').replace(/[:.]$/, '').toLowerCase();
  if (Object.hasOwn(known, folded)) return known[folded];
  if (TARIFF.test(folded)) return folded[0]!.toUpperCase() + folded.slice(1);
  const [, first, between, rest] = /^(.+?)( [-–] |, )(.+)$/.exec(folded) ?? [];
  if (first === undefined || between === undefined || rest === undefined) return undefined;
  const [a, b] = [term(first, known), term(rest, known)];
  return a !== undefined && b !== undefined ? `${a}${between}${b}` : undefined;
}
