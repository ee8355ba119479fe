// The playground's data in localStorage: tabs and history.

/** The key with the id of the user who owns them. */
export const PLAYGROUND_OWNER = 'ebok.playground';

/** Removes what was typed into the playground: its tabs may name customers and documents. */
export function forgetPlayground(): void {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith('graphiql:'));
    for (const key of [...keys, PLAYGROUND_OWNER]) localStorage.removeItem(key);
  } catch {
    // Without storage there is nothing to remove.
  }
}
