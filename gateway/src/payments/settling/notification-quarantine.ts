import { formatMoney } from '../../money';
import type { Logger } from 'pino';
import type { EntityManager } from 'typeorm';
import { instant, keyOf, sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import type { Itn, OperatorTransaction } from '../autopay';
import { metrics } from '../../runtime/metrics';
import { marks, padded } from '../../database/sql-lists';

const TABLE = 'payment_notification_quarantine';

/** Why a notification was rejected. Anyone can send a wrong HASH; the others are signed. FAULT: its values could be read in two ways. */
export type QuarantineReason = 'HASH' | 'FAULT' | 'SERVICE' | 'ORDER' | 'CURRENCY' | 'AMOUNT';

/** The fields that staff need to look a notification up at the operator; nothing about the payer. */
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

/** Limits the rows of each reason. Anyone can send wrong hashes, so of these the oldest give way and the disk does not fill. */
const MAX_ROWS: Record<QuarantineReason, number> = {
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
type Fields = Record<keyof typeof WIDTHS, string>;

/** Stores rejected notifications for staff to review: each once, and a limited number of them. */
export class NotificationQuarantine {
  constructor(
    private readonly database: Database,
    private readonly log: Logger,
    private readonly now: () => Date,
  ) {}

  async addNotification(reason: QuarantineReason, itn: Itn): Promise<void> {
    await this.add(reason, {
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

  /** A transaction that a status check reported with another sum or currency than the payment has. */
  async addTransaction(orderId: string, transaction: OperatorTransaction): Promise<void> {
    await this.add(transaction.currency === 'PLN' ? 'AMOUNT' : 'CURRENCY', {
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

  /** All rows, the oldest first. */
  async list(): Promise<QuarantinedNotification[]> {
    const rows = await this.database.query<QuarantinedNotification>(
      `SELECT * FROM ${TABLE} ORDER BY receivedAt, id`,
    );
    return rows.map((row) => ({ ...row, receivedAt: instant(row.receivedAt) }));
  }

  private async add(reason: QuarantineReason, fields: Fields): Promise<void> {
    const columns = Object.keys(WIDTHS) as (keyof Fields)[];
    const values = columns.map((column) => fields[column].slice(0, WIDTHS[column]));
    // Rows of older builds have this key too, so the word in it stays.
    const id = keyOf('aside', reason, ...values);
    const [known] = await this.database.query<Record<'sameId' | 'sameReason', number>>(
      `SELECT (SELECT COUNT(*) FROM ${TABLE} WHERE id = ?) AS sameId, (SELECT COUNT(*) FROM ${TABLE} WHERE reason = ?) AS sameReason`,
      [id, reason],
    );
    const { sameId, sameReason } = known!;
    // The operator resends: a repeated notification is stored and counted once.
    if (Number(sameId) > 0) return;
    metrics.quarantined.inc({ reason });
    metrics.quarantinedOldName.inc({ reason });
    const excess = Number(sameReason) + 1 - MAX_ROWS[reason];
    if (excess > 0 && reason !== 'HASH') {
      this.log.error(
        { reason },
        'a rejected notification was not quarantined: too many rows wait for review',
      );
      return;
    }
    this.log.warn(
      { reason, order: values[1], transaction: values[2] },
      'a notification was rejected and quarantined',
    );
    const all = ['id', 'reason', ...columns, 'receivedAt'];
    await this.database.transaction(async (manager) => {
      if (excess > 0) await dropOldest(manager, reason, excess);
      await manager.query(this.database.dialect.upsert(TABLE, all, ['id'], 1, all), [
        id,
        reason,
        ...values,
        sqlInstant(this.now()),
      ]);
    });
  }
}

async function dropOldest(manager: EntityManager, reason: QuarantineReason, count: number): Promise<void> {
  const oldest = await manager.query<{ id: string }[]>(
    `SELECT id FROM ${TABLE} WHERE reason = ? ORDER BY receivedAt, id LIMIT ?`,
    [reason, count],
  );
  const ids = oldest.map(({ id }) => id);
  await manager.query(`DELETE FROM ${TABLE} WHERE id IN (${marks(ids)})`, padded(ids));
}
