import type { ActiveSession } from '../auth/session.service';
import type { Config } from '../config';

/**
 * Who may explore the API, by the playground and by introspection: everybody while developing, in production
 * only users marked as developers.
 */
export function mayExplore(config: Pick<Config, 'production'>, session: ActiveSession | null): boolean {
  return !config.production || session?.developer === true;
}
