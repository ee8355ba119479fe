// Who is signed in, as the bar says it.
import { runOperation } from './run-operation';

export interface Session {
  user: { id: string; email: string };
  customer: { name: string; number: string };
  /** New terms close everything else until they are accepted. */
  termsToAccept: { id: string } | null;
}

const SESSION = '{ session { user { id email } customer { name number } termsToAccept { id } } }';

/** The session of the page's cookie: null when nobody is signed in, undefined when the gateway could not say. */
export async function askSession(): Promise<Session | null | undefined> {
  try {
    const { data } = (await runOperation({ query: SESSION })) as { data?: { session: Session | null } };
    return data?.session;
  } catch {
    return undefined;
  }
}
