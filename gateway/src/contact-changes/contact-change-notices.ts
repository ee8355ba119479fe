import type { EntityManager } from 'typeorm';
import { channelOf, type Retailer } from '../config';
import { maskedEmail, normaliseEmail } from '../mail/email-address';
import type { NewMail, OutboxService } from '../mail/outbox.service';
import { maskedNumber, mobileNumber } from '../sms/phone-number';
import type { SmsOutbox } from '../sms/sms-outbox';
import type { LanguageCode } from '../texts/language';
import { text } from '../texts/text';
import type { Author } from '../tickets/submission';
import type { Ticket } from '../tickets/ticket.entity';
import { ContactField } from './contact-change.entity';
import type { WantedValue } from './contact-values';
import type { CurrentContact } from './current-contact';

interface Requested {
  ticket: Ticket;
  wanted: readonly WantedValue[];
  current: CurrentContact;
  /** Of the link that cancels it. */
  token: string;
  /** Until when it does. */
  until: Date;
}

/** Tells the address and the phone that billing has of a request to change them, before it leaves. */
export class ContactChangeNotices {
  constructor(
    private readonly parts: {
      outbox: Pick<OutboxService, 'queueMails'>;
      sms: Pick<SmsOutbox, 'queue'>;
      retailer: Retailer;
    },
  ) {}

  /** In the transaction that writes the request. */
  async queue(manager: EntityManager, author: Author, requested: Requested): Promise<void> {
    await this.queueMails(manager, author, requested);
    await this.queueSms(manager, author, requested);
  }

  /** To the address that billing has and to the login that asked; with most customers they are the same. */
  private async queueMails(
    manager: EntityManager,
    author: Author,
    { ticket, wanted, current, token, until }: Requested,
  ): Promise<void> {
    const readers = [{ email: author.email, language: author.language }];
    const { email } = current;
    if (email !== null && normaliseEmail(email) !== normaliseEmail(author.email))
      readers.push({ email, language: await languageAt(manager, email) });
    await this.parts.outbox.queueMails(
      manager,
      readers.map(({ email, language }): NewMail => ({
        event: `contact-change ${ticket.customerId} ${ticket.id} ${email}`,
        recipient: email,
        customerId: ticket.customerId,
        template: 'contactChangeRequested',
        language,
        values: {
          token,
          customer: current.number,
          changes: wanted.map((value) => requestedText(value, language)).join('\n'),
          until: until.toISOString(),
        },
      })),
    );
  }

  /** The number that billing has; no link, as whoever gets one by SMS should suspect it. */
  private async queueSms(
    manager: EntityManager,
    { language }: Author,
    { ticket, wanted, current }: Requested,
  ): Promise<void> {
    const recipient = current.phone === null ? null : mobileNumber(current.phone);
    if (!recipient) return;
    const { phone } = channelOf(this.parts.retailer, current.kind);
    await this.parts.sms.queue(manager, [
      {
        event: `contact-change ${ticket.customerId} ${ticket.id}`,
        recipient,
        customerId: ticket.customerId,
        language,
        template: 'contactChangeRequested',
        values: {
          fields: wanted.map(({ field }) => text(language, `contactChange.short.${field}`)).join(', '),
          customer: current.number,
          phone,
        },
      },
    ]);
  }
}

/** "• adres e-mail: n•••@example.pl": whoever reads it need not learn the new value. */
function requestedText({ field, value }: WantedValue, language: LanguageCode): string {
  const name = text(language, `contactChange.field.${field}`);
  if (field === ContactField.CORRESPONDENCE_ADDRESS) return `• ${name}`;
  return `• ${name}: ${field === ContactField.EMAIL ? maskedEmail(value) : maskedNumber(value)}`;
}

/** Of its login; Polish without one, since it may be another person's. */
async function languageAt(manager: EntityManager, email: string): Promise<LanguageCode> {
  const [user] = await manager.query<{ language: LanguageCode }[]>(
    'SELECT language FROM users WHERE email = ?',
    [normaliseEmail(email)],
  );
  return user?.language ?? 'PL';
}
