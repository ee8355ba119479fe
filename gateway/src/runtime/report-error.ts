import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';

/** Logs a bug and returns what a customer can quote to support. */
export function report(log: Pick<Logger, 'error'>, error: unknown): string {
  const reference = randomBytes(6).toString('hex');
  log.error({ err: safeError(error), reference }, 'unhandled error');
  return reference;
}

/** The database's errors carry the values of the statement: parameters stay out of the log. */
function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { driverError } = error as { driverError?: { code?: string } };
  if (!driverError) return { type: error.name, message: error.message, stack: error.stack };
  const { query } = error as unknown as { query?: string };
  return {
    type: error.name,
    code: driverError.code,
    query,
    stack: error.stack?.split('\n').slice(1).join('\n'),
  };
}
