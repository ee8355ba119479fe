import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { warsawDay } from '../../calendar';
import type { Config } from '../../config';
import type { Database } from '../../database/database';
import { FeedRejected } from '../../feed/read/manifest';
import { Report } from '../../feed/import/report';
import { takeFeed } from '../../feed/import/import-feed';
import type { Services } from '../services';
import { DemoAccounts } from './demo-accounts';
import { writeDemoContactChange } from './demo-contact-change';
import { writeDemoTickets } from './demo-tickets';
import { writeDemoFeed } from '#demo/write-demo-feed';
import { marks, padded } from '../../database/sql-lists';

const SEED = 2026;
/** Enough customers to explore, generated and imported in some seconds. */
const CUSTOMERS = 12;
const FEED = `demo-${SEED}-${CUSTOMERS}-`;

type Parts = Pick<
  Services,
  | 'config'
  | 'database'
  | 'now'
  | 'documents'
  | 'links'
  | 'mailedLinks'
  | 'hasher'
  | 'messages'
  | 'access'
  | 'attachments'
  | 'notificationSettings'
  | 'outbox'
  | 'reauthentication'
>;

/**
 * Fills an empty installation with a demo world, and prints its logins at this and every later start.
 * An interrupted import is completed: the feed is stored beside the database and is imported again.
 * @param say prints to the terminal
 */
export async function openDemoWorld(parts: Parts, say: (text: string) => void): Promise<void> {
  const { config, database } = parts;
  if (!(await isTaken(database))) {
    if (!(await isFree(database))) return;
    say('Making a demo world, once (DEMO=0 npm start gives an empty one)…\n');
    await take(parts);
  }
  rmSync(feedFolder(config), { recursive: true, force: true });
  const accounts = new DemoAccounts(parts);
  await accounts.signUp();
  await writeDemoTickets(parts);
  await writeDemoContactChange(parts);
  const logins = await accounts.unchanged();
  if (logins.length === 0) return;
  const lines = logins.map(
    ({ email, password, who }) => `    ${email.padEnd(32)}${password.padEnd(22)}${who}\n`,
  );
  say(`\n  Demo world, all invented. Sign in as\n${lines.join('')}`);
}

/** Makes the feed and takes it, silently: history is no news. */
async function take({ config, database, now }: Parts): Promise<void> {
  const folder = feedFolder(config);
  for (let isSecondTry = false; ; isSecondTry = true) {
    // Without its manifest it is incomplete, and nothing of it was imported.
    if (!existsSync(path.join(folder, 'manifest.json'))) {
      rmSync(folder, { recursive: true, force: true });
      await writeDemoFeed(folder, {
        customers: CUSTOMERS,
        seed: SEED,
        today: warsawDay(now()),
        seller: config.retailer,
      });
    }
    const report = await Report.open(undefined, new Writable({ write: (_chunk, _encoding, done) => done() }));
    try {
      return await takeFeed(database, folder, report, { retailer: config.retailer, silent: true, now });
    } catch (error) {
      // After a power cut the manifest may exist without the files it names.
      if (!(error instanceof FeedRejected) || isSecondTry) throw error;
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Beside the database it is for. */
function feedFolder({ databaseUrl, filesDir }: Config): string {
  return databaseUrl.startsWith('sqlite:')
    ? `${databaseUrl.slice('sqlite:'.length)}.demo-feed`
    : path.join(filesDir, 'demo-feed');
}

async function isTaken(database: Database): Promise<boolean> {
  const rows = await database.query('SELECT 1 FROM feeds WHERE feedId LIKE ?', [`${FEED}%`]);
  return rows.length > 0;
}

/** True for an empty database, and for one that only has a part of the demo world. */
async function isFree(database: Database): Promise<boolean> {
  const numbers = Array.from({ length: CUSTOMERS }, (_, index) => String(1_000_001 + index));
  const [others] = await database.query<{ count: number | string }>(
    `SELECT (SELECT COUNT(*) FROM feeds) + (SELECT COUNT(*) FROM users)
       + (SELECT COUNT(*) FROM customers WHERE number NOT IN (${marks(numbers)})) AS count`,
    padded(numbers),
  );
  return Number(others!.count) === 0;
}
