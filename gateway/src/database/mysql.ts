import type { Socket } from 'node:net';
import mysql, { type Pool, type PoolConnection, type QueryError, type ResultSetHeader } from 'mysql2';
import {
  MigrationExecutor,
  type DataSource,
  type DataSourceOptions,
  type EntityManager,
  type QueryRunner,
  type Table,
} from 'typeorm';
import { Unavailable } from '../errors';
import type { PoolUse } from '../runtime/metrics';
import { driverCode, LOST_MEANWHILE, placeholders, type Dialect, type Row } from './dialect';
import type { Sql } from './sorting';

const DEADLOCK = 1213;
const LOCK_TIMEOUT = 1205;
/** MariaDB's and Galera's "record has changed since last read". */
const RECORD_CHANGED = 1020;
/** TiDB: write conflict, region unavailable. */
const TIDB_CONFLICTS = [8002, 9007];
const DUPLICATE = 1062;
/** No null here, truncated, out of range, wrong date, wrong text, too long, not storable as a number, against a check (MySQL, MariaDB). */
const UNFIT = [1048, 1264, 1265, 1292, 1366, 1406, 1690, 3819, 4025];
/** Shutting down, killed, interrupted, and (the last two) read-only after a failover. */
const AWAY = [1053, 1077, 1317, 1927, 1290, 1836];

/** A name of at most 64 signs. */
const MIGRATION_LOCK = "CONCAT('ebok-', SHA1(DATABASE()))";

/** A server without an answer for this long is down; lock waits end after 60 s at most. */
const SILENT_MS = 75_000;

/** Timeout of one probe; the next one does not wait for it. */
const PROBE_MS = 1_000;

const SETTINGS = {
  charset: 'utf8mb4_bin',
  timezone: 'Z',
  dateStrings: ['DATE' as const],
  supportBigNumbers: true,
  bigNumberStrings: false,
  connectTimeout: 5000,
};
/** What TypeORM hands on without knowing it. */
const MORE_SETTINGS = { maxPreparedStatements: 256, flags: ['-LOCAL_FILES'] };

/** The dialect of MySQL, MariaDB and compatible servers. */
export class MysqlDialect implements Dialect {
  readonly name = 'mysql';
  readonly longText = 'mediumtext';
  readonly longBytes = 'mediumblob';
  readonly writers: number;
  readonly forUpdate = 'FOR UPDATE';
  /** For each such statement the server keeps a megabyte a connection. */
  readonly rowsAtOnce = 128;
  readonly options: DataSourceOptions;
  /** TypeORM's, for transactions and single writes. */
  private pool?: Pool;
  /** Reads have their own pool, so that lock waits of writers cannot delay them. */
  private readers?: Pool;
  private readerSilentMs = SILENT_MS;
  /** When each connection was made, of `Date.now()`. */
  private readonly madeAt = new WeakMap<object, number>();
  private source?: () => DataSource;

  constructor(
    private readonly url: string,
    poolSize = 10,
  ) {
    this.writers = poolSize;
    this.options = { type: 'mysql', url, ...SETTINGS, poolSize, extra: MORE_SETTINGS };
  }

  /** TypeORM creates the pool of writers. */
  attach(source: () => DataSource): void {
    this.source = source;
  }

  open(): void {
    this.pool = (this.source!().driver as unknown as { pool: Pool }).pool;
    dropSilent(this.pool);
    this.readers = mysql.createPool({
      uri: this.url,
      ...SETTINGS,
      ...MORE_SETTINGS,
      connectionLimit: this.writers,
    });
    dropSilent(this.readers, () => this.readerSilentMs);
    const made = (connection: object) => void this.madeAt.set(connection, Date.now());
    connectionsOf(this.pool).forEach(made);
    for (const pool of [this.pool, this.readers]) pool.on('connection', made);
  }

  serve(timeoutMs: number): void {
    this.readerSilentMs = timeoutMs;
  }

  /**
   * Uses its own connection: after lost packets, pooled connections wait for answers that never arrive, and
   * new ones for their timeout.
   */
  async probe(since: number | null): Promise<void> {
    const before = [this.pool!, this.readers!].flatMap(connectionsOf);
    await connectOnce({ uri: this.url, ...SETTINGS, connectTimeout: PROBE_MS });
    for (const connection of before)
      if ((this.madeAt.get(connection) ?? -Infinity) <= (since ?? -Infinity))
        socketOf(connection).destroy(lost());
  }

