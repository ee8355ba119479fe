// The language of the page: remembered in the browser, told to the server by the session.
export type Language = 'pl' | 'en' | 'uk';

export const LANGUAGES: readonly Language[] = ['pl', 'en', 'uk'];
const KEY = 'ebok.language';

type Listener = (language: Language) => void;

const listeners = new Set<Listener>();
let current: Language = remembered() ?? preferred();
/** What the page has, or is about to turn to. */
let coming = current;

/** What slices may know of the language. */
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

/** Has something done before the page turns to a language, now for the one it has, and for one it is just turning to. */
export async function prepare(preparation: Preparation): Promise<void> {
  preparations.add(preparation);
  let ready = current;
  await preparation(ready);
  while (ready !== coming) {
    ready = coming;
    await preparation(ready).catch(console.warn);
  }
}

/** Waits for all that should be there before `setLanguage`. One that fails keeps nobody else from turning. */
export async function prepared(next: Language): Promise<void> {
  coming = next;
  const outcomes = await Promise.allSettled([...preparations].map((preparation) => preparation(next)));
  for (const outcome of outcomes) if (outcome.status === 'rejected') console.warn(outcome.reason);
}

/** Changes the language of the page at once; texts of the shell must be there already. */
export function setLanguage(next: Language): void {
  current = next;
  coming = next;
  remember(next);
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
    // Storage may be forbidden; the page works without.
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
 * Polish is the office's language. A browser set to Ukrainian says that its owner reads it; one set to English says
 * little on a Polish computer, so English is chosen in the menu.
 */
function preferred(): Language {
  return navigator.language.startsWith('uk') ? 'uk' : 'pl';
}
