import type { FastifyRequest } from 'fastify';
import type { Config } from '../config';
import { sessionTokenOf } from './session/cookies';
import type { ActiveSession, SessionFinder } from './session/session.entity';

/** What identifies the sender of a request. */
export interface SessionLookup {
  config: Config;
  visits: SessionFinder;
}

/**
 * Whether a session may explore the API, by playground and introspection.
 * In production only users marked as developers may; elsewhere everyone may.
 */
export function mayExplore(config: Pick<Config, 'production'>, session: ActiveSession | null): boolean {
  return !config.production || session?.developer === true;
}

/** The same, for the sender of a request. */
export async function isExplorer(
  request: FastifyRequest,
  { config, visits }: SessionLookup,
): Promise<boolean> {
  if (!config.production) return true;
  // Opening a page is a background request and does not prolong the session; operations do.
  const visit = await visits.find(sessionTokenOf(request, config), { background: true });
  return mayExplore(config, visit?.session ?? null);
}
