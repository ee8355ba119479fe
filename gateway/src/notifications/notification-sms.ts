import type { EntityManager } from 'typeorm';
import { warsawDay } from '../calendar';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import type { MessageKind } from '../messages/message.entity';
import type { MessageWriter } from '../messages/message.writer';
import { mobileNumbersOf } from '../sms/mobile-numbers';
import { smsId, type NewSms, type SmsOutbox } from '../sms/sms-outbox';
import type { SmsContent } from '../sms/sms-templates';
import type { LanguageCode } from '../texts/language';
import type { SettingOf } from './notification-settings.service';

/** News as an SMS says them. */
export interface SmsNews {
  customerId: string;
  messageId: string;
  kind: MessageKind;
  language: LanguageCode;
  content: SmsContent;
}

interface Parts {
  database: Database;
  messages: MessageWriter;
  outbox: SmsOutbox;
  now: () => Date;
}

/** Queues SMS for customers that chose them and have a mobile number in billing: one of each template a day. */
export class NotificationSms {
  constructor(private readonly parts: Parts) {}

  async queue(manager: EntityManager, news: readonly SmsNews[], settingOf: SettingOf): Promise<void> {
    const { database, messages, outbox, now } = this.parts;
    const wanted = news.filter(({ customerId, kind }) => settingOf(customerId, kind).sms);
    if (wanted.length === 0 || !outbox.isOn) return;
    const day = warsawDay(now());
    const ids = wanted.map(({ customerId }) => customerId);
    const phones = await mobileNumbersOf(database.rows, manager, ids);
    const events = grouped(
      wanted.filter(({ customerId }) => phones.has(customerId)),
      ({ customerId, content }) => `notification ${customerId} ${content.template} ${day}`,
    );
    const texts = [...events].map(([event, [first]]): NewSms => {
      const { customerId, language, content } = first!;
      return { event, recipient: phones.get(customerId)!, customerId, language, ...content };
    });
    await outbox.queue(manager, texts);
    const links = [...events].flatMap(([event, some]) =>
      some.map(({ customerId, messageId }) => ({ customerId, messageId, smsId: smsId(event) })),
    );
    await messages.link(manager, [], links);
  }
}