  pools(): PoolUse[] {
    return [useOf('READERS', this.readers!, this.writers), useOf('WRITERS', this.pool!, this.writers)];
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.readers?.end(() => resolve()));
  }

  /**
   * MySQL cannot roll back schema changes, so one process migrates under a named lock and the others wait.
   * The lock belongs to the migrating connection. The server releases it only after a killed process's last
   * statement has ended.
   */
  async migrate(source: DataSource): Promise<void> {
    const runner = source.createQueryRunner();
    const [row] = (await runner.query(`SELECT GET_LOCK(${MIGRATION_LOCK}, 60) AS got`)) as { got: number }[];
    if (Number(row?.got) !== 1)
      throw new Error('Another process has been changing the tables for a minute: try again later.');
    const migrations = new MigrationExecutor(source, runner);
    migrations.transaction = 'none';
    await migrations.executePendingMigrations();
    await runner.query(`SELECT RELEASE_LOCK(${MIGRATION_LOCK})`);
    await runner.release();
  }

  async read(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    for (let isFirst = true; ; isFirst = false) {
      try {
        return await this.ask<Row[]>(sql, parameters);
      } catch (error) {
        // The server closed this idle connection in the pool, so the read is retried once. A read that timed
        // out has no code.
        const { fatal, code } = driverCode(error);
        const isGone = fatal === true && code !== undefined && isFirst;
        if (!isGone && code !== LOST_MEANWHILE) throw error;
      }
    }
  }

  async write(sql: string, parameters: readonly unknown[], until: number): Promise<number> {
    const connection = await new Promise<PoolConnection>((resolve, reject) =>
      this.pool!.getConnection((error, got) => (error ? reject(error) : resolve(got))),
    );
    // Opening the connection may have taken long.
    if (performance.now() >= until) {
      connection.release();
      throw new Unavailable();
    }
    const timer =
      until === Infinity
        ? undefined
        : setTimeout(() => this.cutConnection(connection), until - performance.now());
    try {
      return (await execute<ResultSetHeader>(connection, sql, parameters)).affectedRows;
    } finally {
      clearTimeout(timer);
      connection.release();
    }
  }

  /** TypeORM would send it as text, which takes the server twice as long as inserting the rows. */
  repeat(manager: EntityManager, sql: string, parameters: readonly unknown[]): Promise<unknown> {
    return execute(connectionOf(manager.queryRunner!)!, sql, parameters);
  }

  cut(runner: QueryRunner): void {
    const connection = connectionOf(runner);
    if (connection) this.cutConnection(connection);
  }

  /**
   * Both sides need a timeout: a server that waits for a lock does not notice a closed connection, and would
   * still commit.
   */
  private cutConnection(connection: PoolConnection): void {
    this.readers!.query(`KILL ${connection.threadId}`, () => undefined);
    socketOf(connection).destroy(new Error('no answer of the database in time'));
  }

  private ask<T>(sql: string, parameters: readonly unknown[]): Promise<T> {
    return execute<T>(this.readers!, sql, parameters);
  }

  async createTable(runner: QueryRunner, table: Table, checks: Record<string, string> = {}): Promise<void> {
    table.engine = 'InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';
    await runner.createTable(table, true);
    for (const [name, expression] of Object.entries(checks))
      if (!(await hasCheck(runner, table.name, name)))
        await runner.query(`ALTER TABLE ${table.name} ADD CONSTRAINT ${name} CHECK (${expression})`);
  }

  async dropCheck(runner: QueryRunner, table: string, name: string): Promise<void> {
    if (await hasCheck(runner, table, name))
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }

  upsert(
    table: string,
    columns: readonly string[],
    key: readonly string[],
    rows: number,
    keep: readonly string[] = [],
  ): string {
    const set = columns.filter((c) => !key.includes(c) && !keep.includes(c)).map((c) => `${c}=VALUES(${c})`);
    const action = set.length > 0 ? set.join(',') : `${key[0]}=${key[0]}`;
    return `INSERT INTO ${table} (${columns.join(',')}) VALUES ${placeholders(columns.length, rows)} ON DUPLICATE KEY UPDATE ${action}`;
  }

  contains(column: string, text: string): Sql {
    // One binary side makes it compare bytes. Casting the column too would copy every text.
    return { text: `LOCATE(CAST(? AS BINARY), ${column}) > 0`, values: [text] };
  }

  insertFrom(table: string, columns: readonly string[], key: readonly string[], select: string): string {
    // Tables of the SELECT have columns of the same names.
    const same = `${table}.${key[0]}`;
    return `INSERT INTO ${table} (${columns.join(',')}) ${select} ON DUPLICATE KEY UPDATE ${same}=${same}`;
  }

  addUp(
    table: string,
    columns: readonly string[],
    _key: readonly string[],
    sum: string,
    rows: number,
  ): string {
    return `INSERT INTO ${table} (${columns.join(',')}) VALUES ${placeholders(columns.length, rows)} ON DUPLICATE KEY UPDATE ${sum}=${sum}+VALUES(${sum})`;
  }

  isRetriable(error: unknown): boolean {
    const { errno } = driverCode(error);
    return errno !== undefined && [DEADLOCK, LOCK_TIMEOUT, RECORD_CHANGED, ...TIDB_CONFLICTS].includes(errno);
  }

  isUnavailable(error: unknown): boolean {
    const { errno = 0, fatal } = driverCode(error);
    return fatal === true || AWAY.includes(errno);
  }

  isUnfit(error: unknown): boolean {
    const { errno } = driverCode(error);
    return errno !== undefined && UNFIT.includes(errno);
  }

  isDuplicate(error: unknown): boolean {
    return driverCode(error).errno === DUPLICATE;
  }
}

