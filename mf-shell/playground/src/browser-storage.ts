// Ownership of GraphiQL's tabs and history in localStorage. They contain what was typed, never answers, and belong to
// one user.
import { forgetPlayground, PLAYGROUND_OWNER } from '../../src/session/playground-storage';

/** Assigns the stored data to the current user; another user's data is removed. */
export function takeOverStorage(userId: string | null): void {
  const owner = localStorage.getItem(PLAYGROUND_OWNER);
  if (owner !== null && owner !== userId) forgetPlayground();
  if (userId !== null) localStorage.setItem(PLAYGROUND_OWNER, userId);
}

/** Whether there are tabs of an earlier visit. */
export function hasTabs(): boolean {
  return localStorage.getItem('graphiql:tabState') !== null;
}
