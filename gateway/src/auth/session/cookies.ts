// Names of the cookies that sign-in sets, and how they are set.
import { parseCookie } from 'cookie';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../../config';
import type { RequestContext } from '../../graphql/request-context';

/** Marks browsers somebody signed in with; opens nothing by itself. */
export const BROWSER_COOKIE = 'ebok-browser';
const YEAR_SECONDS = 365 * 24 * 3600;

/** The session's cookie. The `__Host-` prefix makes browsers refuse it from anywhere but this host over https. */
export function sessionCookie(config: Pick<Config, 'publicUrl'>): string {
  return isHttps(config) ? '__Host-ebok' : 'ebok';
}

/** The cookies that a request came with, by name. */
export function cookiesOf(request: FastifyRequest): Record<string, string> {
  // Sites beside ours on the domain add cookies of theirs; Node takes 16 kB of headers at most.
  return { ...parseCookie(request.headers.cookie ?? '') } as Record<string, string>;
}

export function setSessionCookie(context: RequestContext, token: string): void {
  context.setCookie(sessionCookie(context.config), token, { secure: isHttps(context.config) });
}

export function clearSessionCookie(context: RequestContext): void {
  context.setCookie(sessionCookie(context.config), '', { secure: isHttps(context.config), maxAge: 0 });
}

export function setBrowserCookie(context: RequestContext, value: string): void {
  context.setCookie(BROWSER_COOKIE, value, { secure: isHttps(context.config), maxAge: YEAR_SECONDS });
}

/** Whether customers reach the portal over https. */
export function isHttps({ publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  return publicUrl.startsWith('https:');
}
