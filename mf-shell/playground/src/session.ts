// The session shown in the bar.
import { runOperation } from './run-operation';

export interface Session {
  user: { id: string; email: string };
  customer: { name: string; number: string };
  /** New terms block everything else until they are accepted. */
  termsToAccept: { id: string } | null;
}

const SESSION = '{ session { user { id email } customer { name number } termsToAccept { id } } }';

/** The session of the page's cookie: null without one, undefined when the gateway did not answer. */
export async function askSession(): Promise<Session | null | undefined> {
  try {
    const { data } = (await runOperation({ query: SESSION })) as { data?: { session: Session | null } };
    return data?.session;
  } catch {
    return undefined;
  }
}
