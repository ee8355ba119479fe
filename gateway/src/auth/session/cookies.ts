import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config';
import type { RequestContext } from '../../graphql/request-context';

type Url = Pick<Config, 'publicUrl'>;

/** Marks a browser in which a user signed in; grants nothing by itself. */
export const BROWSER_COOKIE = 'ebok-browser';
const YEAR_SECONDS = 365 * 24 * 3600;

/** The session cookie's name. The `__Host-` prefix makes browsers refuse it from anywhere but this host over https. */
export function sessionCookie(config: Url): string {
  return isHttps(config) ? '__Host-ebok' : 'ebok';
}

/** Cookies of a request, by name. */
export function cookiesOf(request: FastifyRequest): Record<string, string> {
  // Other sites of the domain add their own cookies; Node accepts 16 kB of headers at most.
  return { ...parseCookie(request.headers.cookie ?? '') } as Record<string, string>;
}

/** The token in the request's session cookie, if it has one. */
export function sessionTokenOf(request: FastifyRequest, config: Url): string | undefined {
  return cookiesOf(request)[sessionCookie(config)];
}

/** @param maxAge seconds; absent: until the browser is closed; 0 takes the cookie away */
export function setCookie(
  reply: FastifyReply,
  config: Url,
  { name, value, maxAge }: { name: string; value: string; maxAge?: number },
): void {
  const secure = isHttps(config);
  const cookie = stringifySetCookie({
    name,
    value,
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge,
  });
  void reply.header('set-cookie', cookie);
}

/** Sets the cookie of a session; scripts cannot read it. */
export function setSessionCookie(context: RequestContext, token: string): void {
  context.setCookie({ name: sessionCookie(context.config), value: token });
}

/** Removes the session cookie. */
export function clearSessionCookie(context: RequestContext): void {
  context.setCookie({ name: sessionCookie(context.config), value: '', maxAge: 0 });
}

/** Marks the browser as known to this user for a year. */
export function setBrowserCookie(context: RequestContext, value: string): void {
  context.setCookie({ name: BROWSER_COOKIE, value, maxAge: YEAR_SECONDS });
}

/** Whether customers reach the portal over https. */
export function isHttps({ publicUrl }: Url): boolean {
  return publicUrl.startsWith('https:');
}
