// Support of the shell's tests: a gateway that answers by operation name, a session, and a page.
import type { PageConfig } from './config';
import { switchLanguage } from './language/texts';
import { loadPageTexts } from './pages/page-texts';
import { setPortalInfo } from './session/portal-info';
import type { PortalInfo, Session } from './session/session.operations';
import { setSession } from './session/session';

type Answer = object | ((variables: Record<string, unknown>) => object);

export interface Request {
  operation: string;
  variables: Record<string, unknown>;
  headers: Record<string, string>;
  /** The operation's text; undefined where its hash was sent instead. */
  query?: string;
  hash?: string;
}

interface Sent {
  query?: string;
  operationName?: string;
  variables: Record<string, unknown>;
  extensions?: { persistedQuery?: { sha256Hash: string } };
}

/** Operations received by the fake gateway, oldest first. */
export const asked: Request[] = [];

/**
 * Sets the answers by operation name: data, or `{ errors: [...] }`; an operation without one fails as unreachable.
 * @param customer the session's customer, named in each response
 */
export function gateway(answers: Record<string, Answer>, customer?: string): void {
  asked.length = 0;
  globalThis.fetch = (async (
    _url: string,
    { body, headers }: { body: string; headers: Record<string, string> },
  ) => {
    const sent = JSON.parse(body) as Sent;
    const { variables, query = '' } = sent;
    const operation = sent.operationName ?? /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
    asked.push({
      operation,
      variables,
      headers,
      query: sent.query,
      hash: sent.extensions?.persistedQuery?.sha256Hash,
    });
    const answer = answers[operation];
    if (!answer) throw new TypeError('Failed to fetch');
    const said = typeof answer === 'function' ? answer(variables) : answer;
    const text = JSON.stringify('errors' in said ? { data: null, ...said } : { data: said });
    return {
      ok: true,
      status: 200,
      headers: new Headers({
        'content-type': 'application/json',
        ...(customer && { 'x-ebok-customer': customer }),
      }),
      json: async () => JSON.parse(text) as unknown,
      text: async () => text,
    };
  }) as unknown as typeof fetch;
}

/** A GraphQL error in the gateway's format. */
export function refusal(code: string, extensions: object = {}): object {
  return { errors: [{ message: code, extensions: { code, ...extensions } }] };
}

export const DOCUMENT = {
  id: 'terms-1',
  title: 'Regulamin',
  version: '1',
  validFrom: '2026-01-01',
  url: '/files/documents/terms/1',
  mimeType: 'text/html',
};

const hours = (said: string) => ({ pl: said, en: `${said} (en)`, uk: `${said} (uk)` });

export const SERVICE: PortalInfo = {
  name: 'Jasna Energia',
  company: {
    name: 'Jasna Energia sp. z o.o.',
    nip: '9992000001',
    regon: '191781561',
    address: { line1: 'ul. Słoneczna 12', line2: '00-789 Warszawa' },
  },
  dataAsOf: '2026-03-29T10:00:00Z',
  maintenance: null,
  terms: DOCUMENT,
  invoiceNumberExample: 'FS/000123/11/2026',
  support: [
    { audience: 'PERSON', phone: '22 100 20 30', email: 'dom@example.com', ...hours('8–18') },
    { audience: 'COMPANY', phone: '22 100 20 40', email: 'firma@example.com', ...hours('9–15') },
  ],
};

const JAN = { id: 'c1', number: '1', kind: 'PERSON' as const, name: 'Jan Kowalski' };
const SHOP = { id: 'c2', number: '2', kind: 'COMPANY' as const, name: 'Sklep Jan Kowalski' };

/** A session with two customers. */
export function somebody(change: Partial<Session> = {}): Session {
  return {
    user: { id: 'u1', email: 'jan@kowalski.pl', language: 'PL' },
    customer: JAN,
    customers: [JAN, SHOP],
    role: 'OWNER',
    expiresAt: new Date(Date.now() + 30 * 60_000).toISOString(),
    termsToAccept: null,
    ...change,
  };
}

/** A fresh page in Polish at an address, with or without a session. */
export async function arrive(path: string, session: Session | null = null): Promise<void> {
  document.body.replaceChildren();
  history.replaceState(null, '', path);
  await switchLanguage('pl');
  await loadPageTexts();
  setPortalInfo(SERVICE);
  setSession(session);
}

/** Writes the page's configuration, as the gateway does. */
export function configure(config: Partial<PageConfig>): void {
  const element = document.getElementById('ebok-config') ?? document.createElement('script');
  Object.assign(element, { id: 'ebok-config', type: 'application/json' });
  const none = { shell: '', slices: [], production: true };
  element.textContent = JSON.stringify({ ...none, ...config });
  document.head.append(element);
}

/** Adds an element to the page and waits for its first render. */
export async function show<T extends HTMLElement>(tag: string): Promise<T> {
  const element = document.createElement(tag) as T & { updateComplete: Promise<unknown> };
  document.body.append(element);
  await element.updateComplete;
  return element;
}

/** Lets pending promises and their effects run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
}

export function text(selector = 'body'): string {
  const found = document.querySelector(selector)?.textContent ?? '';
  return found.replace(/\s+/g, ' ').trim();
}

export function type(name: string, value: string): void {
  const input = document.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (!input) throw new Error(`No field ${name}`);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

export async function press(name: string | RegExp): Promise<void> {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button')];
  const found = buttons.find((button) => (button.textContent ?? '').replace(/\s+/g, ' ').trim().match(name));
  if (!found) throw new Error(`No button ${name}`);
  found.click();
  await settled();
}
