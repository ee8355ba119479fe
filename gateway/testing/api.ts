import 'reflect-metadata';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { readConfig, type Config } from '../src/config';
import { sqlInstant } from '../src/database/columns';
import type { Database } from '../src/database/database';
import type { Operator } from '../src/payments/autopay';
import { buildGraphqlSchema } from '../src/app/schema';
import { buildServer } from '../src/app/server';
import { createServices, type Services } from '../src/app/services';
import { freshDatabase, type TestDatabase } from './database';

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  data: any;
  errors: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  body: string;
}

/** Settings a gateway in production can't do without. */
export const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://ebok.example',
  DATABASE_URL: 'sqlite:x',
  MAIL_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'a@b.pl',
  RETAILER_FILE: 'gateway/retailer.example.json',
  AUTOPAY_URL: 'https://operator.invalid',
  AUTOPAY_SERVICE_ID: '1',
  AUTOPAY_SHARED_KEY: 'x',
  EUR_RATE: '4.25',
  EUR_RATE_DATE: '2026-11-20',
};

/** The whole gateway on an empty database, without a port. */
export interface Api {
  app: FastifyInstance;
  config: Config;
  database: Database;
  /** The same database, for commands that open it by its address. */
  test: TestDatabase;
  services: Services;
  /** What was logged, as written. */
  logged: string[];
  /** How many SQL statements ran since the last call. */
  statements(): number;
  gql(
    query: string,
    variables?: object | null,
    options?: { cookie?: string } & Partial<InjectOptions>,
  ): Promise<Answer>;
  /** Rows as they are, one statement a table. */
  insert(table: string, rows: object[]): Promise<void>;
  /** A login with access to these customers, the first one chosen; gives its cookie. */
  signedIn(...customerIds: string[]): Promise<string>;
  close(): Promise<void>;
}

export async function startApi(
  engine: 'sqlite' | 'mysql',
  options: {
    now?: () => Date;
    env?: NodeJS.ProcessEnv;
    operator?: Operator;
    /** The folder with built front ends; none unless a test passes one. */
    root?: string;
    /** A database of the test's own, which outlives the gateway. */
    on?: TestDatabase;
  } = {},
): Promise<Api> {
  const now = options.now ?? (() => new Date());
  const test = options.on ?? (await freshDatabase(engine));
  const { database } = test;
  const files = mkdtempSync(path.join(tmpdir(), 'ebok-files-'));
  const config = readConfig({
    NODE_ENV: 'development',
    FILES_DIR: files,
    MAIL_URL: `file:${files}/outbox`,
    SMS_URL: `file:${files}/outbox`,
    DATABASE_URL: test.url,
    // No server listens there: a test of the operator or the bank passes its own.
    AUTOPAY_URL: 'http://127.0.0.1:4',
    NBP_URL: 'http://127.0.0.1:4',
    ...options.env,
  });
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
  const { operator, root = files } = options;
  const services = createServices({ config, database, log, now, operator, root });
  const app = await buildServer({ config, services, schema: await buildGraphqlSchema(services), log });
  const count = countStatements(database);
  const insert = (table: string, rows: object[]) => insertRows(database, table, rows);
  return {
    app,
    config,
    database,
    test,
    services,
    logged,
    statements: count,
    insert,
    gql: async (query, variables, { cookie, ...more } = {}) => {
      const response = await app.inject({
        method: 'POST',
        url: '/graphql',
        payload: { query, variables },
        ...more,
        headers: { ...(cookie && { cookie }), ...more.headers },
      });
      const { data, errors } = parsed(response.body);
      return {
        status: response.statusCode,
        headers: response.headers,
        data,
        errors: errors ?? [],
        body: response.body,
      };
    },
    signedIn: async (...customerIds) => {
      const [userId, token] = [randomBytes(16).toString('base64url'), randomBytes(32).toString('base64url')];
      const at = sqlInstant(now());
      const email = `${userId.toLowerCase()}@example.pl`;
      await insert('users', [
        {
          id: userId,
          email,
          written: email,
          passwordHash: '-',
          language: 'PL',
          developer: 0,
          disabled: 0,
          // A login of many years ago: older documents are no news for it.
          createdAt: '2015-01-01 00:00:00.000',
        },
      ]);
      await insert(
        'accesses',
        customerIds.map((customerId) => ({ customerId, userId, role: 'OWNER' })),
      );
      const { version } = await services.documents.terms();
      await insert('terms_acceptances', [{ userId, version, acceptedAt: at }]);
      await insert('sessions', [
        {
          id: createHash('sha256').update(token).digest('base64url'),
          userId,
          customerId: customerIds[0],
          ip: '127.0.0.1',
          device: 'Test',
          createdAt: at,
          lastSeenAt: at,
          endsAt: sqlInstant(new Date(now().getTime() + 12 * 3_600_000)),
        },
      ]);
      return `ebok=${token}`;
    },
    close: async () => {
      await app.close();
      if (!options.on) await test.drop();
    },
  };
}

function parsed(body: string): { data?: any; errors?: Answer['errors'] } {
  try {
    return JSON.parse(body) as never;
  } catch {
    return {};
  }
}

async function insertRows(database: Database, table: string, rows: object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!);
  const quoted = columns.map((c) => `\`${c}\``);
  const marks = rows.map(() => `(${columns.map(() => '?').join(',')})`).join(',');
  const values = rows.flatMap((row) => Object.values(row));
  await database.transaction((m) =>
    m.query(`INSERT INTO ${table} (${quoted.join(',')}) VALUES ${marks}`, values),
  );
}

/** Counts all statements: prepared reads, single writes, and what TypeORM runs. */
function countStatements(database: Database): () => number {
  let count = 0;
  const { dialect } = database;
  const counted = <P extends unknown[], T>(run: (...parameters: P) => T): typeof run => {
    const bound = run.bind(dialect);
    return (...parameters) => {
      count++;
      return bound(...parameters);
    };
  };
  dialect.read = counted(dialect.read);
  if (dialect.write) dialect.write = counted(dialect.write);
  database.source.logger = {
    ...database.source.logger,
    logQuery: () => void count++,
    logQueryError: () => undefined,
    logQuerySlow: () => undefined,
  };
  return () => {
    const since = count;
    count = 0;
    return since;
  };
}
