import { existsSync, readdirSync } from 'node:fs';
import { addDays, warsawDay } from '#src/calendar';
import { DEFAULT_RETAILER } from '#src/config';
import { consentsOf } from './feed/consents';
import { fa3Of, fileOf } from './feed/fa3';
import { FeedFiles } from './feed/feed-files';
import type { DemoAccount } from './model';
import { accountAt } from './people/population';
import {
  customerRecord,
  instantOf,
  invoiceRecord,
  messageRecord,
  pointRecord,
  settlementRecord,
} from './feed/records';
import { serviceRecords } from './feed/services';
import { createWorld, type Seller, type World } from './world';

export interface DemoOptions {
  /** How many; the first four are always there. */
  customers: number;
  /** The same seed gives the same world. */
  seed: number;
  /** The world's present day, YYYY-MM-DD; today by default. */
  today?: string;
  /** Who sends the invoices; the invented retailer by default. */
  seller?: Seller;
  /** Called after each customer. */
  onCustomer?: (done: number) => void;
}

const USAGE_HEADER = 'ppe,date,direction,minutes,quality,values';
/** So far back billing repeats in what state a document is. */
const SETTLED_DAYS = 90;
export const FEWEST_CUSTOMERS = 4;

/**
 * Writes a billing feed of an invented world. Equal options give equal bytes.
 * Customers are streamed, so only the disk limits the size. The manifest appears last.
 * @throws Error when the folder is not empty
 */
export async function writeDemoFeed(folder: string, options: DemoOptions): Promise<void> {
  const { customers, seed, today = warsawDay(), seller = DEFAULT_RETAILER } = options;
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`${folder} is not empty: name a folder that is, or a new one.`);
  const world = createWorld(seed, today, seller);
  const feed = FeedFiles.create(folder, {
    feedId: `demo-${seed}-${customers}-${today}`,
    asOf: instantOf(today, 0),
  });
  for (let index = 0; index < Math.max(customers, FEWEST_CUSTOMERS); index++) {
    await writeAccount(feed, world, accountAt(world, index));
    options.onCustomer?.(index + 1);
  }
  for (const record of serviceRecords()) await feed.record('services.ndjson', record);
  await feed.end();
}

async function writeAccount(feed: FeedFiles, world: World, account: DemoAccount): Promise<void> {
  const { customer, points, documents, messages, usage } = account;
  await feed.record('customers.ndjson', customerRecord(customer, consentsOf(world, customer, points)));
  for (const point of points) await feed.record('consumption-points.ndjson', pointRecord(customer, point));
  for (const document of documents) {
    if (document.ksefNumber) {
      const file = fileOf(document);
      await feed.whole(`ksef/${file}`, fa3Of(world.seller, customer, document));
      const { kind, ksefNumber } = document;
      const { outstanding } = settlementRecord(customer, document);
      await feed.record('ksef/index.ndjson', {
        file,
        ksefNumber,
        customerNumber: customer.number,
        kind,
        outstanding,
      });
    } else await feed.record('invoices.ndjson', invoiceRecord(customer, document));
    if (document.issueDate >= addDays(world.today, -SETTLED_DAYS))
      await feed.record('settlements.ndjson', settlementRecord(customer, document));
  }
  for (const message of messages) await feed.record('messages.ndjson', messageRecord(customer, message));
  for (const text of usage) await feed.lines('usage.csv', USAGE_HEADER, text);
}
