import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { HandoverUnderWay } from '../../consents/consent-gate';
import type { Database } from '../../database/database';
import type { FeedFile, NamedFiles } from '../read/folder';
import type { FeedLock } from './lock';
import type { Progress } from './progress';
import type { Outcome } from '../records/record';
import type { Item } from '../read/read-records';
import type { Fault } from '../fault';
import type { Report } from './report';

/** One import under way. */
export interface Run {
  database: Database;
  lock: FeedLock;
  report: Report;
  progress: Progress;
  /** From which size on files are read in a thread of their own. */
  threadFrom?: number;
  /** The files to take, by name. */
  files: NamedFiles<FeedFile>;
}

/** What one transaction writes: short enough that the portal on the same file never waits long. */
const MOST_RECORDS = 500;
/** Of records that are a row each, as quickly written as 500 documents. */
export const MANY_RECORDS = 2000;
const MOST_BYTES = 1024 * 1024;
/** Half a minute: longer than anything is handed over. */
const [ATTEMPTS, PAUSE_MS] = [300, 100];

/**
 * Collects records and writes each batch in one transaction; reports on them once it is committed. While one batch is
 * written the next is read.
 */
export class Batches<R> {
  private items: Item<R>[] = [];
  private bytes = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly run: Run,
    /** May run twice on the same records, when the database asks for it. */
    private readonly write: (manager: EntityManager, records: R[]) => Promise<Outcome[]>,
    private readonly mostRecords = MOST_RECORDS,
  ) {}

  /** @returns whether the batch is full and `flush` is due */
  add(item: Item<R>): boolean {
    this.items.push(item);
    this.bytes += item.bytes;
    return this.items.length >= this.mostRecords || this.bytes >= MOST_BYTES;
  }

  /** Starts to write the collected batch after the previous one. */
  async flush(): Promise<void> {
    await this.writing;
    if (this.items.length === 0) return;
    const items = this.items;
    this.items = [];
    this.bytes = 0;
    this.writing = this.commit(items);
    // Prevents an unhandled rejection: the next flush awaits it.
    this.writing.catch(() => undefined);
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.writing;
    await this.run.report.flush();
  }

  private async commit(items: readonly Item<R>[]): Promise<void> {
    const { database, report } = this.run;
    let outcomes: Outcome[];
    try {
      outcomes = await this.writeAll(items);
    } catch (error) {
      if (!database.dialect.isUnfit(error)) throw error;
      if (items.length > 1) return this.commitHalves(items);
      outcomes = [{ reason: 'The database can not keep this record: a value of it does not fit.' }];
    }
    items.forEach(({ place, warnings }, n) => {
      const outcome = outcomes[n]!;
      if (outcome === 'unchanged') return report.unchanged();
      const more = outcome === 'taken' ? [] : 'warnings' in outcome ? outcome.warnings : null;
      if (!more) return report.refused(place, outcome as Fault);
      for (const warning of [...warnings, ...more]) report.warning(place, warning);
      report.taken();
    });
    await report.flush();
  }

  /** A record that withdraws a consent waits for what is being sent; that takes a moment. */
  private async writeAll(items: readonly Item<R>[]): Promise<Outcome[]> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.writeOnce(items);
      } catch (error) {
        if (!(error instanceof HandoverUnderWay) || attempt === ATTEMPTS) throw error;
        await pause(PAUSE_MS);
      }
  }

  private writeOnce(items: readonly Item<R>[]): Promise<Outcome[]> {
    const { database, lock } = this.run;
    return database.transaction(async (manager) => {
      await lock.guard(manager);
      return this.write(
        manager,
        items.map((item) => item.record),
      );
    });
  }

  /** Halves the batch until the record that the database rejects is found, and rejects that one alone. */
  private async commitHalves(items: readonly Item<R>[]): Promise<void> {
    const middle = Math.ceil(items.length / 2);
    await this.commit(items.slice(0, middle));
    await this.commit(items.slice(middle));
  }
}
