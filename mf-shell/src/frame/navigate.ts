// Addresses inside the page.

/** Paths the gateway answers with something else than the page. */
const OTHER = /^\/(graphql|files|playground|outbox|payments|assets|podglad)(\/|$)/;

/** Whether a path of this origin leads out of the page, so that the browser has to load it. */
export function isOther(pathname: string): boolean {
  return OTHER.test(pathname);
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
  if (/^\/(logowanie|graphql|files|playground|outbox|podglad)(\/|$)/.test(target.pathname)) return '/';
  return target.pathname + target.search + target.hash;
}

function parsed(path: string): URL | undefined {
  try {
    return new URL(path, location.origin);
  } catch {
    return undefined;
  }
}
