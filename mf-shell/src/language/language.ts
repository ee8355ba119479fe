// The page's language: stored in the browser, and sent to the server with the session.
export type Language = 'pl' | 'en' | 'uk';

export const LANGUAGES: readonly Language[] = ['pl', 'en', 'uk'];
const KEY = 'ebok.language';

type Listener = (language: Language) => void;

const listeners = new Set<Listener>();
let current: Language = remembered() ?? preferred();
/** The current language, or the one being loaded. */
let coming = current;

/** The public API of the language, for slices. */
export const language = {
  get current(): Language {
    return current;
  },
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

type Preparation = (next: Language) => Promise<void>;
const preparations = new Set<Preparation>();

/** Runs a preparation before each switch of language: now for the current one, and for one that is being loaded. */
export async function prepare(preparation: Preparation): Promise<void> {
  preparations.add(preparation);
  let ready = current;
  await preparation(ready);
  while (ready !== coming) {
    ready = coming;
    await preparation(ready).catch(console.warn);
  }
}

/** Waits for all preparations before `setLanguage`. A failed one does not block the others. */
export async function prepared(next: Language): Promise<void> {
  coming = next;
  const outcomes = await Promise.allSettled([...preparations].map((preparation) => preparation(next)));
  for (const outcome of outcomes) if (outcome.status === 'rejected') console.warn(outcome.reason);
}

/** Switches the page's language at once; the shell's texts must be loaded. A first visit stores nothing. */
export function setLanguage(next: Language): void {
  if (next !== current) remember(next);
  current = next;
  coming = next;
  document.documentElement.lang = next;
  for (const listener of [...listeners]) listener(next);
}

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}

function remembered(): Language | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return isLanguage(value) ? value : undefined;
  } catch {
    // Storage may be forbidden; the page works without it.
    return undefined;
  }
}

function remember(value: Language): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // As above.
  }
}

/**
 * The first language without a stored choice: Polish, or Ukrainian where the browser prefers it. An English browser
 * says little on a Polish computer, so English is chosen in the menu.
 */
function preferred(): Language {
  return navigator.language.startsWith('uk') ? 'uk' : 'pl';
}
