// Routes of the shell: which page an address shows.
import { isAt, type SliceDescription } from '../config';
import type { Session } from '../session/session.operations';
import { CUSTOMER, RETURN_TO, parameter, safePlace, withCustomer } from './navigate';
import { loadPageTexts } from '../pages/page-texts';

interface OwnPage {
  /** The tag of the page's custom element. */
  tag: string;
  load(): Promise<unknown>;
}

/** The page to show, or where to go instead. */
export type Decision =
  | { show: 'page'; page: OwnPage }
  | { show: 'slice'; slice: SliceDescription }
  /** The address names another customer of this login, whose `id` must be selected first. */
  | { show: 'customer'; id: string }
  | { show: 'other'; path: string };

const page = (tag: string, load: () => Promise<unknown>): OwnPage => ({ tag, load });

/** A page that needs the texts of the less visited pages. */
const rare = (tag: string, load: () => Promise<unknown>): OwnPage =>
  page(tag, () => Promise.all([load(), loadPageTexts()]));

const signIn = page('ebok-sign-in-page', () => import('../pages/sign-in.page').then((page) => page.load()));
const terms = rare('ebok-terms-page', () => import('../pages/terms.page'));
const notFound = rare('ebok-not-found-page', () => import('../pages/notice.pages'));

/** Pages for everybody, signed in or not. */
const OPEN: Record<string, OwnPage> = {
  '/aktywacja': rare('ebok-activation-page', () => import('../pages/password-link.pages')),
  '/anuluj-zmiane': rare('ebok-cancel-change-page', () => import('../pages/cancel-change.page')),
  '/dokumenty': rare('ebok-documents-page', () => import('../documents/documents.page')),
  '/dokumenty/': rare('ebok-document-page', () => import('../documents/document.page')),
  '/dostepnosc': rare('ebok-accessibility-page', () =>
    import('../help/accessibility.page').then((page) => page.load()),
  ),
  '/haslo': rare('ebok-reset-page', () => import('../pages/password-link.pages')),
  '/pliki-cookie': rare('ebok-cookies-page', () => import('../pages/cookies.page')),
  '/pomoc': rare('ebok-help-page', () => import('../help/help.page').then((page) => page.load())),
};

/** Where documents were before. */
const MOVED: Record<string, string> = {
  '/prywatnosc': '/dokumenty/privacy',
  '/regulamin': '/dokumenty/terms',
};

/** Pages without a session. */
const ANONYMOUS: Record<string, OwnPage> = {
  '/logowanie': signIn,
  '/rejestracja': rare('ebok-registration-page', () => import('../pages/registration.page')),
};

const SIGNED_IN: Record<string, OwnPage> = {
  '/': page('ebok-home-page', () => import('../pages/home.page')),
  '/konto': rare('ebok-account-page', () => import('../pages/account.page')),
  '/dodaj-umowe': rare('ebok-add-contract-page', () => import('../pages/add-contract.page')),
  '/brak-dostepu': rare('ebok-no-access-page', () => import('../pages/notice.pages')),
};

/** Decides which page an address shows to this session. */
export function decide(address: URL, session: Session | null, slices: SliceDescription[]): Decision {
  const path = address.pathname;
  const slice = slices.find((one) => isAt(one, path));
  const open = OPEN[path.replace(/^(\/dokumenty\/).*/, '$1')];
  if (open) return { show: 'page', page: open };
  if (MOVED[path] && !session?.termsToAccept) return { show: 'other', path: MOVED[path] };
  if (ANONYMOUS[path]) {
    if (session) return { show: 'other', path: safePlace(parameter(address.searchParams, RETURN_TO)) };
    return { show: 'page', page: ANONYMOUS[path] };
  }
  if (!slice && !SIGNED_IN[path] && !MOVED[path]) return { show: 'page', page: notFound };
  if (!session) return { show: 'other', path: signInPath(path + address.search) };
  if (session.termsToAccept) return { show: 'page', page: terms };
  const named = parameter(address.searchParams, CUSTOMER);
  if (named === session.customer.id) return { show: 'other', path: withCustomer(address, null) };
  if (named !== null) {
    const isOfLogin = session.customers.some(({ id }) => id === named);
    // Customers may have documents with the same number: the current customer's would be the wrong one.
    return isOfLogin ? { show: 'customer', id: named } : { show: 'page', page: notFound };
  }
  return slice ? { show: 'slice', slice } : { show: 'page', page: SIGNED_IN[path] ?? notFound };
}

function signInPath(place: string): string {
  return place === '/'
    ? '/logowanie'
    : `/logowanie?${new URLSearchParams({ [RETURN_TO]: place }).toString()}`;
}
