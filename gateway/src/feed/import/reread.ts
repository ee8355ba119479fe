import type { Logger } from 'pino';
import { gunzipSync } from 'node:zlib';
import type { EntityManager } from 'typeorm';
import { AccessService } from '../../auth/access/access.service';
import { AccessSuspension } from '../../auth/access/access-suspension';
import { ContactConfirmation } from '../../contact-changes/contact-confirmation';
import { OutboxService } from '../../mail/outbox.service';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { PeriodicTask } from '../../runtime/periodic-task';
import { CustomerWriter } from '../writers/customer.writer';
import { Fa3Reader } from '../fa3';
import { InvoiceWriter } from '../writers/invoice.writer';
import { ksefRecord, type KsefRecord } from '../records/ksef.record';
import { FeedLock, ImportRunning } from './lock';
import { PointWriter } from '../writers/point.writer';
import { UsageWriter } from '../writers/usage.writer';
import { marks, padded } from '../../database/sql-lists';

/** How long it keeps the feed's lock: an import that wants it waits for a minute. */
const TURN_MS = 5_000;
const PAUSE_MS = 1_000;
/** Documents in one transaction. */
const PAGE = 20;
/** The same for documents without stored bytes. */
const RECORDS = 200;

interface Parts {
  database: Database;
  log: Logger;
  now: () => Date;
}

interface Source {
  invoiceId: string;
  number: string;
  kind: never;
  customerNumber: string;
  xml: Buffer;
}

type Seen = Pick<KsefRecord, 'customer' | 'points'>;
interface SilentDocument {
  customerId: string;
  id: string;
  /** Keys of points. */
  points: string[];
}

/**
 * Completes documents that older builds imported without all their facts, customer by customer.
 * Documents with stored bytes are read again, with their facts about customer and points.
 * For billing's records the original facts are unknown, so the current ones are stored.
 * After an interruption it continues behind the last finished customer.
 */
export class DocumentsReread extends PeriodicTask {
  private stopping = false;

  constructor(private readonly parts: Parts) {
    super(parts.log, PAUSE_MS, () => this.someCustomers());
  }

  override async stop(): Promise<void> {
    this.stopping = true;
    await super.stop();
  }

  /** Processes some customers, while there are any and no feed is being imported. */
  private async someCustomers(): Promise<void> {
    if (await this.isFinished()) return;
    const { database, log } = this.parts;
    const lock = await FeedLock.take(database, { waitMs: 0 }).catch((error: unknown) => {
      if (error instanceof ImportRunning) return null;
      throw error;
    });
    if (!lock) return;
    const reader = new Fa3Reader();
    try {
      const until = Date.now() + TURN_MS;
      let isMore = true;
      while (isMore && !this.stopping && Date.now() < until)
        isMore = await new CustomerReread(this.parts, reader, lock, () => this.stopping).next();
      const [{ documents } = { documents: 0 }] = await progress(database);
      if (!this.stopping)
        log.info(
          { documents },
          isMore ? 'completing documents of older builds' : 'all documents of older builds are complete',
        );
    } finally {
      await reader.close();
      await lock.release();
    }
  }

  private async isFinished(): Promise<boolean> {
    const [row] = await progress(this.parts.database);
    return !row || row.finishedAt !== null;
  }
}

function progress(database: Database) {
  return database.query<{ customerId: string; documents: number; finishedAt: unknown }>(
    'SELECT customerId, documents, finishedAt FROM documents_reread WHERE id = 1',
  );
}

/** The next customer with documents. */
class CustomerReread {
  private readonly customers: CustomerWriter;
  private readonly points: PointWriter;
  private readonly invoices: InvoiceWriter;

  constructor(
    private readonly parts: Parts,
    private readonly reader: Fa3Reader,
    private readonly lock: FeedLock,
    private readonly isStopping: () => boolean,
  ) {
    const { database, now } = parts;
    const { rows } = database;
    const access = new AccessService(database);
    const suspension = new AccessSuspension(database, new OutboxService(database, now), now);
    this.customers = new CustomerWriter(rows, access, suspension, new ContactConfirmation(rows, access));
    this.points = new PointWriter(rows, new UsageWriter(rows));
    this.invoices = new InvoiceWriter(rows, false);
  }

