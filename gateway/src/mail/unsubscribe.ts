import type { Config } from '../config';
import type { Mail } from './mail.entity';

type About = Pick<Mail, 'template' | 'customerId'>;

/** Where the reader of a mail chooses whether to get such mails: marketing rests on a consent. */
export function choiceAddress(
  { template, customerId }: About,
  { publicUrl }: Pick<Config, 'publicUrl'>,
): string {
  const page = template === 'marketing' ? '/dane/zgody' : '/wiadomosci/ustawienia';
  return `${publicUrl}${page}${customerId ? `?customer=${customerId}` : ''}`;
}

/**
 * The header by which mail programs offer to unsubscribe from mails that may be switched off. It leads to the choice,
 * which takes a sign-in: without `List-Unsubscribe-Post` (RFC 8058), nobody to whom a mail was forwarded can switch it off.
 */
export function unsubscribeHeaders(mail: About, config: Pick<Config, 'publicUrl'>): Record<string, string> {
  return mail.customerId ? { 'List-Unsubscribe': `<${choiceAddress(mail, config)}>` } : {};
}
