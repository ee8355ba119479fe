import type { EntityManager } from 'typeorm';
import { keyOf, sqlInstant } from '../database/columns';
import { InvalidInput, NotFound } from '../errors';
import type { Problem } from '../graphql/problems';
import type { LanguageCode } from '../texts/language';
import type { Ticket } from './ticket.entity';

const LONGEST_KEY = 100;
/** How long the same text counts as sent twice, where the page gave no key. */
const SAME_MS = 10 * 60_000;

/** Who writes, about which customer. */
export interface Author {
  customerId: string;
  userId: string;
  /** As billing wrote it. */
  email: string;
  language: LanguageCode;
}

/** A ticket as it is now, or why it was not written. */
export interface Submitted {
  ticket: Ticket | null;
  problems: Problem[];
}

/** Ends a transaction whose problems were found only inside of it. */
export class Rejected extends Error {
  constructor(readonly problems: Problem[]) {
    super('rejected');
  }
}

/** What makes a text be sent once: the caller's key, else its content. */
export interface Sending {
  key: string | null;
  inputHash: string;
}

/**
 * @param input all that was sent
 * @throws InvalidInput for an empty or too long key
 */
export function sendingOf(key: string | null | undefined, input: readonly unknown[]): Sending {
  if (key !== null && key !== undefined && (key.length < 1 || key.length > LONGEST_KEY))
    throw new InvalidInput(`idempotencyKey takes 1 to ${LONGEST_KEY} characters.`);
  return { key: key ?? null, inputHash: keyOf('input', JSON.stringify(input)) };
}

/** From when on the same text is the same sending. */
export function sameSince(now: Date): string {
  return sqlInstant(new Date(now.getTime() - SAME_MS));
}

/** Checks under the customer's lock that a document or point is the customer's own. */
export async function mustOwn(
  manager: EntityManager,
  table: 'invoices' | 'consumption_points',
  customerId: string,
  id: string | null | undefined,
): Promise<void> {
  if (id === null || id === undefined) return;
  const rows = await manager.query<object[]>(
    `SELECT 1 AS one FROM ${table} WHERE customerId = ? AND id = ?`,
    [customerId, id],
  );
  if (rows.length === 0) throw new NotFound();
}
