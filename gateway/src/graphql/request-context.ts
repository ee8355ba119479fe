import type { Logger } from 'pino';
import type { Config } from '../config';
import type { Database } from '../database/database';
import type { LanguageCode } from '../texts/language';

/** What a request carries. The rooms above add what is theirs: `session` (auth), `caller` and `uses` (slices). */
export interface RequestContext {
  database: Database;
  config: Config;
  /** Of the signed-in user, else as the browser asks. */
  language: LanguageCode;
  ip: string;
  userAgent: string;
  /** When it is too late for an answer, of `performance.now()`: what is not written by then must not be. */
  until: number;
  requestId: string;
  cookies: Record<string, string>;
  /** Seconds in `maxAge`; absent: until the browser is closed; 0 takes the cookie away. */
  setCookie(cookie: { name: string; value: string; maxAge?: number }): void;
  loaders: Loaders;
  log: Logger;
}

/**
 * What one request gathers and reads at once. Every domain adds its own, by declaration merging, in its
 * `*.loaders.ts`; app/loaders.ts makes them anew for each request, so that nothing is seen by the next visitor.
 */
export interface Loaders {}
