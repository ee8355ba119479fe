import type { AccessService } from '../auth/access/access.service';
import type { Database } from '../database/database';
import type { OutboxService } from '../mail/outbox.service';
import { MessageWriter } from '../messages/message.writer';
import type { SmsOutbox } from '../sms/sms-outbox';
import { NotificationSms } from './notification-sms';
import { NotificationSettingsService } from './notification-settings.service';
import { NotificationWriter } from './notification.writer';
import { ReminderWriter } from './reminder.writer';
import { ReminderSearch } from './reminder-search';
import { RemindersService } from './reminders.service';

interface Parts {
  database: Database;
  access: AccessService;
  outbox: OutboxService;
  now: () => Date;
  sms: SmsOutbox;
}

/** Builds what telling customers is made of, for the portal, the import and the daily run. */
export function createNotificationServices({ database, access, outbox, now, sms: smsOutbox }: Parts) {
  const notificationSettings = new NotificationSettingsService(database, smsOutbox.isOn);
  const messages = new MessageWriter(database.rows);
  const notificationSms = new NotificationSms({ database, messages, outbox: smsOutbox, now });
  const notificationWriter = new NotificationWriter({
    ...{ database, access, outbox, now },
    settings: notificationSettings,
    messages,
    sms: notificationSms,
  });
  const reminderWriter = new ReminderWriter(database.rows, notificationWriter);
  return {
    notificationSettings,
    notificationSms,
    notificationWriter,
    reminderWriter,
    reminders: new RemindersService(database, new ReminderSearch(database, now), reminderWriter),
  };
}
