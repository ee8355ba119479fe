// Which operations go first when a node has more to do than it can.

/** What must not fail while others wait, and what has a short queue of its own behind it (passwords). */
const URGENT_FIELDS = new Set([
  'signOut',
  'startPayment',
  'cancelPayment',
  'payment',
  'signIn',
  'activate',
  'resetPassword',
  'changePassword',
  'requestContactChange',
  'cancelContactChange',
]);
const FIRST_FIELD = /^\s*(?:query|mutation)?\b[^{]{0,1000}\{\s*(?:\w+\s*:\s*)?(\w+)/;

/**
 * Decided by the first field alone, because every waiting request is checked. In production operations are
 * persisted.
 */
export function isUrgentText(text: string): boolean {
  return URGENT_FIELDS.has(FIRST_FIELD.exec(text)?.[1] ?? '');
}
