import type { Config } from '../config';
import { text } from '../texts/text';
import type { Mail } from './mail.entity';
import { pngOfCode } from './png-of-code';
import type { MailTemplate, NotificationExtras, NotificationTemplate } from './templates';
import type { MailFile } from './transport';
import { choiceAddress } from './unsubscribe';
import { writtenAccount } from './written';

const NOTIFICATIONS: ReadonlySet<string> = new Set<NotificationTemplate>([
  'invoiceIssued',
  'dueSoon',
  'dueToday',
  'overdue',
  'dunning',
  'announcement',
  'usageAlert',
  'marketing',
]);
/** Mails that ask for money: they say how to recognise a false one. */
const ASKS_FOR_MONEY: ReadonlySet<string> = new Set<NotificationTemplate>([
  'invoiceIssued',
  'dueSoon',
  'dueToday',
  'overdue',
  'dunning',
]);

/** True for mails that a customer chooses in the notification settings, or by a consent. */
export function isNotification(template: MailTemplate): template is NotificationTemplate {
  return NOTIFICATIONS.has(template);
}

/** The transfer's QR code as a picture inside the mail, with the sentence above it. */
export interface TransferImage {
  said: string;
  alternative: string;
  file: MailFile & { cid: string };
}

export interface NotificationParts {
  paragraphs: string[];
  advice: string[];
  settings: string;
  image: TransferImage | null;
}

/** What a notification says besides its body: other news, where to pay, how to recognise a false one, the settings. */
export function notificationParts(
  { template, language, customerId, id }: Pick<Mail, 'template' | 'language' | 'customerId' | 'id'>,
  values: NotificationExtras & { number?: string },
  { config, hasFiles }: { config: Config; hasFiles: boolean },
): NotificationParts {
  const { account, transferCode, others, number = '' } = values;
  const paragraphs: string[] = [];
  if (account)
    paragraphs.push(text(language, 'mail.pay.account', { account: writtenAccount(account), number }));
  if (others) paragraphs.push(`${text(language, 'mail.others')}\n${others}`);
  const sender = addressOf(config.mailFrom);
  const genuine = hasFiles ? 'mail.genuine.pdf' : 'mail.genuine';
  const check = `${config.publicUrl}/dane/sprawdz-fakture`;
  const url = choiceAddress({ template, customerId }, config);
  const settings = template === 'marketing' ? 'mail.consent' : 'mail.settings';
  return {
    paragraphs,
    advice: ASKS_FOR_MONEY.has(template) ? [text(language, genuine, { sender, check })] : [],
    settings: text(language, settings, { url }),
    image: transferCode
      ? {
          said: text(language, 'mail.pay.code'),
          alternative: text(language, 'mail.pay.code.alternative'),
          file: {
            filename: 'transfer.png',
            contentType: 'image/png',
            content: pngOfCode(transferCode),
            cid: `transfer-${id}`,
          },
        }
      : null,
  };
}

/** "Jasna Energia <ebok@example.pl>" → "ebok@example.pl". */
function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
}
