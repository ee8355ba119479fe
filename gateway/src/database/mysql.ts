import type { Socket } from 'node:net';
import type { Pool, QueryError, ResultSetHeader } from 'mysql2';
import {
  MigrationExecutor,
  type DataSource,
  type DataSourceOptions,
  type QueryRunner,
  type Table,
} from 'typeorm';
import { driverCode, placeholders, type Dialect, type Row } from './dialect';

const DEADLOCK = 1213;
const LOCK_TIMEOUT = 1205;
/** MariaDB's and Galera's "record has changed since last read". */
const RECORD_CHANGED = 1020;
/** TiDB: write conflict, region unavailable. */
const TIDB_CONFLICTS = [8002, 9007];
const DUPLICATE = 1062;

/** A name of at most 64 signs. */
const MIGRATION_LOCK = "CONCAT('ebok-', SHA1(DATABASE()))";

/** A server that says nothing for so long in the midst of our work is gone; locks are waited for 60 s at most. */
const SILENT_MS = 75_000;

/** MySQL, MariaDB and what speaks like them. */
export class MysqlDialect implements Dialect {
  readonly name = 'mysql';
  readonly longText = 'mediumtext';
  readonly longBytes = 'mediumblob';
  readonly serialWrites = false;
  readonly forUpdate = 'FOR UPDATE';
  readonly options: DataSourceOptions;
  private pool?: Pool;
  private source?: () => DataSource;

  constructor(url: string, poolSize = 10) {
    this.options = {
      type: 'mysql',
      url,
      charset: 'utf8mb4_bin',
      timezone: 'Z',
      dateStrings: ['DATE'],
      supportBigNumbers: true,
      bigNumberStrings: false,
      poolSize,
      connectTimeout: 5000,
      extra: { maxPreparedStatements: 256, flags: ['-LOCAL_FILES'] },
    };
  }

  /** TypeORM makes the pool; reads take their connections from it too. */
  attach(source: () => DataSource): void {
    this.source = source;
  }

  open(): void {
    this.pool = (this.source!().driver as unknown as { pool: Pool }).pool;
    dropSilent(this.pool);
  }

  async close(): Promise<void> {}

  /**
   * Tables are not changed in transactions here, so one process works and the others wait for it. The lock, one for each database of the server, is on
   * the connection that does the work: the server gives it on only when the last statement of a process that was killed has ended.
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
    try {
      return await this.ask<Row[]>(sql, parameters);
    } catch (error) {
      // The server closed this connection while it lay in the pool; a read may simply be asked again, once.
      if (!(error as { fatal?: boolean }).fatal) throw error;
      return this.ask<Row[]>(sql, parameters);
    }
  }

  async write(sql: string, parameters: readonly unknown[]): Promise<number> {
    return (await this.ask<ResultSetHeader>(sql, parameters)).affectedRows;
  }

  /** By callback: the driver's own promises take down the stack for every statement, which costs as much as sending it. */
  private ask<T>(sql: string, parameters: readonly unknown[]): Promise<T> {
    return new Promise((resolve, reject) =>
      this.pool!.execute(sql, parameters.map(bindable) as never[], (error: QueryError | null, rows) =>
        error ? reject(error) : resolve(rows as T),
      ),
    );
  }

  async createTable(runner: QueryRunner, table: Table, checks: Record<string, string> = {}): Promise<void> {
    table.engine = 'InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';
    await runner.createTable(table, true);
    for (const [name, expression] of Object.entries(checks))
      if (!(await hasCheck(runner, table.name, name)))
        await runner.query(`ALTER TABLE ${table.name} ADD CONSTRAINT ${name} CHECK (${expression})`);
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

/** A network that was cut half-way tells nobody: without this, such connections stay taken for good. */
export function dropSilent(pool: Pool, silentMs = SILENT_MS): void {
  const known = new WeakSet<Socket>();
  const socketOf = (connection: unknown) => (connection as { stream: Socket }).stream;
  pool.on('acquire', (connection) => {
    const socket = socketOf(connection).setTimeout(silentMs);
    if (known.has(socket)) return;
    known.add(socket);
    socket.on('timeout', () => socket.destroy(new Error('the database has gone silent')));
  });
  pool.on('release', (connection) => socketOf(connection).setTimeout(0));
}

/** A number after LIMIT goes into a prepared statement as a string, or the server refuses it. */
function bindable(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}
