import type { FastifyRequest } from 'fastify';
import type { ActiveSession } from './session/session.entity';
import type { SessionService } from './session/session.service';
import type { Config } from '../config';
import { cookiesOf, sessionCookie } from './session/cookies';

/** What tells who is at the door. */
export interface Doorkeeper {
  config: Config;
  sessions: SessionService;
}

/**
 * Who may explore the API, by the playground and by introspection: everybody while developing, in production
 * only users marked as developers.
 */
export function mayExplore(config: Pick<Config, 'production'>, session: ActiveSession | null): boolean {
  return !config.production || session?.developer === true;
}

/** The same, of whoever sent a request. */
export async function isExplorer(
  request: FastifyRequest,
  { config, sessions }: Doorkeeper,
): Promise<boolean> {
  if (!config.production) return true;
  const token = cookiesOf(request)[sessionCookie(config)];
  // A page that is merely opened keeps no session alive, nor does what it looks up by itself; operations do.
  const visit = await sessions.find(token, { background: true });
  return mayExplore(config, visit?.session ?? null);
}
