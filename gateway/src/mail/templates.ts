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
 * `invoiceIssued` wants `invoiceId`, `number`, `amount` ("53.63") and, where there is one, `dueDate`
 * ("2026-03-15"), and `left` where that isn't `amount`: they are written out in the recipient's language. `paymentReceived`, `paymentSurplus` and `paidTwice` want `paymentId`, `amount` and `surplus`.
 */
export type MailTemplate = (typeof TEMPLATES)[number];

/** Decided at delivery, so that asking costs the same whoever asks and no token waits in the queue. */
export type RequestTemplate = 'registration' | 'passwordResetRequest';
export type TemplateName = MailTemplate | RequestTemplate;
