// Components shared by the panels.
import type { ReactNode } from 'react';
import type { Answer, Deprecation, PlaceUser, User } from './answers';

export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** An answer, or a sentence while it is loading or after a failure. */
export function Answered<T>({ answer, children }: { answer: Answer<T>; children: (data: T) => ReactNode }) {
  if (answer.failed)
    return (
      <p role="alert">
        The gateway did not answer. In production it answers developers who are signed in.{' '}
        <button type="button" className="panel__button" onClick={answer.again}>
          Try again
        </button>
      </p>
    );
  return answer.data === undefined ? <p>Asking the gateway…</p> : children(answer.data);
}

/** "finance 0.2.0 (stable, canary)" */
export function nameOf({ slice, version, channels }: Omit<User, 'calls'>): string {
  if (slice.startsWith('api:')) return `program ${slice.slice('api:'.length)}`;
  if (slice === 'developer') return 'developers trying things out';
  if (slice === 'unknown') return 'others, with no slice named';
  return `${slice} ${version} (${channels.join(', ') || 'in open tabs only'})`;
}

export function callsText(calls: number): string {
  return `${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'}`;
}

export function Users({ users, nobody }: { users: PlaceUser[]; nobody: string }) {
  if (users.length === 0) return <p>{nobody}</p>;
  return (
    <ul>
      {users.map((user) => (
        <li key={`${user.slice}@${user.version}`}>
          {nameOf(user)}: {callsText(user.calls)} in 7 days
          {user.operations.length > 0 && (
            <ul>
              {user.operations.map(({ name, hash, calls }) => (
                <li key={hash}>
                  {name || hash.slice(0, 12)}: {callsText(calls)}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

export function Until({ reason, until }: Deprecation) {
  return (
    <>
      {until ? (
        <>
          {' '}
          stays until <time dateTime={until}>{until}</time>
        </>
      ) : (
        ' has no date'
      )}
      . {reason}
    </>
  );
}
