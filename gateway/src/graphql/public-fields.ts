/**
 * Fields that answer while no one is signed in. All others are rejected, checked once for each compiled
 * operation.
 */
export const PUBLIC_FIELDS: ReadonlySet<string> = new Set([
  'Query.session',
  'Query.service',
  'Query.mailedLink',
  'Query.mailedContactChange',
  'Query.passwordStrength',
  'Mutation.register',
  'Mutation.activate',
  'Mutation.signIn',
  'Mutation.requestPasswordReset',
  'Mutation.resetPassword',
  'Mutation.cancelContactChange',
]);

/** What answers while changed terms wait to be accepted. */
export const BEFORE_TERMS_FIELDS: ReadonlySet<string> = new Set([
  ...PUBLIC_FIELDS,
  'Mutation.acceptTerms',
  'Mutation.setLanguage',
  'Mutation.signOut',
]);

/** Fields of a customer that are visible before the terms are accepted: enough to identify the customer. */
export const BEFORE_TERMS_CUSTOMER_FIELDS: ReadonlySet<string> = new Set(['id', 'number', 'kind', 'name']);
