/** After this time the customer gets a card with Retry. */
export const TIMEOUT_MS = 10_000;

/** The work exceeded its timeout. */
export class TimedOut extends Error {}

/** The result of `work`. @throws TimedOut after `milliseconds` */
export function withTimeout<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimedOut('It takes too long')), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
