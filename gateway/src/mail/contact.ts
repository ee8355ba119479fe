import { normaliseEmail } from './email-address';
import type { SupportChannel } from '../config';
import type { Database } from '../database/database';
import { writtenHours } from '../opening-hours';
import { text } from '../texts/text';
import type { Mail } from './mail.entity';

/**
 * The support channels for a mail's reader: of the kind that the mail's customer is, else of the kinds of all customers
 * the login has. All channels where neither is known.
 */
export async function channelsFor(
  database: Database,
  { customerId, recipient }: Pick<Mail, 'customerId' | 'recipient'>,
  support: readonly SupportChannel[],
): Promise<readonly SupportChannel[]> {
  const rows = await database.query<{ kind: string }>(
    customerId
      ? 'SELECT kind FROM customers WHERE id = ?'
      : `SELECT DISTINCT c.kind AS kind FROM users u JOIN accesses a ON a.userId = u.id
         JOIN customers c ON c.id = a.customerId WHERE u.email = ?`,
    [customerId ?? normaliseEmail(recipient)],
  );
  const channels = support.filter(({ audience }) => rows.some(({ kind }) => kind === audience));
  return channels.length > 0 ? channels : support;
}

/** Contact addresses for questions. With several channels, each names its audience. */
export function contactText(channels: readonly SupportChannel[], language: Mail['language']): string {
  const contacts = channels.map((channel) => {
    const { audience, email, phone } = channel;
    const hours = writtenHours(channel, language);
    // A number is not broken between its groups.
    const whole = phone.replaceAll(' ', '\u00a0');
    const contact = text(language, 'mail.contact', { email, phone: whole, hours });
    return channels.length > 1 ? text(language, `mail.contact.${audience}`, { contact }) : contact;
  });
  return contacts.join('. ');
}
