/** After this long the customer deserves a button rather than a promise. */
export const TIMEOUT_MS = 10_000;

/** What somebody waited for did not come in time. */
export class TimedOut extends Error {}

/** The work's outcome. @throws TimedOut when it takes longer */
export function withTimeout<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimedOut('It takes too long')), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
