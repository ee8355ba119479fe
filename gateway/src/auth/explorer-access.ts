import type { FastifyRequest } from 'fastify';
import type { Config } from '../config';
import { sessionTokenOf } from './session/cookies';
import type { ActiveSession, SessionFinder } from './session/session.entity';

/** What tells who sent a request. */
export interface SessionLookup {
  config: Config;
  visits: SessionFinder;
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
  { config, visits }: SessionLookup,
): Promise<boolean> {
  if (!config.production) return true;
  // A page that is merely opened keeps no session alive, nor does what it looks up by itself; operations do.
  const visit = await visits.find(sessionTokenOf(request, config), { background: true });
  return mayExplore(config, visit?.session ?? null);
}
