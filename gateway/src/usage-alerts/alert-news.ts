import { addressLabel } from '../consumption-points/point-label';
import { keyOf } from '../database/columns';
import { writtenDay } from '../mail/written';
import { MessageKind } from '../messages/message.entity';
import type { News } from '../notifications/notification.writer';
import type { SmsContent } from '../sms/sms-templates';
import type { LanguageCode } from '../texts/language';
import { text } from '../texts/text';
import type { Passed } from './passed';

/** The point of an alert. */
export interface AlertedPoint {
  customerId: string;
  pointId: string;
  ppe: string;
  ownLabel: string | null;
  addressLine1: string;
  addressLine2: string;
}

const NUMBERS: Record<LanguageCode, Intl.NumberFormat> = {
  PL: numbersOf('pl-PL'),
  EN: numbersOf('en-GB'),
  UK: numbersOf('uk-UA'),
};

function numbersOf(locale: string): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, useGrouping: 'always' });
}

/** What its customer is told of unusual use. */
export function alertNews(point: AlertedPoint, passed: Passed): News {
  const { customerId, pointId } = point;
  return {
    customerId,
    messageId: keyOf('usage-alert', customerId, pointId, passed.subject),
    kind: MessageKind.USAGE_ALERT,
    invoiceId: null,
    sms: smsOf(passed),
    message: (language) => messageOf(point.ownLabel ?? addressLabel(point), passed, language),
  };
}

/** Subject and text in the portal, which the mail repeats. */
export function messageOf(
  point: string,
  passed: Passed,
  language: LanguageCode,
): { subject: string; body: string } {
  const number = (wh: number) => NUMBERS[language].format(wh / 1000);
  const day = (one: string) => writtenDay(one, language);
  const kwh = number(passed.wh);
  if (passed.kind === 'DAY') {
    const values = { point, kwh, day: day(passed.day), usual: number(passed.usualWh) };
    return {
      subject: text(language, 'message.usageDay.subject', values),
      body: text(language, 'message.usageDay.body', values),
    };
  }
  const limit = number(passed.limitKwh * 1000);
  const values = { point, kwh, limit, from: day(passed.from), to: day(passed.to) };
  return {
    subject: text(language, 'message.usageMonth.subject', values),
    body: text(language, 'message.usageMonth.body', values),
  };
}

function smsOf(passed: Passed): SmsContent {
  return passed.kind === 'DAY'
    ? { template: 'usageDay', values: { day: passed.day } }
    : { template: 'usageMonth', values: { limit: String(passed.limitKwh) } };
}
