// What is to be paid lives in the address, so that a reload, Back and a shared link show the same payment:
// /platnosc is the whole balance, /platnosc?dokumenty=a.b two documents, and each `dokumenty` is a payment of its own.

/** What somebody set out to pay. */
export interface Plan {
  /** The documents of each payment; an empty list stands for the balance, or what the other payments leave of it. */
  parts: string[][];
  /**
   * Names the attempt, in the address too: pressing twice, a reload and Back start the same payment, never a second.
   * Empty until the page has given it one.
   */
  attempt: string;
}

export const BALANCE: Plan = { parts: [[]], attempt: '' };

/** Ids are shorter; what is longer is none. */
const LONGEST_ID = 64;

/**
 * Reads what an address says. An id that can be none stays in it and is told as unknown: left out, a spoilt link to one
 * document would pay the whole balance.
 */
export function readPlan(query: string): Plan {
  const parameters = new URLSearchParams(query);
  const parts = parameters.getAll('dokumenty').map((part) => [
    ...new Set(
      part
        .split('.')
        .filter(Boolean)
        .map((id) => id.slice(0, LONGEST_ID)),
    ),
  ]);
  const attempt = parameters.get('proba') ?? '';
  return {
    parts: parts.length > 0 ? parts : BALANCE.parts,
    attempt: /^[0-9a-f]{32}$/.test(attempt) ? attempt : '',
  };
}

/** The address of a plan. */
export function planAddress({ parts, attempt }: Plan): string {
  const parameters = new URLSearchParams();
  const isBalance = parts.length === 1 && parts[0]!.length === 0;
  if (!isBalance) for (const part of parts) parameters.append('dokumenty', part.join('.'));
  if (attempt) parameters.set('proba', attempt);
  const query = parameters.toString();
  return query ? `/platnosc?${query}` : '/platnosc';
}

/** 128 random bits. Not `randomUUID`, which browsers keep back from pages without https. */
export function newAttempt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The key a part of a plan is started with. */
export function keyOf({ attempt }: Plan, part: number): string {
  return `${attempt}-${part}`;
}
