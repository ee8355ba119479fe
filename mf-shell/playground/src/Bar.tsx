// The bar above GraphiQL: name, session, and the link to the portal.
import { RETURN_TO } from '../../src/layout/navigate';
import type { Session } from './session';

const SIGN_IN = `/logowanie?${new URLSearchParams({ [RETURN_TO]: '/playground' }).toString()}`;

export function Bar({ session }: { session: Session | null }) {
  return (
    <header className="bar">
      <h1 className="bar__name">eBOK API playground</h1>
      <p className="bar__who" role="status">
        <Who session={session} />
      </p>
      <a href="/">Portal</a>
    </header>
  );
}

function Who({ session }: { session: Session | null }) {
  if (!session)
    return (
      <>
        Nobody is signed in: only <code>session</code> and <code>service</code> answer.{' '}
        <a href={SIGN_IN}>Sign in</a>
      </>
    );
  const { user, customer, termsToAccept } = session;
  return (
    <>
      Signed in as <strong>{user.email}</strong>, looking at {customer.name} ({customer.number}).
      {termsToAccept && ' New terms wait in the portal: accept them first.'}
    </>
  );
}
