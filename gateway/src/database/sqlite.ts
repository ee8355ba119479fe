import type Sqlite from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import {
  MigrationExecutor,
  TableCheck,
  type DataSource,
  type DataSourceOptions,
  type EntityManager,
  type QueryRunner,
  type Table,
} from 'typeorm';
import { driverCode, placeholders, type Dialect, type Row } from './dialect';
import type { Sql } from './sorting';
import { SqliteDatabase } from './sqlite-library';

/** Another process writes in short batches; retries without a pause last this long. */
const BUSY_MS = 50;

/** The embedded database: one file, for trying, developing and small installations. */
export class SqliteDialect implements Dialect {
  readonly name = 'sqlite';
  readonly longText = 'text';
  readonly longBytes = 'blob';
  readonly writers = 1;
  /** Few enough for 32,766 parameters. */
  readonly rowsAtOnce = 512;
  /** Whoever writes has the whole file from the start. */
  readonly forUpdate = '';
  readonly options: DataSourceOptions;
  private reader?: Sqlite.Database;
  private writer?: Sqlite.Database;
  private readonly statements = new Map<string, Sqlite.Statement>();

  constructor(private readonly file: string) {
    mkdirSync(path.dirname(file), { recursive: true });
    this.options = {
      type: 'better-sqlite3',
      driver: SqliteDatabase,
      database: file,
      enableWAL: true,
      timeout: 20_000,
      prepareDatabase: (connection: Sqlite.Database) => {
        this.writer = connection;
        beginImmediately(connection);
        connection.pragma('synchronous = NORMAL');
      },
    };
  }

  /** Reads use a connection of their own, so that they never see what an open transaction may still take back. */
  open(): void {
    this.reader = new SqliteDatabase(this.file, { readonly: true, timeout: 20_000 });
  }

  /** Waiting inside SQLite blocks the whole process, so retries wait outside and let other work run. */
  serve(): void {
    for (const connection of [this.reader, this.writer]) connection?.pragma(`busy_timeout = ${BUSY_MS}`);
  }

  /** The writer owns the file, so nothing in a transaction waits. */
  cut(): void {}

  /**
   * On a full disk, SQLite rolls back by itself. TypeORM's own rollback then fails and its depth stays above zero: later
   * transactions would be savepoints of one that nobody commits.
   */
  reset(source: DataSource): void {
    const driver = source.driver as unknown as { queryRunner?: { transactionDepth: number } };
    if (driver.queryRunner?.transactionDepth === 0 && !this.writer!.inTransaction) return;
    if (this.writer!.inTransaction) this.writer!.exec('ROLLBACK');
    driver.queryRunner = undefined;
  }

  async probe(): Promise<void> {
    await this.read('SELECT 1', []);
  }

  pools(): [] {
    return [];
  }

  async close(): Promise<void> {
    this.statements.clear();
    this.reader?.close();
  }

  /**
   * One transaction for all migrations: the process that has the file runs what is missing, and a killed one
   * leaves nothing.
   */
  async migrate(source: DataSource): Promise<void> {
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    await new MigrationExecutor(source, runner).executePendingMigrations();
    await runner.commitTransaction();
    await runner.release();
  }

  async read(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.reader!.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement.all(...parameters.map(bindable)) as Row[];
  }

  /** TypeORM keeps statements prepared here. */
  repeat(manager: EntityManager, sql: string, parameters: readonly unknown[]): Promise<unknown> {
    return manager.query(sql, [...parameters]);
  }

  async createTable(runner: QueryRunner, table: Table, checks: Record<string, string> = {}): Promise<void> {
    for (const [name, expression] of Object.entries(checks))
      table.addCheckConstraint(new TableCheck({ name, expression }));
    await runner.createTable(table, true);
  }

  async dropCheck(runner: QueryRunner, table: string, name: string): Promise<void> {
    const found = await runner.getTable(table);
    const check = found?.checks.find((one) => one.name === name);
    // TypeORM copies the table, as SQLite cannot change it.
    if (check) await runner.dropCheckConstraint(table, check);
  }

  upsert(
    table: string,
    columns: readonly string[],
    key: readonly string[],
    rows: number,
    keep: readonly string[] = [],
  ): string {
    const set = columns.filter((c) => !key.includes(c) && !keep.includes(c)).map((c) => `${c}=excluded.${c}`);
    const action = set.length > 0 ? `DO UPDATE SET ${set.join(',')}` : 'DO NOTHING';
    return `INSERT INTO ${table} (${columns.join(',')}) VALUES ${placeholders(columns.length, rows)} ON CONFLICT (${key.join(',')}) ${action}`;
  }

  contains(column: string, text: string): Sql {
    // GLOB searches twice as fast as instr. In brackets its signs stand for themselves.
    return { text: `${column} GLOB ?`, values: [`*${text.replace(/[*?[]/g, '[$&]')}*`] };
  }

  insertFrom(table: string, columns: readonly string[], key: readonly string[], select: string): string {
    return `INSERT INTO ${table} (${columns.join(',')}) ${select} ON CONFLICT (${key.join(',')}) DO NOTHING`;
  }

  addUp(
    table: string,
    columns: readonly string[],
    key: readonly string[],
    sum: string,
    rows: number,
  ): string {
    return `INSERT INTO ${table} (${columns.join(',')}) VALUES ${placeholders(columns.length, rows)} ON CONFLICT (${key.join(',')}) DO UPDATE SET ${sum}=${sum}+excluded.${sum}`;
  }

  isRetriable(error: unknown): boolean {
    return driverCode(error).code?.startsWith('SQLITE_BUSY') ?? false;
  }

  isUnavailable(error: unknown): boolean {
    return /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY|PROTOCOL)/.test(driverCode(error).code ?? '');
  }

  isUnfit(error: unknown): boolean {
    const { code } = driverCode(error);
    return (
      code !== undefined &&
      /^SQLITE_(CONSTRAINT|TOOBIG|MISMATCH|RANGE)/.test(code) &&
      !this.isDuplicate(error)
    );
  }

  isDuplicate(error: unknown): boolean {
    const { code } = driverCode(error);
    return code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE';
  }
}

/**
 * TypeORM opens deferred transactions. One that reads and then writes while an import commits fails with
 * SQLITE_BUSY_SNAPSHOT, whatever the timeout.
 * Taking the lock first waits instead.
 */
function beginImmediately(connection: Sqlite.Database): void {
  const prepare = connection.prepare.bind(connection);
  connection.prepare = (sql: string) => prepare(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql);
}

function bindable(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}
