import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config';
import type { RequestContext } from '../../graphql/request-context';

type Url = Pick<Config, 'publicUrl'>;

const HOUR_SECONDS = 3600;
const YEAR_SECONDS = 365 * 24 * HOUR_SECONDS;

/** What a cookie is called and how long browsers keep it. */
interface CookieTraits {
  name: string;
  /** Null: until the browser is closed. */
  seconds: number | null;
  /** Over https the name begins with `__Host-`, so that browsers refuse it from anywhere but this host. */
  hostOnly?: true;
}

/**
 * Every cookie of the portal: no other can be set. The page about cookies shows this list, with the texts
 * `cookie.KIND`. Before sign-in none is set, but for those that follow a fault or an opened link.
 */
export const COOKIES = {
  /** The token of a session. Set at sign-in. */
  session: { name: 'ebok', seconds: null, hostOnly: true },
  /** Marks a browser in which a user signed in; grants nothing by itself. Set at sign-in and with a new password. */
  browser: { name: 'ebok-browser', seconds: YEAR_SECONDS },
  /** Share of a canary that a browser is in (slices/channels/rollout.ts). Set with a page of a signed-in browser. */
  rollout: { name: 'ebok-visitor', seconds: YEAR_SECONDS, hostOnly: true },
  /** Versions that failed in this browser (slices/channels/fallback.ts). Set after faults. */
  instead: { name: 'ebok-instead', seconds: HOUR_SECONDS },
  /** The preview that this browser shows. Set when its link is opened. */
  preview: { name: 'ebok-preview', seconds: null },
} as const satisfies Record<string, CookieTraits>;
export type CookieKind = keyof typeof COOKIES;

declare module '../../graphql/request-context' {
  interface RequestContext {
    /** @param value null takes the cookie away */
    setCookie(kind: CookieKind, value: string | null): void;
  }
}

/** A cookie's name in browsers. */
export function cookieName(kind: CookieKind, { secure }: { secure: boolean }): string {
  const { name, hostOnly }: CookieTraits = COOKIES[kind];
  return secure && hostOnly ? `__Host-${name}` : name;
}

/** The session cookie's name. */
export function sessionCookie(config: Url): string {
  return cookieName('session', { secure: isHttps(config) });
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

/**
 * Sets a cookie of this host that scripts cannot read.
 * @param value null takes the cookie away
 * @param secure for https alone
 */
export function setCookie(
  reply: FastifyReply,
  kind: CookieKind,
  value: string | null,
  { secure }: { secure: boolean },
): void {
  const maxAge = value === null ? 0 : (COOKIES[kind].seconds ?? undefined);
  const cookie = stringifySetCookie({
    name: cookieName(kind, { secure }),
    value: value ?? '',
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
  context.setCookie('session', token);
}

/** Removes the session cookie. */
export function clearSessionCookie(context: RequestContext): void {
  context.setCookie('session', null);
}

/** Marks the browser as known to this user. */
export function setBrowserCookie(context: RequestContext, value: string): void {
  context.setCookie('browser', value);
}

/** Whether customers reach the portal over https. */
export function isHttps({ publicUrl }: Url): boolean {
  return publicUrl.startsWith('https:');
}
