import type { RequestContext } from '../../graphql/request-context';
import { sessionCookie } from '../../app/create-context';

/** Marks browsers somebody signed in with; opens nothing by itself. */
export const BROWSER_COOKIE = 'ebok-browser';
const YEAR_SECONDS = 365 * 24 * 3600;

export function setSessionCookie(context: RequestContext, token: string): void {
  context.setCookie(sessionCookie(context.config), token, { secure: isSecure(context) });
}

export function clearSessionCookie(context: RequestContext): void {
  context.setCookie(sessionCookie(context.config), '', { secure: isSecure(context), maxAge: 0 });
}

export function setBrowserCookie(context: RequestContext, value: string): void {
  context.setCookie(BROWSER_COOKIE, value, { secure: isSecure(context), maxAge: YEAR_SECONDS });
}

function isSecure({ config }: RequestContext): boolean {
  return config.publicUrl.startsWith('https:');
}
