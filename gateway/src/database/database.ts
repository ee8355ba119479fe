import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { PublicError, Unavailable } from '../errors';
import { Availability } from './availability';
import { Rows, type Reader } from './bulk-rows';
import { changedRows } from './changes';
import { driverCode, LOST_MEANWHILE, type Dialect, type Row } from './dialect';
import { MIGRATIONS } from './migrations';
import { MysqlDialect } from './mysql';
import { KeyedQueue, Queue } from './queue';
import { SqliteDialect } from './sqlite';

/** Retries of transient failures where no request waits for the result. */
const ATTEMPTS = 10;
/** A request is answered within five seconds, so what it writes is written before, or never. */
export const TIMEOUT_MS = 4_500;
/** Writers of one subject, such as a customer, that may wait for each other. */
const LONGEST_QUEUE = 100;

/** How a write waits. */
export interface Waiting {
  /**
   * The rows that the work locks. Works of one subject run one after another and wait without a connection.
   * One customer could occupy all connections otherwise.
   */
  subject?: string;
  /** True for work in the background, which may take its time. */
  isPatient?: boolean;
  /** A shorter timeout, for optional work. */
  timeoutMs?: number;
  /** Deadline of the caller, in `performance.now()` milliseconds. */
  until?: number;
}

/** How a database is opened. */
export interface OpenOptions {
  /** False leaves the tables as they are. */
  migrate?: boolean;
  /**
   * Refuses a transaction inside a transaction, which would wait for itself. For tests only: the tracking makes every
   * promise slower, a sixth of the home page's work.
   */
  guarded?: boolean;
}

/** Deadline of a request: a write after it would contradict the answer, so it must not happen. */
export type Deadline = Pick<Waiting, 'until'>;

/**
 * The only access to the data. Reads: `query` (prepared, committed rows only, on connections of their own).
 * Writes: `transaction`, or `change` for a single statement.
 */
export class Database {
  /** Limits concurrent transactions to the number of connections for them. */
  private readonly places: Queue;
  /** Writes and reads many rows with few statements. */
  readonly rows: Rows;
  /** `query`, for work that reads in a transaction or outside one. */
  readonly reader: Reader = {
    query: <T>(sql: string, parameters?: unknown[]) => this.query(sql, parameters) as Promise<T>,
  };
  private readonly subjects = new KeyedQueue(LONGEST_QUEUE);
  private timeoutMs = Infinity;
  private availability?: Availability;

  private constructor(
    readonly source: DataSource,
    readonly dialect: Dialect,
    private readonly inside: AsyncLocalStorage<true> | null,
  ) {
    this.places = new Queue(dialect.writers);
    this.rows = new Rows(dialect);
  }

  /**
   * Connects and runs migrations.
   * @param url as in DATABASE_URL
   * @param entities every table that the caller uses through TypeORM
   */
  static async open(
    url: string,
    entities: readonly (new () => object)[],
    options: OpenOptions = {},
  ): Promise<Database> {
    const dialect = url.startsWith('sqlite:')
      ? new SqliteDialect(url.slice('sqlite:'.length))
      : new MysqlDialect(url);
    const source = new DataSource({
      ...dialect.options,
      entities: [...entities],
      migrations: MIGRATIONS(dialect),
      logging: false,
    });
    if (dialect instanceof MysqlDialect) dialect.attach(() => source);
    await source.initialize();
    try {
      if (options.migrate !== false) await dialect.migrate(source);
      dialect.open();
    } catch (error) {
      // Its connections hold locks.
      await source.destroy();
      throw error;
    }
    return new Database(source, dialect, options.guarded ? new AsyncLocalStorage<true>() : null);
  }

  /**
   * Starts serving requests: no read or write takes longer than `timeoutMs`. A late write is rolled back,
   * and transient failures are `Unavailable`.
   */
  serve(log: Logger, timeoutMs = TIMEOUT_MS): void {
    this.timeoutMs = timeoutMs;
    this.dialect.serve(timeoutMs);
    this.availability?.stop();
    this.availability = new Availability(log, (since) => this.dialect.probe(since));
  }

