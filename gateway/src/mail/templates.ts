/** Every mail we send. `registration` and `passwordResetRequest` turn into one of the others when delivered. */
export const TEMPLATES = [
  'activation',
  'alreadyRegistered',
  'addCustomer',
  'passwordReset',
  'passwordChanged',
  'accessSuspended',
  'invoiceIssued',
  'paymentReceived',
  'paymentSurplus',
  'paidTwice',
] as const;
/**
 * `invoiceIssued` needs `invoiceId`, `number` and `amount` ("53.63"), and optionally `dueDate`
 * ("2026-03-15").
 * It needs `left` where that differs from `amount`. The texts format all of them in the recipient's language.
 * `paymentReceived`, `paymentSurplus` and `paidTwice` need `paymentId`, `amount` and `surplus`.
 */
export type MailTemplate = (typeof TEMPLATES)[number];

/** Decided at delivery: a request costs the same for any address, and no token waits in the queue. */
export type RequestTemplate = 'registration' | 'passwordResetRequest';
export type TemplateName = MailTemplate | RequestTemplate;
