// Addresses inside the page.
import gatewayAddresses from './gateway-addresses.json';

/** Whether the gateway answers this path with something else than the page, so that the browser has to load it. */
export function isGatewayAddress(pathname: string): boolean {
  return gatewayAddresses.includes(pathname.split('/')[1] ?? '');
}

/**
 * The parameter with the customer that a link is about: `/finanse/F1?customer=ID`. Links in mails have it, since a
 * login may have several customers. It is removed once that customer is selected.
 */
export const CUSTOMER = 'customer';

/** The parameter of the sign-in page with the address to show afterwards. */
export const RETURN_TO = 'returnTo';

/** What the parameters were called before; links in older mails and bookmarks have these. */
const FORMER_NAMES = { [CUSTOMER]: 'klient', [RETURN_TO]: 'powrot' };

/** The value of one of the shell's own parameters, under its former name as well; null without one. */
export function parameter(query: URLSearchParams, name: keyof typeof FORMER_NAMES): string | null {
  return query.get(name) ?? query.get(FORMER_NAMES[name]);
}

/** An address of this page with the customer it is about, or without one. */
export function withCustomer(
  { pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>,
  id: string | null,
) {
  const query = new URLSearchParams(search);
  for (const name of [CUSTOMER, FORMER_NAMES[CUSTOMER]]) query.delete(name);
  if (id !== null) query.set(CUSTOMER, id);
  return pathname + (query.size > 0 ? `?${query.toString()}` : '') + hash;
}

/** Goes to an address of this page without loading the page. */
export function navigate(path: string, { replace = false } = {}): void {
  const target = new URL(path, location.href);
  if (target.origin !== location.origin) throw new Error(`Not a place of this page: ${path}`);
  const { href: before, pathname } = location;
  history[replace ? 'replaceState' : 'pushState'](null, '', target);
  if (before === location.href) return;
  if (pathname !== location.pathname) scrollTo(0, 0);
  // single-spa dispatches this too once it runs; the second event changes nothing.
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

/**
 * The address wanted after sign-in, if it is one of ours; home otherwise. An address that a browser could read as
 * another host or scheme is refused.
 */
export function safePlace(wanted: string | null): string {
  // Browsers rewrite backslashes and control characters, so the address could lead elsewhere.
  if (!wanted?.startsWith('/') || /[\\\p{Cc}\s]/u.test(wanted) || /^\/(\/|%2f|%5c)/i.test(wanted)) return '/';
  const target = parsed(wanted);
  if (target?.origin !== location.origin || target.pathname.startsWith('//')) return '/';
  // The playground is the one address outside the page that sends people to sign in.
  if (target.pathname === '/playground') return target.pathname;
  if (/^\/logowanie(\/|$)/.test(target.pathname) || isGatewayAddress(target.pathname)) return '/';
  return target.pathname + target.search + target.hash;
}

function parsed(path: string): URL | undefined {
  try {
    return new URL(path, location.origin);
  } catch {
    return undefined;
  }
}
