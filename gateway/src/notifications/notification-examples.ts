import { warsawDay } from '../calendar';
import type { Config } from '../config';
import { InvalidInput } from '../errors';
import type { Database, Deadline } from '../database/database';
import { channelsFor } from '../mail/contact';
import { MailState, type Mail } from '../mail/mail.entity';
import { mailId, type OutboxService } from '../mail/outbox.service';
import { renderMail } from '../mail/render';
import { Channel, type MessageKind } from '../messages/message.entity';
import { mobileNumber } from '../sms/phone-number';
import { smsId, type SmsOutbox } from '../sms/sms-outbox';
import { smsText } from '../sms/sms-text';
import type { Language, LanguageCode } from '../texts/language';
import { exampleMail, exampleMessage, exampleSms } from './example-contents';

/** Within this time a test message of one kind is sent once. */
const TEST_EVERY_MS = 5 * 60_000;

interface Parts {
  config: Config;
  database: Database;
  outbox: OutboxService;
  sms: SmsOutbox;
  now: () => Date;
}

/** Who asks for a test message, and about which customer. */
export interface TestRequest {
  userId: string;
  email: string;
  language: LanguageCode;
  customerId: string;
  kind: MessageKind;
  channel: Channel;
}

/** Shows what notifications say, with invented details, and sends one to the person who asks. */
export class NotificationExamples {
  constructor(private readonly parts: Parts) {}

  /** The text as it is sent; null where the kind has none on the channel. */
  async example(
    customerId: string,
    kind: MessageKind,
    channel: Channel,
    language: LanguageCode,
  ): Promise<string | null> {
    if (channel === Channel.PORTAL) return exampleMessage(kind, language as Language, this.today());
    if (channel === Channel.SMS) return this.inSms(kind, language);
    const content = exampleMail(kind, language, this.today(), this.parts.config.retailer);
    const { config, database, now } = this.parts;
    const mail: Mail = {
      id: 'example',
      recipient: config.mailFrom,
      customerId,
      template: content.template,
      language: language as Language,
      content: JSON.stringify(content.values),
      state: MailState.QUEUED,
      attempts: 0,
      claim: null,
      createdAt: now(),
      dueAt: now(),
      reason: null,
      failedAt: null,
      retriedAt: null,
    };
    const channels = await channelsFor(database, mail, config.retailer.support);
    const { subject, text: body } = renderMail(mail, config, channels);
    return `${subject}\n\n${body}`;
  }

  /**
   * Sends the example to the user who asks.
   * @returns false where the same was sent a moment ago
   * @throws InvalidInput where the kind has no text on the channel
   */
  async sendTest(request: TestRequest, { until }: Deadline = {}): Promise<boolean> {
    const { userId, email, customerId, kind, channel } = request;
    const language = request.language as Language;
    if (channel === Channel.SMS && exampleSms(kind, language, this.today()))
      return this.testSms(request, { until });
    const content =
      channel === Channel.EMAIL
        ? exampleMail(kind, language, this.today(), this.parts.config.retailer)
        : null;
    if (!content) throw new InvalidInput(`There is no test message of ${kind} by ${channel}.`);
    const window = Math.floor(this.parts.now().getTime() / TEST_EVERY_MS);
    const event = `test ${userId} ${customerId} ${kind} ${window}`;
    const { database, outbox } = this.parts;
    return database.transaction(
      async (manager) => {
        const known = await manager.query<object[]>('SELECT id FROM mails WHERE id = ?', [mailId(event)]);
        if (known.length > 0) return false;
        const mail = { event, recipient: email, customerId, language, ...content };
        await outbox.queueMail(manager, { ...mail, values: { ...mail.values, test: '1' } } as typeof mail);
        return true;
      },
      { subject: userId, until },
    );
  }

  /** To the customer's number. One an hour, since each costs. */
  private async testSms({ customerId, language }: TestRequest, { until }: Deadline): Promise<boolean> {
    const { database, sms, now } = this.parts;
    const [customer] = await database.query<{ phone: string | null }>(
      'SELECT phone FROM customers WHERE id = ?',
      [customerId],
    );
    const recipient = mobileNumber(customer?.phone ?? '');
    if (!recipient || !sms.isOn) throw new InvalidInput('There is no mobile number to send an SMS to.');
    const event = `test ${customerId} ${now().toISOString().slice(0, 13)}`;
    return database.transaction(
      async (manager) => {
        const known = await manager.query<object[]>('SELECT id FROM sms WHERE customerId = ? AND id = ?', [
          customerId,
          smsId(event),
        ]);
        if (known.length > 0) return false;
        await sms.queue(manager, [{ event, recipient, customerId, language, template: 'test', values: {} }]);
        return true;
      },
      { subject: customerId, until },
    );
  }

  private inSms(kind: MessageKind, language: LanguageCode): string | null {
    const content = exampleSms(kind, language, this.today());
    return content && smsText(content, language, this.parts.config.retailer.name).text;
  }

  private today(): string {
    return warsawDay(this.parts.now());
  }
}
