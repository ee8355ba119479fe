import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { EntityManager } from 'typeorm';
import type { Logger } from 'pino';
import { keyOf } from '../../database/columns';
import type { Database, Deadline } from '../../database/database';
import { RateLimited } from '../../errors';
import { Attempt } from './attempt.entity';
import { marks, padded } from '../../database/sql-lists';

/** Rate of attempts: `free` ones without a pause, then with pauses that double. Never a hard lock. */
export interface Pace {
  free: number;
  firstPauseMs: number;
  longestPauseMs: number;
}

/** What a try counts against; without a pace it is counted only. */
export interface Subject {
  name: string;
  pace?: Pace;
}

/** Who got in, and what it means for a subject they share with others. */
export interface Settling {
  shared: Required<Subject>;
  /** Where their own tries at it were counted. */
  own: string;
  /** Where it is remembered that they vouched for it. */
  vouched: string;
  /** When this try was counted. */
  at: number;
}

const FORGET_MS = 24 * 3_600_000;
/** Successes raise the limit of a shared subject, up to a maximum. */
const MOST_CREDIT = 60;

class Blocked extends Error {}

/**
 * Counts attempts in the database, so that all nodes share the counts.
 * An attempt is counted before it is judged, so that a thousand parallel ones gain nothing.
 */
export class Attempts {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /**
   * Counts one attempt for every subject, or for none.
   * @returns when it was counted
   * @throws RateLimited when one of them is paused
   */
  async charge(deadline: Deadline, ...subjects: Subject[]): Promise<number> {
    const at = this.now().getTime();
    const wait = await this.chargeAt(at, deadline, subjects);
    if (wait > 0) throw new RateLimited(wait);
    return at;
  }

  /** The same, giving the seconds to wait instead of throwing; 0 when counted. */
  async tryCharge(deadline: Deadline, ...subjects: Subject[]): Promise<number> {
    return this.chargeAt(this.now().getTime(), deadline, subjects);
  }

