import type { EntityManager } from 'typeorm';
import { countDays, warsawDay } from '../calendar';
import { formatMoney } from '../money';
import { mobileNumber } from '../sms/phone-number';
import type { RenewedSms } from '../sms/renew-sms';
import type { SmsContent } from '../sms/sms-templates';
import type { Sms } from '../sms/sms.entity';
import { namedLater, type Reported } from './named-later';
import { isReminding, type NewsDocument } from './news-items';
import { documentsOf } from './news-documents';
import type { NotificationSettingsService } from './notification-settings.service';
import { templateOn } from './reminder-steps';

/** Reads settings and documents again before an SMS leaves: it was queued at night, or the operator was away. */
export class SmsRenewal {
  constructor(
    private readonly parts: {
      settings: NotificationSettingsService;
      marketing: {
        hasConsented(manager: EntityManager, customerId: string, kind: 'MARKETING_SMS'): Promise<boolean>;
      };
      retailer: string;
      now: () => Date;
    },
  ) {}

  /** An SMS that is about no message, such as a test, says what it was queued with. */
  async renew(
    manager: EntityManager,
    sms: Pick<Sms, 'customerId' | 'id' | 'recipient' | 'isUncertain'>,
    content: SmsContent,
  ): Promise<RenewedSms | null> {
    const { customerId, id } = sms;
    if (content.template === 'marketing') return this.offer(manager, sms, content);
    const all = await manager.query<Reported[]>(
      `SELECT m.kind, m.invoiceId, m.sentAt FROM message_sms ms JOIN messages m ON m.customerId = ms.customerId AND m.id = ms.messageId
       WHERE ms.customerId = ? AND ms.smsId = ?`,
      [customerId, id],
    );
    if (all.length === 0) return { content, recipient: sms.recipient };
    const { settings, retailer } = this.parts;
    const settingOf = await settings.ofCustomers(manager, [customerId]);
    const wanted = all.filter(({ kind }) => settingOf(customerId, kind).sms);
    const recipient = await recipientOf(manager, sms);
    if (wanted.length === 0 || !recipient) return null;
    const ids = wanted.flatMap(({ invoiceId }) => invoiceId ?? []);
    const documents = await documentsOf(manager, customerId, ids, retailer);
    const elsewhere = await namedLater(
      manager,
      'sms',
      { customerId, id, recipient },
      wanted,
      (one) =>
        settingOf(customerId, one.kind).sms && isReminding(one.kind, documents.get(one.invoiceId ?? '')),
    );
    const own = new Map([...documents].filter(([invoiceId]) => !elsewhere.has(invoiceId)));
    const said = this.said(content, wanted, own);
    return said && { content: said, recipient };
  }

  private async offer(
    manager: EntityManager,
    sms: Pick<Sms, 'customerId' | 'recipient' | 'isUncertain'>,
    content: SmsContent,
  ): Promise<RenewedSms | null> {
    if (!(await this.parts.marketing.hasConsented(manager, sms.customerId, 'MARKETING_SMS'))) return null;
    const recipient = await recipientOf(manager, sms);
    return recipient ? { content, recipient } : null;
  }

  private said(
    content: SmsContent,
    wanted: readonly Reported[],
    documents: ReadonlyMap<string, NewsDocument>,
  ): SmsContent | null {
    switch (content.template) {
      case 'invoiceIssued': {
        const document = askedOf(documents, content.values.number);
        return document ? { template: 'invoiceIssued', values: valuesOf(document) } : null;
      }
      case 'dueSoon':
      case 'dueToday':
      case 'overdue': {
        const document = askedOf(documents, content.values.number);
        return document ? this.reminder(document) : null;
      }
      case 'dunning': {
        const documentOf = ({ invoiceId }: Reported) => documents.get(invoiceId ?? '');
        return wanted.some((one) => documentOf(one)?.isAsked ?? true) ? content : null;
      }
      default:
        return content;
    }
  }

  private reminder(document: NewsDocument): SmsContent {
    const days = countDays(document.dueDate!, warsawDay(this.parts.now())) - 1;
    return { template: templateOn(days), values: valuesOf(document) };
  }
}

/**
 * The customer's number as it is now; null for none that takes SMS. An SMS that the operator may have taken keeps its
 * number, or two people might get it.
 */
async function recipientOf(
  manager: EntityManager,
  { customerId, recipient, isUncertain }: Pick<Sms, 'customerId' | 'recipient' | 'isUncertain'>,
): Promise<string | null> {
  if (isUncertain) return recipient;
  const [customer] = await manager.query<{ phone: string | null }[]>(
    'SELECT phone FROM customers WHERE id = ?',
    [customerId],
  );
  return mobileNumber(customer?.phone ?? '');
}

/** The document that the SMS names, else the earliest of its others that is still to be paid. */
function askedOf(documents: ReadonlyMap<string, NewsDocument>, number: string): NewsDocument | undefined {
  const asked = [...documents.values()]
    .filter(({ isAsked, dueDate }) => isAsked && dueDate !== null)
    .sort((a, b) => (a.dueDate! < b.dueDate! ? -1 : 1));
  return asked.find((document) => document.number === number) ?? asked[0];
}

function valuesOf({ number, outstanding, dueDate }: NewsDocument) {
  return { number, amount: formatMoney(outstanding), dueDate: dueDate! };
}
