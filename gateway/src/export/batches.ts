import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { chunks } from '../database/sql-lists';

/** Rows of one table in one batch: one transaction claims a batch, so that it stays short. */
const MOST_ROWS = 500;
/** The row that counts batches. */
const COUNTER = 'export';

/** A table of which rows are exported. */
interface Exported {
  table: string;
  key: readonly string[];
  /** Which rows without a batch are ready; `:now` is the moment of the claim. */
  ready: string;
  /** The column with the moment a row was claimed, where there is one. */
  stamp?: string;
}

const TICKET_LEFT = (table: string) =>
  `EXISTS (SELECT 1 FROM tickets t WHERE t.customerId = ${table}.customerId AND t.id = ${table}.ticketId AND t.exportBatch IS NOT NULL)`;
/** A ticket without rows of the table, or with one that leaves. */
const WITH_ITS = (table: string) => {
  const rows = `SELECT 1 FROM ${table} k WHERE k.customerId = tickets.customerId AND k.ticketId = tickets.id`;
  return `(NOT EXISTS (${rows}) OR EXISTS (${rows} AND k.exportBatch IS NOT NULL))`;
};

/** In the order of claiming: a ticket leaves with the first of its changes, and what belongs to it after it. */
const EXPORTED: readonly Exported[] = [
  // A change of e-mail or phone waits while it can be cancelled.
  {
    table: 'contact_changes',
    key: ['customerId', 'ticketId', 'field'],
    ready: 'exportBatch IS NULL AND outcome IS NULL AND leavesAt <= :now',
    stamp: 'sentAt',
  },
  // One that was cancelled before it left is nobody's concern.
  {
    table: 'service_orders',
    key: ['customerId', 'ticketId'],
    ready: 'exportBatch IS NULL AND outcome IS NULL',
  },
  { table: 'service_cancellations', key: ['customerId', 'ticketId'], ready: 'exportBatch IS NULL' },
  { table: 'meter_readings', key: ['customerId', 'ticketId'], ready: 'exportBatch IS NULL' },
  {
    table: 'tickets',
    key: ['customerId', 'id'],
    ready: `exportBatch IS NULL AND ${['contact_changes', 'service_orders', 'meter_readings'].map(WITH_ITS).join(' AND ')}`,
  },
  {
    table: 'ticket_replies',
    key: ['customerId', 'id'],
    ready: `exportBatch IS NULL AND fromCustomer = 1 AND ${TICKET_LEFT('ticket_replies')}`,
  },
  // What billing reported itself has no user.
  {
    table: 'consent_changes',
    key: ['customerId', 'id'],
    ready: 'exportBatch IS NULL AND userId IS NOT NULL',
  },
  // A file that waits for its virus scan goes into a later batch.
  {
    table: 'attachments',
    key: ['customerId', 'id'],
    ready: `exportBatch IS NULL AND state = 'READY' AND ${TICKET_LEFT('attachments')}`,
  },
  {
    table: 'payment_notices',
    key: ['customerId', 'paymentId', 'remoteId', 'status'],
    ready: "exportBatch IS NULL AND status = 'SUCCESS'",
  },
];

/**
 * Gives each row that leaves by an export the number of a batch, once. Transactions commit out of order, so neither
 * times nor ids of rows could say what is new; a row without a batch is.
 */
export class ExportBatches {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Claims all rows that are ready. Concurrent exports claim one after another. @returns the last batch */
  async claimAll(): Promise<number> {
    while (await this.isAnyReady()) await this.claim();
    return this.last();
  }

  async last(): Promise<number> {
    const [row] = await this.database.query<{ last: number }>(
      'SELECT last FROM export_batches WHERE name = ?',
      [COUNTER],
    );
    return Number(row?.last ?? 0);
  }

  private async isAnyReady(): Promise<boolean> {
    const now = sqlInstant(this.now());
    for (const { table, ready } of EXPORTED) {
      const found = await this.database.query(
        `SELECT 1 AS one FROM ${table} WHERE ${at(now, ready)} LIMIT 1`,
      );
      if (found.length > 0) return true;
    }
    return false;
  }

  /** One batch, whole or not at all. The counter's row stays locked, so batches commit in the order of their numbers. */
  private async claim(): Promise<void> {
    const { dialect } = this.database;
    await this.database.transaction(
      async (manager) => {
        await manager.query(dialect.addUp('export_batches', ['name', 'last'], ['name'], 'last', 1), [
          COUNTER,
          1,
        ]);
        const [row] = await manager.query<{ last: number }[]>(
          'SELECT last FROM export_batches WHERE name = ?',
          [COUNTER],
        );
        const claim = { batch: Number(row!.last), now: sqlInstant(this.now()) };
        for (const exported of EXPORTED) await claimRows(manager, exported, claim);
      },
      { isPatient: true },
    );
  }
}

/**
 * By primary key: an update by the index on batches would lock its gap, and inserts would wait. It checks again what is
 * ready, as a change may have been cancelled since.
 */
async function claimRows(
  manager: EntityManager,
  { table, key, ready, stamp }: Exported,
  { batch, now }: { batch: number; now: string },
): Promise<void> {
  const rows = await manager.query<Record<string, string>[]>(
    `SELECT ${key.join(', ')} FROM ${table} WHERE ${at(now, ready)} LIMIT ${MOST_ROWS}`,
  );
  const set = stamp ? `exportBatch = ?, ${stamp} = '${now}'` : 'exportBatch = ?';
  const one = `(${key.map((column) => `${column} = ?`).join(' AND ')})`;
  for (const some of chunks(rows, 50))
    await manager.query(
      `UPDATE ${table} SET ${set} WHERE ${at(now, ready)} AND (${some.map(() => one).join(' OR ')})`,
      [batch, ...some.flatMap((row) => key.map((column) => row[column]))],
    );
}

/** Our own clock's text, so it needs no parameter. */
function at(now: string, ready: string): string {
  return ready.replaceAll(':now', `'${now}'`);
}