  /** One prepared read. `?` for parameters on every database. */
  query<T extends object = Row>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    const reading = this.dialect.read(sql, parameters) as Promise<T[]>;
    const { availability } = this;
    if (!availability) return reading;
    availability.begun();
    return reading.then(
      (rows) => {
        availability.ended();
        return rows;
      },
      (error: unknown) => {
        availability.ended();
        return this.refuse(error);
      },
    );
  }

  /**
   * Runs one guarded UPDATE outside a transaction, which saves two round trips.
   * @returns how many rows it matched
   */
  async change(sql: string, parameters: readonly unknown[], waiting: Waiting = {}): Promise<number> {
    const { dialect } = this;
    if (!dialect.write) return this.transaction((manager) => changedRows(manager, sql, parameters), waiting);
    this.refuseInside();
    return this.wait((until) => dialect.write!(sql, parameters, until), waiting);
  }

  /**
   * Runs all other writes. The work may run several times (deadlocks and busy files are retried from its
   * start).
   * It must not affect the outside world; mails and the like are rows that it writes.
   * @throws Unavailable when the deadline passed; everything is rolled back then
   */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>, waiting: Waiting = {}): Promise<T> {
    this.refuseInside();
    return this.wait((until) => {
      const run = () => this.source.transaction((manager) => this.inTime(work, manager, until));
      return (this.inside ? this.inside.run(true, run) : run()).catch((error: unknown) => {
        this.dialect.reset?.(this.source);
        throw error;
      });
    }, waiting);
  }

  async close(): Promise<void> {
    this.availability?.stop();
    // Earlier calls run first.
    await Promise.all(
      Array.from({ length: this.dialect.writers }, () => this.places.run(async () => undefined, Infinity)),
    );
    await this.dialect.close();
    await this.source.destroy();
  }

  private refuseInside(): void {
    if (this.inside?.getStore())
      throw new Error('A transaction inside a transaction: pass the manager on instead');
  }

  private async wait<T>(
    work: (until: number) => Promise<T>,
    { subject, isPatient, timeoutMs = this.timeoutMs, until: latest = Infinity }: Waiting,
  ): Promise<T> {
    const until = isPatient ? Infinity : Math.min(latest, performance.now() + timeoutMs);
    const run = () => this.places.run(() => this.attempt(() => work(until), until), until);
    try {
      if (performance.now() >= until) throw new Unavailable();
      return await (subject ? this.subjects.run(subject, run, until) : run());
    } catch (error) {
      if (performance.now() < until) return this.refuse(error);
      this.availability?.late();
      throw new Unavailable();
    }
  }

  /** Cuts the connection after the deadline, so that the pending statement cannot commit after an error answer. */
  private async inTime<T>(
    work: (manager: EntityManager) => Promise<T>,
    manager: EntityManager,
    until: number,
  ): Promise<T> {
    if (until === Infinity) return work(manager);
    const timer = setTimeout(() => this.dialect.cut(manager.queryRunner!), until - performance.now());
    try {
      const result = await work(manager);
      if (performance.now() > until) throw new Unavailable();
      return result;
    } finally {
      clearTimeout(timer);
    }
  }

  private async attempt<T>(work: () => Promise<T>, until: number): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        const isLast = until === Infinity ? attempt >= ATTEMPTS : performance.now() > until;
        if (isLast || !this.dialect.isRetriable(error)) throw error;
        await pause(Math.random() * 20 * Math.min(attempt, ATTEMPTS));
      }
    }
  }

  /** Before serving starts, errors keep their message for the person who runs the command. */
  private readonly refuse = (error: unknown): never => {
    if (!this.availability || error instanceof PublicError) throw error;
    if (driverCode(error).code === LOST_MEANWHILE) throw new Unavailable();
    if (this.dialect.isUnavailable(error)) this.availability.away(error);
    else if (this.dialect.isRetriable(error)) this.availability.late();
    else throw error;
    throw new Unavailable();
  };
}