  /** @returns whether there may be another one */
  async next(): Promise<boolean> {
    const { database, now } = this.parts;
    const [after] = await progress(database);
    const [next] = await database.query<{ customerId: string }>(
      'SELECT customerId FROM invoices WHERE customerId > ? ORDER BY customerId LIMIT 1',
      [after!.customerId],
    );
    if (!next) {
      await this.write((manager) =>
        manager.query('UPDATE documents_reread SET finishedAt = ? WHERE id = 1', [sqlInstant(now())]),
      );
      return false;
    }
    return this.customer(next.customerId);
  }

  private async customer(customerId: string): Promise<boolean> {
    const seen: Seen[] = [];
    let documents = 0;
    for (let last = ''; ;) {
      const sources = await this.page(customerId, last);
      if (sources.length === 0) break;
      if (this.isStopping()) return true;
      const records = (await this.read(sources)).map((record) => {
        record.invoice.customerId = customerId;
        seen.push({ customer: record.customer, points: record.points });
        return record.invoice;
      });
      await this.write((manager) => this.invoices.restate(manager, records));
      documents += sources.length;
      last = sources.at(-1)!.invoiceId;
    }
    if (seen.length > 0) await this.see(seen);
    for (let last = ''; ;) {
      const silent = await this.silent(customerId, last);
      if (silent.length === 0) break;
      if (this.isStopping()) return true;
      await this.write((manager) => this.invoices.keepPrinted(manager, silent));
      documents += silent.length;
      last = silent.at(-1)!.id;
    }
    await this.write((manager) =>
      manager.query('UPDATE documents_reread SET customerId = ?, documents = documents + ? WHERE id = 1', [
        customerId,
        documents,
      ]),
    );
    return true;
  }

  private see(seen: readonly Seen[]): Promise<void> {
    return this.write(async (manager) => {
      await this.customers.see(
        manager,
        seen.map(({ customer }) => customer),
        true,
      );
      await this.points.see(
        manager,
        seen.flatMap(({ points }) => points),
        true,
      );
    });
  }

  /** Documents after this one without stored printed facts. */
  private async silent(customerId: string, last: string): Promise<SilentDocument[]> {
    const { database } = this.parts;
    const documents = await database.query<{ id: string }>(
      `SELECT invoiceId AS id FROM invoice_contents
       WHERE customerId = ? AND invoiceId > ? AND printed IS NULL ORDER BY invoiceId LIMIT ${RECORDS}`,
      [customerId, last],
    );
    if (documents.length === 0) return [];
    const ids = documents.map(({ id }) => id);
    const points = await database.query<{ invoiceId: string; pointId: string }>(
      `SELECT invoiceId, pointId FROM invoice_points WHERE customerId = ? AND invoiceId IN (${marks(ids)})`,
      [customerId, ...padded(ids)],
    );
    return ids.map((id) => ({
      customerId,
      id,
      points: points.filter(({ invoiceId }) => invoiceId === id).map(({ pointId }) => pointId),
    }));
  }

  private page(customerId: string, last: string): Promise<Source[]> {
    return this.parts.database.query<Source & object>(
      `SELECT s.invoiceId, s.xml, i.number, i.kind, c.number AS customerNumber FROM invoice_sources s
       JOIN invoices i ON i.customerId = s.customerId AND i.id = s.invoiceId JOIN customers c ON c.id = s.customerId
       WHERE s.customerId = ? AND s.invoiceId > ? ORDER BY s.invoiceId LIMIT ?`,
      [customerId, last, PAGE],
    );
  }

  /** What the bytes say, under the keys and of the kind that the documents have. */
  private async read(sources: readonly Source[]): Promise<KsefRecord[]> {
    const records: KsefRecord[] = [];
    for (const { invoiceId, kind, customerNumber, number, xml } of sources) {
      const bytes = gunzipSync(xml);
      const result = await this.reader.read(bytes);
      const made = result.ok ? ksefRecord(result.document, bytes, { file: '', kind, customerNumber }) : null;
      if (made && 'record' in made) {
        made.record.invoice.id = invoiceId;
        records.push(made.record);
      } else this.parts.log.warn({ number }, 'error reading a stored document again: it stays unchanged');
    }
    return records;
  }

  private write(work: (manager: EntityManager) => Promise<unknown>): Promise<void> {
    return this.parts.database.transaction(async (manager) => {
      await this.lock.guard(manager);
      await work(manager);
    });
  }
}
