// The text of an error for customers: what happened and what to do.
import { t } from '../language/texts';
import { connection } from './connection';
import { ApiError, Unreachable } from './errors';

export function errorText(error: unknown): string {
  if (error instanceof Unreachable) return t(connection.lost ? 'error.offline' : 'error.unreachable');
  if (!(error instanceof ApiError)) return t('error.page');
  const { reference, retryAfter } = error.extensions;
  if (error.code === 'RATE_LIMITED') return t('error.rateLimited', { time: duration(retryAfter ?? 60) });
  if (error.code === 'UNAUTHENTICATED') return t('error.signedOut');
  if (error.code === 'FORBIDDEN') return t('error.forbidden');
  if (error.code === 'NOT_FOUND') return t('error.notFound');
  if (retryAfter !== undefined) return t('error.unreachable');
  return reference ? t('error.internal', { reference }) : t('error.internalPlain');
}

/** A duration such as "40 sekund" or "2 minuty", never shorter than the gateway asked for. */
export function duration(seconds: number): string {
  if (seconds < 90) return t('time.seconds', { count: Math.max(1, Math.ceil(seconds)) });
  return t('time.minutes', { count: Math.ceil(seconds / 60) });
}
