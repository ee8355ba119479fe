import type { Config } from '../config';
import type { SmsContent } from './sms-templates';
import { smsText } from './sms-text';
import type { RenderedSms } from './sms-transport';
import type { Sms } from './sms.entity';

/** The SMS as it is sent. @throws for a template that is no longer there */
export function renderSms(sms: Sms, config: Config): RenderedSms {
  const values = JSON.parse(sms.content ?? '{}') as Record<string, string>;
  const content = { template: sms.template, values } as SmsContent;
  return {
    ...smsText(content, sms.language, config.retailer.name),
    file: `${sms.createdAt.toISOString().replace(/[:.]/g, '-')}-${sms.id}.json`,
    recipient: sms.recipient,
    reference: smsReference(sms),
    createdAt: sms.createdAt,
  };
}

/** The operator's reference: the SMS, and how often a person had it sent anew. */
export function smsReference({ id, round }: Pick<Sms, 'id' | 'round'>): string {
  return round === 0 ? id : `${id}${round}`;
}
