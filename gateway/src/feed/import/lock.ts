import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { FeedLockRow } from '../feed.entity';

const THE_LOCK = 1;
const BEAT_MS = 2000;
/** A holder that has not beaten for this long is dead. Watched by the waiter's own clock, so clocks need not agree. */
const DEAD_MS = 15_000;
const POLL_MS = 300;
const WAIT_MS = 60_000;

/** Another import runs and did not end in time. */
export class ImportRunning extends Error {
  constructor(seconds: number) {
    super(`Another import is running and did not end within ${seconds} s: try again when it is done.`);
  }
}

/** The lock was taken over, because this process stood still for too long. */
export class LockLost extends Error {
  constructor() {
    super('This import stood still for too long and another one has begun: run it again.');
  }
}

/**
 * Allows one import at a time, on any number of machines. The lock is a row and not a lock of the database
 * server.
 * A row works on SQLite and on every node of a cluster. Each batch checks in its transaction that the lock is
 * still its own.
 * A process that was suspended therefore cannot write after its successor took over.
 * A dead holder is detected by its process id, or by a missing heartbeat.
 */
export class FeedLock {
  private timer?: NodeJS.Timeout;

  private constructor(
    private readonly database: Database,
    private readonly holder: string,
  ) {}

  /** @throws ImportRunning when the other import has not ended after `waitMs` */
  static async take(
    database: Database,
    { waitMs = WAIT_MS, deadMs = DEAD_MS }: { waitMs?: number; deadMs?: number } = {},
  ): Promise<FeedLock> {
    const lock = new FeedLock(database, randomBytes(16).toString('base64url'));
    const began = performance.now();
    let watched = { beat: '', since: began };
    for (;;) {
      const row = await current(database);
      const isSilent = watched.beat === beatOf(row) && performance.now() - watched.since > deadMs;
      if (!row ? await lock.insert() : await lock.inherit(row, isSilent)) break;
      if (beatOf(row) !== watched.beat) watched = { beat: beatOf(row), since: performance.now() };
      if (performance.now() - began > waitMs) throw new ImportRunning(Math.round(waitMs / 1000));
      await pause(POLL_MS);
    }
    lock.timer = setInterval(() => void lock.beat().catch(() => undefined), BEAT_MS);
    lock.timer.unref();
    return lock;
  }

  /**
   * Part of every batch: makes the batch fail when the lock is no longer ours.
   * @throws LockLost
   */
  async guard(manager: EntityManager): Promise<void> {
    const { affected } = await manager
      .createQueryBuilder()
      .update(FeedLockRow)
      .set({ beat: () => 'beat + 1' })
      .where('id = :id AND holder = :holder', { id: THE_LOCK, holder: this.holder })
      .execute();
    if (affected !== 1) throw new LockLost();
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    await this.database.transaction((manager) =>
      manager.query('DELETE FROM feed_locks WHERE id = ? AND holder = ?', [THE_LOCK, this.holder]),
    );
  }

  private beat(): Promise<void> {
    return this.database.transaction((manager) => this.guard(manager));
  }

  private async insert(): Promise<boolean> {
    const row = [THE_LOCK, this.holder, hostname(), process.pid, 0, sqlInstant(new Date())];
    try {
      await this.database.transaction((manager) =>
        manager.query(
          'INSERT INTO feed_locks (id, holder, host, pid, beat, since) VALUES (?, ?, ?, ?, ?, ?)',
          row,
        ),
      );
      return true;
    } catch (error) {
      if (this.database.dialect.isDuplicate(error)) return false;
      throw error;
    }
  }

  /** Takes over the lock of a dead holder. */
  private async inherit(row: LockRow, isSilent: boolean): Promise<boolean> {
    if (!isSilent && !(row.host === hostname() && !isAlive(Number(row.pid)))) return false;
    return this.database.transaction(async (manager) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(FeedLockRow)
        .set({ holder: this.holder, host: hostname(), pid: process.pid, since: new Date() })
        .where('id = :id AND holder = :was AND beat = :beat', {
          id: THE_LOCK,
          was: row.holder,
          beat: row.beat,
        })
        .execute();
      return affected === 1;
    });
  }
}

interface LockRow {
  holder: string;
  host: string;
  pid: number;
  beat: number;
}

function beatOf(row: LockRow | undefined): string {
  return row ? `${row.holder} ${row.beat}` : '';
}

async function current(database: Database): Promise<LockRow | undefined> {
  const [row] = await database.query<LockRow>('SELECT holder, host, pid, beat FROM feed_locks WHERE id = ?', [
    THE_LOCK,
  ]);
  return row;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
