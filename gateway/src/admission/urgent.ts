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
]);
const FIRST_FIELD = /^\s*(?:query|mutation)?\b[^{]{0,1000}\{\s*(?:\w+\s*:\s*)?(\w+)/;

/** By the first field alone: it is asked of every request that has to wait, and in production operations are registered. */
export function isUrgentText(text: string): boolean {
  return URGENT_FIELDS.has(FIRST_FIELD.exec(text)?.[1] ?? '');
}
