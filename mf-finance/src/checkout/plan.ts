// The address holds what is paid, so that a reload, Back and a shared link show the same payments: /platnosc is the
// whole balance, /platnosc?documents=a.b two documents; each `documents` parameter is one payment.
import { valuesOf } from '../ui/parameters';

/** What the customer wants to pay, as the address states it. */
export interface Plan {
  /** The documents of each payment; an empty list means the balance, less the other payments. */
  parts: string[][];
  /**
   * The base of the idempotency keys: a second press, a reload or Back start the same payment again. Empty until the
   * page sets one.
   */
  attempt: string;
}

export const BALANCE: Plan = { parts: [[]], attempt: '' };

/** No id is longer. */
const LONGEST_ID = 64;

/**
 * Reads a plan from an address. Invalid ids are kept and reported as unknown: without them, a damaged link to one
 * document would pay the whole balance.
 */
export function readPlan(query: string): Plan {
  const parameters = new URLSearchParams(query);
  const parts = valuesOf(parameters, 'documents').map((part) => [
    ...new Set(
      part
        .split('.')
        .filter(Boolean)
        .map((id) => id.slice(0, LONGEST_ID)),
    ),
  ]);
  const attempt = valuesOf(parameters, 'attempt')[0] ?? '';
  return {
    parts: parts.length > 0 ? parts : BALANCE.parts,
    attempt: /^[0-9a-f]{32}$/.test(attempt) ? attempt : '',
  };
}

/** The address of a plan. */
export function planAddress({ parts, attempt }: Plan): string {
  const parameters = new URLSearchParams();
  const isBalance = parts.length === 1 && parts[0]!.length === 0;
  if (!isBalance) for (const part of parts) parameters.append('documents', part.join('.'));
  if (attempt) parameters.set('attempt', attempt);
  const query = parameters.toString();
  return query ? `/platnosc?${query}` : '/platnosc';
}

/** A new attempt: 128 random bits. `randomUUID` is missing on pages without https. */
export function newAttempt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The idempotency key of a part of a plan. */
export function keyOf({ attempt }: Plan, part: number): string {
  return `${attempt}-${part}`;
}
