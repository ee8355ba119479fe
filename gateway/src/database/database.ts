import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { changedRows } from './changes';
import type { Dialect, Row } from './dialect';
import { ENTITIES } from './entities';
import { MIGRATIONS } from './migrations';
import { MysqlDialect } from './mysql';
import { SqliteDialect } from './sqlite';

const ATTEMPTS = 10;

/**
 * The one door to the data. Reads: `query` (prepared, committed rows only). Writes: `transaction`, or `change` for a single statement.
 */
export class Database {
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly source: DataSource,
    readonly dialect: Dialect,
    private readonly inside: AsyncLocalStorage<true> | null,
  ) {}

  /**
   * Connects and, unless told not to, brings the tables up to date. `url` as in DATABASE_URL. `guarded`: a transaction inside
   * a transaction is refused, instead of waiting for itself. For tests: knowing what runs inside of what slows every promise
   * of the process down, a sixth of the work at home.
   */
  static async open(url: string, options: { migrate?: boolean; guarded?: boolean } = {}): Promise<Database> {
    const dialect = url.startsWith('sqlite:')
      ? new SqliteDialect(url.slice('sqlite:'.length))
      : new MysqlDialect(url);
    const source = new DataSource({
      ...dialect.options,
      entities: ENTITIES,
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

  /** One prepared read. `?` for parameters on every database. */
  query<T extends object = Row>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return this.dialect.read(sql, parameters) as Promise<T[]>;
  }

  /**
   * One guarded UPDATE that is a transaction by itself: beginning and ending one would be two more round trips.
   * @returns how many rows it met
   */
  async change(sql: string, parameters: readonly unknown[]): Promise<number> {
    const { dialect } = this;
    if (!dialect.write) return this.transaction((manager) => changedRows(manager, sql, parameters));
    this.refuseInside();
    return this.attempt(() => dialect.write!(sql, parameters));
  }

  /**
   * All other writes. The work may run several times (deadlocks and busy files are tried again from its start), so it
   * must not act on the outside world; mails and the like are rows that it writes.
   */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    this.refuseInside();
    const run = () => this.source.transaction(work);
    const whole = () => this.attempt(() => (this.inside ? this.inside.run(true, run) : run()));
    if (!this.dialect.serialWrites) return whole();
    const turn = this.last.then(whole);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.last;
    await this.dialect.close();
    await this.source.destroy();
  }

  private refuseInside(): void {
    if (this.inside?.getStore())
      throw new Error('A transaction inside a transaction: pass the manager on instead');
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt >= ATTEMPTS || !this.dialect.isRetriable(error)) throw error;
        await pause(Math.random() * 20 * attempt);
      }
    }
  }
}
