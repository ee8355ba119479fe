/** A mail that no repetition will deliver. */
export interface Refusal {
  /** The enhanced status code of RFC 3463, or the three digits where there is none. */
  status: string;
  /** True where the mailbox is not there, whatever is sent to it. */
  isDeadAddress: boolean;
}

/** Permanent errors that say nothing against the address: full, too large, our sender, content, policy. */
const NOT_THE_ADDRESS = /^5\.(2\.[23]|1\.[78]|3\.\d+|6\.\d+|7\.\d+)$/;
const ENHANCED = /\b([245]\.\d{1,3}\.\d{1,3})\b/;
/** Codes of RFC 5321 for a mailbox that does not exist. */
const NO_MAILBOX = new Set([550, 551, 553]);
/** Answers to the recipient or the mail itself. Others, as to our login or address, are for us to mend. */
const ABOUT_THE_MAIL = new Set(['RCPT TO', 'DATA']);

interface SmtpError {
  responseCode?: number;
  response?: string;
  command?: string;
}

/** What a mail server's answer means; null where a later attempt may succeed. */
export function refusalOf(error: unknown): Refusal | null {
  const { responseCode = 0, response = '', command = '' } = error as SmtpError;
  if (responseCode < 500 || !ABOUT_THE_MAIL.has(command)) return null;
  const status = ENHANCED.exec(response)?.[1];
  if (status) return refusalOfStatus(status);
  const isDeadAddress = command === 'RCPT TO' && NO_MAILBOX.has(responseCode);
  return { status: String(responseCode), isDeadAddress };
}

/** What a failure in a delivery report means, by its enhanced status code. */
export function refusalOfStatus(status: string): Refusal {
  return { status, isDeadAddress: status.startsWith('5.') && !NOT_THE_ADDRESS.test(status) };
}
