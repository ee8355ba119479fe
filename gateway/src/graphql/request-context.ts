import type { Logger } from 'pino';
import type { ActiveSession } from '../auth/session/session.entity';
import type { Config } from '../config';
import type { Database } from '../database/database';
import type { Loaders } from '../app/loaders';
import type { Caller, UseCounter } from '../slices/telemetry/use-counter';

/** What a request carries. */
export interface RequestContext {
  database: Database;
  config: Config;
  /** Null while nobody is signed in. */
  session: ActiveSession | null;
  /** Of the signed-in user, else as the browser asks. */
  language: 'PL' | 'EN' | 'UK';
  ip: string;
  userAgent: string;
  /** When it is too late for an answer, of `performance.now()`: what is not written by then must not be. */
  until: number;
  requestId: string;
  cookies: Record<string, string>;
  setCookie(name: string, value: string, options: CookieOptions): void;
  loaders: Loaders;
  /** Under whom the operation is counted. */
  caller: Caller;
  uses: Pick<UseCounter, 'operation'>;
  log: Logger;
}

export interface CookieOptions {
  secure: boolean;
  /** Seconds; absent: until the browser is closed; 0 takes the cookie away. */
  maxAge?: number;
}
