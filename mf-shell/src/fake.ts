// The shell's public API without a shell, for tests of slices and for standalone mode. It has the names of
// public.ts, and `fake` to set the session and the answers, and to read what the slice called.
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, InMemoryCache, Observable } from '@apollo/client';
import { failureTextsBy, type FailureTexts } from './api/failure-texts';
import { catalogue } from './language/catalogue';
import { isLanguage, setLanguage, type Language } from './language/language';
import type { Session } from './session/session.operations';
import type { Kind } from './layout/notify';
import { guardInput, holdsInput, saveInput } from './session/input-guard';
import { tolerateTranslation } from './layout/browser-translation';
import en from './texts/en.json';
import pl from './texts/pl.json';
import uk from './texts/uk.json';

export { isNotFound } from './api/failure';
export { copy, type CopyOutcome } from './layout/clipboard';
export { keepFocusAround } from './layout/keep-focus';
export { catalogue, catalogueByLanguage } from './language/catalogue';
export type { FailureTexts } from './api/failure-texts';
export { format } from './language/format';
export { language, type Language } from './language/language';
export type { Customer, Session } from './session/session.operations';
export { lifecycles, type SliceProps } from './slices/lifecycles';

type Variables = Record<string, unknown>;
type Data = Record<string, unknown>;
/** Data, an error to fail with, or a function of the variables; `never()` leaves the operation pending. */
export type FakeAnswer = Data | Error | ((variables: Variables) => Data | Error | Promise<Data | Error>);

tolerateTranslation();

const EVERYBODY: Session = {
  user: { id: 'u1', email: 'jan@kowalski.pl', language: 'PL' },
  customer: { id: 'c1', number: 'K-1', kind: 'PERSON', name: 'Jan Kowalski' },
  customers: [{ id: 'c1', number: 'K-1', kind: 'PERSON', name: 'Jan Kowalski' }],
  role: 'OWNER',
  expiresAt: '2099-01-01T00:00:00Z',
  termsToAccept: null,
};

const answers = new Map<string, FakeAnswer>();
const listeners = new Set<(session: Session | null) => void>();
let current: Session | null = EVERYBODY;

export const session = {
  get current(): Session | null {
    return current;
  },
  subscribe(listener: (session: Session | null) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  async signOut(): Promise<void> {
    await saveInput();
    fake.session(null);
  },
  guardInput,
  leave(): void {
    fake.session(null);
  },
};

const link = new ApolloLink(
  ({ operationName = '', variables }) =>
    new Observable((observer) => {
      fake.asked.push({ operation: operationName, variables });
      answer(operationName, variables).then(
        (data) => {
          observer.next({ data });
          observer.complete();
        },
        (error: unknown) => observer.error(error),
      );
    }),
);

async function answer(name: string, variables: Variables): Promise<Data> {
  const known = answers.get(name);
  if (!known) {
    const error = new Error(`The fake has no answer to ${name}: fake.answer('${name}', …)`);
    // The slice only shows that something failed: this names the operation in a test, and in the check of standalone.ts.
    console.error(error);
    throw error;
  }
  const given = typeof known === 'function' ? await known(variables) : known;
  if (given instanceof Error) throw given;
  return given;
}

export const client = new ApolloClient({ link, cache: new InMemoryCache() });

const texts = catalogue({ pl, en, uk });

export function failureTexts(error?: unknown): FailureTexts {
  return failureTextsBy(texts, error);
}

export function notify(text: string, kind: Kind = 'info'): void {
  fake.notices.push({ text, kind });
}

export const menu = {
  badge(path: string, count: number): void {
    fake.badges.set(path, count);
  },
};

export function navigate(path: string, { replace = false } = {}): void {
  fake.places.push(path);
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

export const fake = {
  /** The calls of notify(). */
  notices: [] as { text: string; kind: Kind }[],
  /** The counts set by menu.badge(), by path. */
  badges: new Map<string, number>(),
  /** The paths of navigate(). */
  places: [] as string[],
  /** Operations sent, oldest first. */
  asked: [] as { operation: string; variables: Variables }[],
  answer(operation: string, data: FakeAnswer): void {
    answers.set(operation, data);
  },
  /** An answer that never comes: the slice keeps its skeleton. */
  never: (): Promise<Data> => new Promise(() => {}),
  /** A GraphQL error in the gateway's format. */
  error(code: string, extensions: Data = {}, message = code): Error {
    return new CombinedGraphQLErrors({ errors: [{ message, extensions: { code, ...extensions } }] });
  },
  /** Changes parts of the session, or ends it. */
  session(change: Partial<Session> | null): void {
    current = change && { ...(current ?? EVERYBODY), ...change };
    for (const listener of [...listeners]) listener(current);
  },
  /** As when the gateway knows the session no more: it ends, unless a page holds unsaved input. */
  expire(): void {
    if (!holdsInput()) fake.session(null);
  },
  language(next: Language): void {
    if (isLanguage(next)) setLanguage(next);
  },
  /** Resets everything; call it before each test. */
  async reset(): Promise<void> {
    answers.clear();
    fake.badges.clear();
    fake.notices.length = fake.places.length = fake.asked.length = 0;
    current = EVERYBODY;
    setLanguage('pl');
    await client.clearStore();
  },
};
