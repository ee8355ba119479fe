import type { Logger } from 'pino';
import type { Config } from '../config';
import type { Database } from '../database/database';
import type { LanguageCode } from '../texts/language';

/** What a request carries. Higher layers add their fields: `session` and `setCookie` (auth), `caller` and `uses` (slices). */
export interface RequestContext {
  database: Database;
  config: Config;
  /** Of the signed-in user, else as the browser asks. */
  language: LanguageCode;
  ip: string;
  userAgent: string;
  /** Deadline of the request, in `performance.now()` milliseconds: later writes must not be committed. */
  until: number;
  requestId: string;
  cookies: Record<string, string>;
  loaders: Loaders;
  log: Logger;
}

/**
 * Collects and batches the reads of one request. Each domain adds its loaders by declaration merging, in its
 * `*.loaders.ts`.
 * app/loaders.ts makes new ones for each request, so that no visitor sees another's data.
 */
export interface Loaders {}
