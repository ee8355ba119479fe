import type { Logger } from 'pino';
import type { EntityManager } from 'typeorm';
import { instant, keyOf, sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { formatMoney } from '../../graphql/scalars';
import type { Itn, OperatorTransaction } from '../autopay';
import { metrics } from '../../runtime/metrics';

/** Why a notification was not believed. HASH may be anybody's; the others bear the shared key. FAULT: it could be read in two ways. */
export type QuarantineReason = 'HASH' | 'FAULT' | 'SERVICE' | 'ORDER' | 'CURRENCY' | 'AMOUNT';

/** What was kept of one: what a person needs to look it up at the operator, and nothing about the payer. */
export interface QuarantinedNotification {
  id: string;
  reason: QuarantineReason;
  serviceId: string;
  orderId: string;
  remoteId: string;
  amount: string;
  startAmount: string;
  currency: string;
  status: string;
  paymentDate: string;
  receivedAt: Date;
}

/** Anybody can send wrong hashes: they fill their own drawer and no disk, and push one another out of it. */
const MOST: Record<QuarantineReason, number> = {
  HASH: 1_000,
  FAULT: 10_000,
  SERVICE: 10_000,
  ORDER: 10_000,
  CURRENCY: 10_000,
  AMOUNT: 10_000,
};
const WIDTHS = {
  serviceId: 16,
  orderId: 64,
  remoteId: 64,
  amount: 32,
  startAmount: 32,
  currency: 8,
  status: 64,
  paymentDate: 16,
};
type Shown = Record<keyof typeof WIDTHS, string>;

/** Keeps what the operator (or somebody in its name) says and we don't believe, for a person to look at: once each, bounded. */
export class NotificationQuarantine {
  constructor(
    private readonly database: Database,
    private readonly log: Logger,
    private readonly now: () => Date,
  ) {}

  async keepNotice(reason: QuarantineReason, itn: Itn): Promise<void> {
    await this.keep(reason, {
      serviceId: itn.serviceId,
      orderId: itn.orderId,
      remoteId: itn.remoteId,
      amount: itn.amount,
      startAmount: itn.startAmount ?? '',
      currency: itn.currency,
      status: itn.paymentStatus,
      paymentDate: itn.paymentDate ?? '',
    });
  }

  /** What the operator answered when asked, of another sum than we started. */
  async keepTransaction(orderId: string, transaction: OperatorTransaction): Promise<void> {
    await this.keep(transaction.currency === 'PLN' ? 'AMOUNT' : 'CURRENCY', {
      serviceId: '',
      orderId,
      remoteId: transaction.remoteId,
      amount: formatMoney(transaction.amountGrosze),
      startAmount: '',
      currency: transaction.currency,
      status: transaction.status,
      paymentDate: '',
    });
  }

  /** All that is kept, the oldest first. */
  async list(): Promise<QuarantinedNotification[]> {
    const rows = await this.database.query<QuarantinedNotification>(
      'SELECT * FROM payments_aside ORDER BY receivedAt, id',
    );
    return rows.map((row) => ({ ...row, receivedAt: instant(row.receivedAt) }));
  }

  private async keep(reason: QuarantineReason, whole: Shown): Promise<void> {
    const columns = Object.keys(WIDTHS) as (keyof Shown)[];
    const shown = columns.map((column) => whole[column].slice(0, WIDTHS[column]));
    const id = keyOf('aside', reason, ...shown);
    const [known] = await this.database.query<Record<'same' | 'together', number>>(
      `SELECT (SELECT COUNT(*) FROM payments_aside WHERE id = ?) AS same, (SELECT COUNT(*) FROM payments_aside WHERE reason = ?) AS together`,
      [id, reason],
    );
    const { same, together } = known!;
    // Told or asked again: it is kept, and counted, already.
    if (Number(same) > 0) return;
    metrics.aside.inc({ reason });
    const tooMany = Number(together) + 1 - MOST[reason];
    if (tooMany > 0 && reason !== 'HASH') {
      this.log.error({ reason }, 'a notification was not kept aside: too many wait to be looked at');
      return;
    }
    this.log.warn({ reason, order: shown[1], transaction: shown[2] }, 'a notification was kept aside');
    const all = ['id', 'reason', ...columns, 'receivedAt'];
    await this.database.transaction(async (manager) => {
      if (tooMany > 0) await dropOldest(manager, reason, tooMany);
      await manager.query(this.database.dialect.upsert('payments_aside', all, ['id'], 1, all), [
        id,
        reason,
        ...shown,
        sqlInstant(this.now()),
      ]);
    });
  }
}

async function dropOldest(manager: EntityManager, reason: QuarantineReason, count: number): Promise<void> {
  const oldest = await manager.query<{ id: string }[]>(
    'SELECT id FROM payments_aside WHERE reason = ? ORDER BY receivedAt, id LIMIT ?',
    [reason, count],
  );
  await manager.query(
    `DELETE FROM payments_aside WHERE id IN (${oldest.map(() => '?').join(',')})`,
    oldest.map(({ id }) => id),
  );
}
