// Whose tabs and history the browser keeps. They hold what was typed (never answers), and go when their owner does.
import { forgetPlayground, PLAYGROUND_OWNER } from '../../src/session/playground-storage';

/** Takes what is kept over for whoever is signed in now; what somebody else left is dropped. */
export function takeOverStorage(userId: string | null): void {
  const owner = localStorage.getItem(PLAYGROUND_OWNER);
  if (owner !== null && owner !== userId) forgetPlayground();
  if (userId !== null) localStorage.setItem(PLAYGROUND_OWNER, userId);
}

/** Whether this browser has tabs from an earlier visit. */
export function hasTabs(): boolean {
  return localStorage.getItem('graphiql:tabState') !== null;
}
