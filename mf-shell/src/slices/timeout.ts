/** After this long the customer deserves a button rather than a promise. */
export const PATIENCE = 10_000;

/** What somebody waited for did not come in time. */
export class Late extends Error {}

/** The work's outcome. @throws Late when it takes longer */
export function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Late('It takes too long')), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