async function hasCheck(runner: QueryRunner, table: string, name: string): Promise<boolean> {
  const found = (await runner.query(
    `SELECT 1 FROM information_schema.TABLE_CONSTRAINTS
     WHERE CONSTRAINT_SCHEMA = DATABASE() AND TABLE_NAME = ? AND CONSTRAINT_NAME = ?`,
    [table, name],
  )) as object[];
  return found.length > 0;
}

/** A half-open network connection sends no error: without keep-alive it would occupy the pool for good. */
export function dropSilent(pool: Pool, silentMs = () => SILENT_MS): void {
  const known = new WeakSet<Socket>();
  pool.on('acquire', (connection) => {
    const socket = socketOf(connection).setTimeout(silentMs());
    if (known.has(socket)) return;
    known.add(socket);
    socket.on('timeout', () => socket.destroy(new Error('the database has gone silent')));
  });
  pool.on('release', (connection) => socketOf(connection).setTimeout(0));
}

function connectOnce(options: mysql.ConnectionOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const connection = mysql.createConnection(options);
    connection.on('error', reject);
    connection.connect((error) => {
      connection.destroy();
      if (error) reject(error);
      else resolve();
    });
  });
}

function lost(): Error {
  return Object.assign(new Error('the database was away meanwhile'), { code: LOST_MEANWHILE });
}

function socketOf(connection: unknown): Socket {
  return (connection as { stream: Socket }).stream;
}

/** Where a transaction runs, once it has begun. */
function connectionOf(runner: QueryRunner): PoolConnection | undefined {
  return (runner as unknown as { databaseConnection?: PoolConnection }).databaseConnection;
}

/** By callback: the driver's promises capture a stack for every statement, which costs as much as sending it. */
function execute<T>(on: Pool | PoolConnection, sql: string, parameters: readonly unknown[]): Promise<T> {
  return new Promise((resolve, reject) =>
    on.execute(sql, parameters.map(bindable) as never[], (error: QueryError | null, rows) =>
      error ? reject(error) : resolve(rows as T),
    ),
  );
}

/** A number after LIMIT goes into a prepared statement as a string, or the server refuses it. */
function bindable(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

/** The driver exposes this only in its own fields. */
function fieldsOf(pool: Pool) {
  return pool as unknown as Record<
    '_allConnections' | '_freeConnections' | '_connectionQueue',
    { length: number; get(at: number): object }
  >;
}

/** Also those that are still being made. */
function connectionsOf(pool: Pool): object[] {
  const all = fieldsOf(pool)._allConnections;
  return Array.from({ length: all.length }, (_, at) => all.get(at));
}

function useOf(pool: PoolUse['pool'], of: Pool, size: number): PoolUse {
  const { _allConnections, _freeConnections, _connectionQueue } = fieldsOf(of);
  return {
    pool,
    size,
    used: _allConnections.length - _freeConnections.length,
    waiting: _connectionQueue.length,
  };
}
