import type { EntityManager } from 'typeorm';
import type { AccessService } from '../auth/access/access.service';
import type { ConsentGate, SendingKind } from '../consents/consent-gate';
import type { MailRequest, Prepared } from '../mail/delivery';

/** Lets marketing leave only while the customer's consent to the channel stands. */
export class MarketingService {
  constructor(
    private readonly gate: ConsentGate,
    private readonly access: Pick<AccessService, 'mayRead'>,
  ) {}

  /** Whether the consent stands now; it may be withdrawn before the mail or SMS is handed over. */
  async hasConsented(manager: EntityManager, customerId: string, kind: SendingKind): Promise<boolean> {
    const rows = await manager.query<object[]>(
      'SELECT kind FROM consents WHERE customerId = ? AND kind = ? AND granted = 1',
      [customerId, kind],
    );
    return rows.length > 0;
  }

  /** The mail as it was queued; null where the consent or the reader's access has ended since. */
  async prepareMail(
    manager: EntityManager,
    { customerId, recipient, values }: MailRequest,
  ): Promise<Prepared | null> {
    if (!customerId || !(await this.hasConsented(manager, customerId, 'MARKETING_EMAIL'))) return null;
    if (!(await this.access.mayRead(manager, customerId, recipient))) return null;
    return { template: 'marketing', values } as Prepared;
  }

  /** @returns null where the consent does not stand, and nothing was sent */
  handOverMail<T>(
    { customerId, id }: { customerId: string | null; id: string },
    send: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | null> {
    return this.gate.whileGranted({ customerId: customerId!, kind: 'MARKETING_EMAIL', id }, send);
  }

  /** @returns null where the consent does not stand, and nothing was sent */
  handOverSms<T>(
    { customerId, id }: { customerId: string; id: string },
    send: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | null> {
    return this.gate.whileGranted({ customerId, kind: 'MARKETING_SMS', id }, send);
  }
}
