import type { EntityManager } from 'typeorm';
import type { Config } from '../config';
import { sqlInstant } from '../database/columns';
import type { SmsContent } from './sms-templates';
import { smsText } from './sms-text';
import type { Sms } from './sms.entity';

/** What an SMS says now, and to which number. */
export interface RenewedSms {
  content: SmsContent;
  recipient: string;
}

/** Renews an SMS; null where there is nothing left to say, or nobody to say it to. */
export interface RenewSms {
  renew(manager: EntityManager, sms: Sms, content: SmsContent): Promise<RenewedSms | null>;
}

interface Parts {
  config: Config;
  now: () => Date;
  smsRenewal: RenewSms;
}

/**
 * Renews claimed SMS before they are sent: what was queued in the evening may be paid by the morning, and the phone another.
 * @returns those to be sent
 */
export async function renewSms(
  manager: EntityManager,
  claimed: readonly Sms[],
  parts: Parts,
): Promise<Sms[]> {
  const sent: Sms[] = [];
  for (const sms of claimed) {
    const content = contentOf(sms);
    const renewed = await parts.smsRenewal.renew(manager, sms, content);
    if (!renewed) await leaveOut(manager, sms, parts.now());
    else if (JSON.stringify(renewed) === JSON.stringify({ content, recipient: sms.recipient }))
      sent.push(sms);
    else sent.push(await rewrite(manager, sms, renewed, parts.config));
  }
  return sent;
}

function contentOf({ template, content }: Sms): SmsContent {
  return { template, values: JSON.parse(content ?? '{}') as object } as SmsContent;
}

/** One that the operator may have taken stays for a person to see. */
async function leaveOut(
  manager: EntityManager,
  { customerId, id, claim, isUncertain }: Sms,
  at: Date,
): Promise<void> {
  if (isUncertain)
    await manager.query(
      "UPDATE sms SET state = 'UNKNOWN', reason = 'nothing left to say', failedAt = ? WHERE customerId = ? AND id = ? AND claim = ?",
      [sqlInstant(at), customerId, id, claim],
    );
  else
    await manager.query('DELETE FROM sms WHERE customerId = ? AND id = ? AND claim = ?', [
      customerId,
      id,
      claim,
    ]);
}

async function rewrite(
  manager: EntityManager,
  sms: Sms,
  { content: said, recipient }: RenewedSms,
  { retailer }: Config,
): Promise<Sms> {
  const { template, values } = said;
  const content = JSON.stringify(values);
  const { parts } = smsText(said, sms.language, retailer.name);
  await manager.query(
    'UPDATE sms SET recipient = ?, template = ?, content = ?, parts = ? WHERE customerId = ? AND id = ? AND claim = ?',
    [recipient, template, content, parts, sms.customerId, sms.id, sms.claim],
  );
  return { ...sms, recipient, template, content, parts };
}
