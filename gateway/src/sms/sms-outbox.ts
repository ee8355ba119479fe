import type { EntityManager } from 'typeorm';
import { keyOf, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { tableOf } from '../database/entity-columns';
import type { LanguageCode } from '../texts/language';
import { smsText } from './sms-text';
import { Sms, SmsState } from './sms.entity';
import type { SmsContent } from './sms-templates';

/** An SMS to be: what it says, and to which number. */
export type NewSms = {
  /** Names what happened, once for customer, event and channel: the same event is never sent twice. */
  event: string;
  /** E.164, as `mobileNumber` gives it. */
  recipient: string;
  customerId: string;
  language: LanguageCode;
} & SmsContent;

export interface SmsOutboxParts {
  database: Database;
  now: () => Date;
  /** The name that texts mention. */
  retailer: string;
  /** False where the retailer has no operator: nothing is queued then. */
  isOn: boolean;
}

const SMS = tableOf(Sms);

/** The key of the SMS about an event. */
export function smsId(event: string): string {
  return keyOf('sms', event);
}

/** Writes SMS in the transaction that causes them; `SmsDelivery` sends them once it is committed. */
export class SmsOutbox {
  constructor(private readonly parts: SmsOutboxParts) {}

  /** Whether SMS are a channel at all. */
  get isOn(): boolean {
    return this.parts.isOn;
  }

  /** SMS whose event is known already are left alone. */
  async queue(manager: EntityManager, texts: readonly NewSms[]): Promise<void> {
    const { database, now, retailer, isOn } = this.parts;
    if (!isOn) return;
    const at = sqlInstant(now());
    const rows = texts.map((sms) => ({
      customerId: sms.customerId,
      id: smsId(sms.event),
      recipient: sms.recipient,
      template: sms.template,
      language: sms.language,
      content: JSON.stringify(sms.values),
      state: SmsState.QUEUED,
      attempts: 0,
      round: 0,
      parts: smsText(sms, sms.language, retailer).parts,
      claim: null,
      isUncertain: 0 as const,
      reason: null,
      createdAt: at,
      dueAt: at,
      firstTriedAt: null,
      failedAt: null,
    }));
    await database.rows.insertMissing(manager, SMS, rows);
  }
}
