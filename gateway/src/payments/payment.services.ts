import type { Logger } from 'pino';
import type { AccessService } from '../auth/access/access.service';
import type { Config } from '../config';
import type { Database } from '../database/database';
import { MessageWriter } from '../messages/message.writer';
import type { OutboxService } from '../mail/outbox.service';
import { NotificationQuarantine } from './settling/notification-quarantine';
import type { NotificationSms } from '../notifications/notification-sms';
import type { NotificationSettingsService } from '../notifications/notification-settings.service';
import { AutopayOperator, type Operator } from './autopay';
import { CancelPayment } from './settling/cancel-payment';
import { Ledger } from './settling/ledger';
import { PaymentLimitService } from './limit/payment-limit.service';
import { Notifications } from './settling/notifications';
import { PaymentMessages } from './settling/payment-messages';
import { PaymentService } from './payment.service';
import { Allocator } from './starting/allocation';
import { NewPayments } from './starting/create-payment';
import { StartPayment } from './starting/start-payment';
import { StatusCheck } from './settling/status-check';

interface Parts {
  config: Config;
  database: Database;
  log: Logger;
  now: () => Date;
  access: AccessService;
  outbox: OutboxService;
  notificationSettings: NotificationSettingsService;
  notificationSms: NotificationSms;
  /** Autopay, unless a test passes its own. */
  operator?: Operator;
}

/** Builds what paying is made of. */
export function createPaymentServices(parts: Parts) {
  const { config, database, log, now, access, outbox, notificationSettings } = parts;
  const operator = parts.operator ?? new AutopayOperator(config.autopay);
  const paymentLimits = new PaymentLimitService(config.exchange, log, now);
  const payments = new PaymentService(database);
  const quarantine = new NotificationQuarantine(database, log, now);
  const writer = new MessageWriter(database.rows);
  const ledger = new Ledger(
    database,
    new PaymentMessages({
      ...{ access, outbox, now },
      messages: writer,
      settings: notificationSettings,
      sms: parts.notificationSms,
    }),
    now,
  );
  const statusCheck = new StatusCheck(operator, ledger, payments, quarantine);
  const { retailer, autopay: settings } = config;
  return {
    quarantine,
    ledger,
    notifications: new Notifications(database, settings, ledger, quarantine),
    operator,
    payments,
    paymentLimits,
    statusCheck,
    startPayment: new StartPayment({
      database,
      log,
      now,
      newPayments: new NewPayments(database, new Allocator(database), now),
      payments,
      limits: paymentLimits,
      operator,
      retailer,
    }),
    cancelPayment: new CancelPayment(log, payments, ledger, operator, statusCheck),
  };
}
