// Addresses inside the page.
import { readConfig } from '../config';

/** Whether the gateway answers this path with something else than the page, so that the browser has to load it. */
export function isGatewayAddress(pathname: string): boolean {
  return readConfig().ownAddresses.includes(pathname.split('/')[1] ?? '');
}

/**
 * The parameter by which a link says whose place it leads to: `/finanse/F1?klient=ID`. Links in mails have it, since a
 * login may have several customers, and the session looks at one. Once that one is selected it goes from the address.
 */
export const CUSTOMER = 'klient';

/** A place of this page with the customer it is about, or with none. */
export function withCustomer(
  { pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>,
  id: string | null,
) {
  const query = new URLSearchParams(search);
  if (id === null) query.delete(CUSTOMER);
  else query.set(CUSTOMER, id);
  return pathname + (query.size > 0 ? `?${query.toString()}` : '') + hash;
}

/** Goes to a place of this page without loading it anew. */
export function navigate(path: string, { replace = false } = {}): void {
  const target = new URL(path, location.href);
  if (target.origin !== location.origin) throw new Error(`Not a place of this page: ${path}`);
  const { href: before, pathname } = location;
  history[replace ? 'replaceState' : 'pushState'](null, '', target);
  if (before === location.href) return;
  if (pathname !== location.pathname) scrollTo(0, 0);
  // single-spa says so itself once it runs; twice does no harm, because nothing changes at the second time.
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

/**
 * The place wanted after signing in, if it is one of ours. Whatever a browser could read as another host or another
 * scheme is refused; the page then opens its home.
 */
export function safePlace(wanted: string | null): string {
  // Browsers repair backslashes and control characters into something else than what stands here.
  if (!wanted?.startsWith('/') || /[\\\p{Cc}\s]/u.test(wanted) || /^\/(\/|%2f|%5c)/i.test(wanted)) return '/';
  const target = parsed(wanted);
  if (target?.origin !== location.origin || target.pathname.startsWith('//')) return '/';
  // The one place outside the page where people are sent to sign in from.
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
