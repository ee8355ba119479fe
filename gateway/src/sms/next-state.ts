import { sqlInstant } from '../database/columns';
import { SmsState, type Sms } from './sms.entity';
import type { SmsOutcome } from './smsapi';

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** The operator recognises a repeated reference for 24 hours; attempts end well before that. */
const GIVE_UP_MS = 20 * 3_600_000;

/** What a result makes of an SMS. */
export function nextState(
  sms: Sms,
  outcome: SmsOutcome,
  now: Date,
): { state: SmsState; changes: Record<string, unknown> } {
  if (outcome.result === 'ACCEPTED') return { state: SmsState.SENT, changes: { reason: null } };
  const isUncertain = sms.isUncertain || outcome.result === 'UNCERTAIN';
  const changes = { reason: outcome.reason.slice(0, 64), isUncertain: isUncertain ? 1 : 0 };
  const isLate = now.getTime() - sms.firstTriedAt!.getTime() > GIVE_UP_MS;
  if (outcome.result !== 'REFUSED' && !isLate) {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** sms.attempts, LONGEST_PAUSE_MS);
    const dueAt = new Date(now.getTime() + pause * (0.75 + Math.random() / 2));
    return { state: SmsState.QUEUED, changes: { ...changes, dueAt: sqlInstant(dueAt) } };
  }
  // A refusal says nothing of an earlier attempt that had no answer.
  const state = isUncertain ? SmsState.UNKNOWN : SmsState.FAILED;
  return { state, changes: { ...changes, failedAt: sqlInstant(now) } };
}