  private async chargeAt(now: number, { until }: Deadline, subjects: Subject[]): Promise<number> {
    // A fixed order of locks: two attempts that share subjects cannot deadlock.
    const rows = subjects
      .map(({ name, pace }) => ({ id: subjectId(name), pace }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    try {
      await this.database.transaction((manager) => this.count(manager, rows, now), { until });
      return 0;
    } catch (error) {
      if (!(error instanceof Blocked)) throw error;
      const ids = rows.map((row) => row.id);
      const [row] = await this.database.query<{ until: unknown }>(
        `SELECT MAX(blockedUntil) AS until FROM attempts WHERE id IN (${marks(ids)})`,
        padded(ids),
      );
      return Math.max(1, Math.ceil((Number(row?.until ?? 0) - now) / 1000));
    }
  }

  /** After a success: nothing was tried. */
  async forget(manager: EntityManager, ...names: string[]): Promise<void> {
    for (const name of names) await manager.query('DELETE FROM attempts WHERE id = ?', [subjectId(name)]);
  }

  /** Takes back one attempt only: this success proves nothing about others who share the subject. */
  async refund(manager: EntityManager, name: string): Promise<void> {
    await manager.query('UPDATE attempts SET tries = tries - 1 WHERE id = ? AND tries > 0', [
      subjectId(name),
    ]);
  }

  /**
   * Takes back the owner's failures at a shared subject after a success, and once a day one more, as a right
   * password is evidence.
   * Only once for each owner, or one right password would pay for endless wrong ones.
   * Ends the pause that this attempt started, unless another attempt started a later one.
   */
  async settle(manager: EntityManager, { shared, own, vouched, at }: Settling): Promise<void> {
    const now = this.now().getTime();
    const [ownId, vouchedId] = [subjectId(own), subjectId(vouched)];
    const rows = await manager.query<{ id: string; tries: number | string; forgetAt: number | string }[]>(
      'SELECT id, tries, forgetAt FROM attempts WHERE id IN (?, ?)',
      [ownId, vouchedId],
    );
    const valid = new Map(rows.filter((row) => Number(row.forgetAt) > now).map((row) => [row.id, row]));
    const back = Number(valid.get(ownId)?.tries ?? 1) + (valid.has(vouchedId) ? 0 : 1);
    await manager.query(
      `UPDATE attempts SET
         blockedUntil = CASE WHEN tries - ? < ? OR blockedUntil = ? + ${pause(shared.pace, 'tries')} THEN 0 ELSE blockedUntil END,
         tries = CASE WHEN tries - ? < ? THEN ? ELSE tries - ? END WHERE id = ?`,
      [back, shared.pace.free, at, back, -MOST_CREDIT, -MOST_CREDIT, back, subjectId(shared.name)],
    );
    await manager.query('DELETE FROM attempts WHERE id = ?', [ownId]);
    const columns = ['id', 'tries', 'blockedUntil', 'forgetAt'];
    if (!valid.has(vouchedId))
      await manager.query(this.database.dialect.upsert('attempts', columns, ['id'], 1), [
        vouchedId,
        0,
        0,
        now + FORGET_MS,
      ]);
  }

  private async count(
    manager: EntityManager,
    rows: { id: string; pace?: Pace }[],
    now: number,
  ): Promise<void> {
    const columns = ['id', 'tries', 'blockedUntil', 'forgetAt'];
    await manager.query(
      this.database.dialect.upsert('attempts', columns, ['id'], rows.length, columns),
      rows.flatMap(({ id }) => [id, 0, 0, now + FORGET_MS]),
    );
    for (const { id, pace } of rows) {
      const { affected } = await manager
        .createQueryBuilder()
        .update(Attempt)
        // MySQL works from left to right with what it has just set: the pause first, from the old count.
        .set({
          blockedUntil: () => `CASE WHEN forgetAt <= :now THEN 0 ELSE :now + ${pace ? pause(pace) : 0} END`,
          tries: () => 'CASE WHEN forgetAt <= :now THEN 1 ELSE tries + 1 END',
          forgetAt: () => String(now + FORGET_MS),
        })
        .where('id = :id AND blockedUntil <= :now', { id, now })
        .execute();
      if (!affected) throw new Blocked();
    }
  }
}

/** SQL for the pause after this number of attempts, in milliseconds. */
function pause({ free, firstPauseMs, longestPauseMs }: Pace, counted = 'tries + 1'): string {
  const steps: string[] = [`WHEN ${counted} < ${free} THEN 0`];
  let ms = firstPauseMs;
  for (let tries = free; ms < longestPauseMs; tries++, ms *= 2)
    steps.push(`WHEN ${counted} = ${tries} THEN ${ms}`);
  return `CASE ${steps.join(' ')} ELSE ${longestPauseMs} END`;
}

function subjectId(name: string): string {
  return keyOf('attempt', name);
}

/** An IPv4 address, or the /64 network of an IPv6 address, since its holder controls all addresses in it. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped) return mapped[1]!;
  if (!ip.includes(':')) return ip;
  const [head = '', tail = ''] = ip.toLowerCase().split('::');
  const [front, back] = [head.split(':').filter(Boolean), tail.split(':').filter(Boolean)];
  const zeros = ip.includes('::') ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0') : [];
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}

/** Successes that weigh as much as one failure: sign-ins succeed far more often than they fail. */
const WEIGHT = 4;

/**
 * Compares failures of all users with successes: stolen lists are tried one account and one address at a
 * time.
 * During an alarm addresses get fewer free attempts, and users can still sign in. Each node counts
 * separately.
 */
export class Alarm {
  private readonly failures: RateLimiterMemory;
  private raisedUntil = 0;

  constructor(
    private readonly log: Logger,
    private readonly now: () => Date,
    options: { failures: number; seconds: number } = { failures: 100, seconds: 600 },
  ) {
    this.failures = new RateLimiterMemory({ points: options.failures * WEIGHT, duration: options.seconds });
  }

  get raised(): boolean {
    return this.now().getTime() < this.raisedUntil;
  }

  async failed(): Promise<void> {
    try {
      await this.failures.consume('all', WEIGHT);
    } catch (full) {
      if (!this.raised) this.log.warn({ event: 'sign-in-alarm' }, 'unusually many failed sign-ins');
      this.raisedUntil = this.now().getTime() + (full as { msBeforeNext: number }).msBeforeNext;
    }
  }

  async succeeded(): Promise<void> {
    const state = await this.failures.get('all');
    if (state && state.consumedPoints > 0) await this.failures.reward('all', 1);
  }
}
