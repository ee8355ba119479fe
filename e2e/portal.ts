// Starts the built gateway with its own database and files, as a retailer runs it: in production, behind a proxy that
// terminates TLS.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startOperator, type Operator } from './operator';
import { freePort } from './port';
import { certificate, startProxy, type Proxy } from './tls';

export const ROOT = path.resolve(__dirname, '..');

/** Settings that production requires and these tests do not use. */
const PRODUCTION = {
  NODE_ENV: 'production',
  MAIL_FROM: 'ebok@example.pl',
  RETAILER_FILE: 'gateway/retailer.example.json',
  AUTOPAY_URL: 'https://operator.invalid',
  AUTOPAY_SERVICE_ID: '100001',
  AUTOPAY_SHARED_KEY: 'klucz-piaskownicy',
  EUR_RATE: '4.2513',
  EUR_RATE_DATE: '2026-11-20',
  // No server is at this address, so the rate above applies.
  NBP_URL: 'http://127.0.0.1:65535/',
};

export interface Portal {
  /** The origin that customers use. */
  url: string;
  /** The same without TLS, for requests from this process. */
  directUrl: string;
  /** Environment for a Node program that must trust the portal's certificate. */
  trust: Record<string, string>;
  /** The folder with the database, the mails and the files. */
  world: string;
  /** Runs another command of the gateway with the same settings; `report` is its standard output. */
  command(...args: string[]): Promise<{ code: number; report: string }>;
  /** Imports a feed folder; resolves to exit code and report. */
  import(folder: string): Promise<{ code: number; report: string }>;
  /** Texts of the mails so far, oldest first. */
  mails(): string[];
  /** Its standard error, such as the demo logins. */
  output(): string;
  /** Creates a token: for a slice's team, or with `--api` for a program whose operations are not persisted. */
  token(...whose: string[]): Promise<string>;
  /** Creates a feed folder with these files: path → content. */
  feed(files: Record<string, string | Buffer>): string;
  stop(): Promise<void>;
}

/** A portal where customers can pay, with the sandbox operator; 1000 EUR are 4251.30 zł. */
export async function startPayingPortal(): Promise<Portal & { operator: Operator }> {
  const port = await freePort();
  const proxy = await startProxy();
  const operator = await startOperator({ shop: proxy.url, notified: `http://127.0.0.1:${port}` });
  const portal = await start({ PORT: String(port), AUTOPAY_URL: operator.url }, proxy);
  const stop = async () => {
    await portal.stop();
    await operator.stop();
  };
  return { ...portal, operator, stop };
}

export async function startPortal(settings: Record<string, string> = {}): Promise<Portal> {
  return start(settings, await startProxy());
}

/** As a developer runs it. Callers say which feature exists only in development. */
export function startDevelopmentPortal(settings: Record<string, string> = {}): Promise<Portal> {
  return start(settings);
}

/** Without a proxy it runs in development. */
async function start(settings: Record<string, string>, proxy?: Proxy): Promise<Portal> {
  const world = mkdtempSync(path.join(tmpdir(), 'ebok-e2e-'));
  const port = settings.PORT ?? String(await freePort());
  const directUrl = `http://localhost:${port}`;
  proxy?.leadTo(Number(port));
  const url = proxy?.url ?? directUrl;
  const trust = { NODE_EXTRA_CA_CERTS: `${world}/ca.pem` };
  writeFileSync(trust.NODE_EXTRA_CA_CERTS, certificate().cert);
  const env = {
    ...process.env,
    ...(proxy && PRODUCTION),
    DEMO: '0',
    PORT: port,
    PUBLIC_URL: url,
    DATABASE_URL: `sqlite:${world}/ebok.sqlite`,
    FEED_DIR: `${world}/feed`,
    FILES_DIR: `${world}/files`,
    MAIL_URL: `file:${world}/outbox`,
    SMS_URL: `file:${world}/outbox`,
    LOG_LEVEL: 'warn',
    SHUTDOWN_DELAY: '0',
    ...trust,
    ...settings,
  };
  const gateway = spawn(process.execPath, ['gateway/dist/main.js'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let output = '';
  gateway.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    process.stderr.write(text);
  });
  try {
    await ready(directUrl, gateway);
  } catch (error) {
    // If it kept running, Jest would never exit.
    gateway.kill('SIGKILL');
    await proxy?.stop();
    rmSync(world, { recursive: true, force: true });
    throw error;
  }
  let feeds = 0;
  const command = (...args: string[]) =>
    new Promise<{ code: number; report: string }>((resolve) => {
      const options = { cwd: ROOT, env };
      const child = execFile(process.execPath, ['gateway/dist/cli.js', ...args], options, (_error, report) =>
        resolve({ code: child.exitCode ?? 1, report }),
      );
    });
  return {
    url,
    directUrl,
    trust,
    world,
    command,
    import: (folder) => command('import', folder),
    output: () => output,
    mails: () => {
      const folder = path.join(world, 'outbox');
      if (!existsSync(folder)) return [];
      return readdirSync(folder)
        .filter((name) => name.endsWith('.eml'))
        .sort()
        .map((name) => readFileSync(path.join(folder, name), 'utf8'));
    },
    token: async (...whose) => (await command('token', ...whose)).report.trim(),
    feed: (files) => {
      const folder = path.join(world, `feed-${feeds++}`);
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), content);
      }
      return folder;
    },
    stop: async () => {
      const ended = new Promise((resolve) => gateway.once('close', resolve));
      gateway.kill('SIGTERM');
      await ended;
      await proxy?.stop();
      rmSync(world, { recursive: true, force: true });
    },
  };
}

async function ready(url: string, gateway: ChildProcess): Promise<void> {
  // The demo world is generated and imported first: ten seconds, and much longer on a busy machine.
  for (let tries = 0; tries < 1800; tries++) {
    if (gateway.exitCode !== null) throw new Error(`The gateway ended with ${gateway.exitCode}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error('The gateway was not ready within 3 minutes');
}
