// What stays in the browser beyond a page: the language, and the tabs and history of the playground.

/** Whose tabs and history those are: the id of a user. */
export const PLAYGROUND_OWNER = 'ebok.playground';

/** Takes away what was typed into the playground. Its tabs may name customers and documents. */
export function forgetPlayground(): void {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith('graphiql:'));
    for (const key of [...keys, PLAYGROUND_OWNER]) localStorage.removeItem(key);
  } catch {
    // Where storage is forbidden nothing was kept.
  }
}
