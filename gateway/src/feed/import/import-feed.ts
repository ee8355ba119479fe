import type { EntityManager } from 'typeorm';
import { AccessService } from '../../auth/access/access.service';
import { AccessSuspension } from '../../auth/access/access-suspension';
import { ConsentGate } from '../../consents/consent-gate';
import { ContactConfirmation } from '../../contact-changes/contact-confirmation';
import type { Database } from '../../database/database';
import { DocumentService } from '../../documents/document.service';
import type { Retailer } from '../../config';
import { OutboxService } from '../../mail/outbox.service';
import { Bookings } from '../../payments/settling/bookings';
import { ConsentWriter } from '../writers/consent.writer';
import { CustomerWriter } from '../writers/customer.writer';
import { DocumentWriter } from '../writers/document.writer';
import { FeedHistory } from './history';
import { isDocument, MANIFEST } from '../read/folder';
import type { InvoiceToWrite } from '../records/invoice.row';
import { InvoiceWriter } from '../writers/invoice.writer';
import { InvoiceNotices } from '../writers/invoice-notices';
import { FeedLock } from './lock';
import { MarketingWriter } from '../../marketing/marketing.writer';
import { MessageWriter } from '../../messages/message.writer';
import { MessageNotices } from '../writers/message-notices';
import { createNotificationServices } from '../../notifications/notification.services';
import { MessageRecordWriter } from '../writers/message-record.writer';
import { PointWriter } from '../writers/point.writer';
import { Progress } from './progress';
import type { Outcome } from '../records/record';
import { readFeed } from './read-feed';
import type { Report } from './report';
import type { Run } from './batches';
import { SmsOutbox } from '../../sms/sms-outbox';
import { ServiceWriter } from '../writers/service.writer';
import { SettlementWriter } from '../writers/settlement.writer';
import { takeKsef } from './import-ksef';
import { MANY_RECORDS } from './batches';
import { takeLines } from './import-lines';
import { TicketAnswers } from '../writers/ticket-answers';
import { TicketWriter } from '../writers/ticket.writer';
import { UsageNotices } from '../../usage-alerts/usage-notices';
import { UsageWriter } from '../writers/usage.writer';
import { recordFiles, type RecordFile, type RecordOf } from '../read/record-files';

export interface FeedOptions {
  retailer: Retailer;
  /** Historical data: sends no notices of new documents. */
  silent?: boolean;
  /** Whether the retailer sends SMS. */
  isSmsOn?: boolean;
  /** How long to wait for another import. */
  waitMs?: number;
  /** From which size on files are read in a thread of their own. */
  threadFrom?: number;
  now?: () => Date;
  terminal?: ConstructorParameters<typeof Progress>[0];
}

const MUTE = { isTTY: false as never, write: () => true };

/**
 * Imports a feed folder. Order: customers, points, documents (NDJSON, then XML), settlements, messages, tickets, the
 * retailer's texts.
 * Repeating an interrupted import gives the same result as an uninterrupted one.
 * @throws FeedRejected, ImportRunning, LockLost, or errors of the database
 */
export async function takeFeed(
  database: Database,
  folder: string,
  report: Report,
  options: FeedOptions,
): Promise<void> {
  const now = options.now ?? (() => new Date());
  const started = now();
  const lock = await FeedLock.take(database, { waitMs: options.waitMs });
  try {
    const feed = await readFeed(folder, report);
    const history = new FeedHistory(database);
    const known = await history.find(feed.manifest, feed.fingerprint);
    if (known === 'superseded') {
      report.unchanged(feed.records);
      report.warning(
        { file: MANIFEST, line: null },
        { field: 'feedId', reason: 'This feed was taken before, and newer ones since: nothing was changed.' },
      );
      return;
    }
    const total = feed.files.all.reduce((sum, file) => sum + file.bytes, 0);
    const progress = new Progress(options.terminal ?? MUTE, total);
    const { threadFrom } = options;
    const run: Run = { database, lock, report, progress, threadFrom, files: feed.files };
    await takeFiles(run, options, known === 'again', now);
    progress.end();
    await history.add(lock, feed.manifest, feed.fingerprint, started, now(), report.summary);
  } finally {
    await lock.release();
  }
}

async function takeFiles(run: Run, options: FeedOptions, again: boolean, now: () => Date): Promise<void> {
  const { database } = run;
  const { rows } = database;
  const access = new AccessService(database);
  const outbox = new OutboxService(database, now);
  const consents = new ConsentWriter(database, now, new ConsentGate({ database, now }));
  const suspension = new AccessSuspension(database, outbox, now);
  const customers = new CustomerWriter(rows, access, suspension, new ContactConfirmation(rows, access));
  const usage = new UsageWriter(rows);
  const points = new PointWriter(rows, usage);
  const invoices = new InvoiceWriter(rows, again);
  const messages = new MessageWriter(rows);
  const silent = options.silent ?? false;
  const sms = new SmsOutbox({
    ...{ database, now, retailer: options.retailer.name },
    isOn: options.isSmsOn ?? false,
  });
  const notifications = createNotificationServices({ database, access, outbox, now, sms });
  const marketing = new MarketingWriter({ database, access, outbox, sms, messages, now });
  const answers = new TicketAnswers({
    ...{ rows, access, outbox, messages, silent },
    settings: notifications.notificationSettings,
  });
  const messageRecords = new MessageRecordWriter(
    rows,
    messages,
    answers,
    silent ? null : new MessageNotices(notifications.notificationWriter, marketing, now),
  );
  const tickets = new TicketWriter(rows);
  const services = new ServiceWriter(rows);
  const notices = new InvoiceNotices({ ...notifications, database, access, now });
  const alerts = new UsageNotices({ ...notifications, database, now });
  const bookings = new Bookings(database, now);
  const settlements = new SettlementWriter(rows, bookings);
  const documents = new DocumentWriter(new DocumentService(database, options.retailer, now), run.files);

  const writeInvoices = async (manager: EntityManager, records: InvoiceToWrite[]): Promise<Outcome[]> => {
    const { outcomes, fresh } = await invoices.write(manager, records);
    await (silent ? notices.passOver(manager, fresh) : notices.note(manager, fresh));
    return outcomes;
  };
  const ofCustomers =
    <R extends { customerId: string; customerNumber?: string }>(
      write: (manager: EntityManager, records: R[]) => Promise<Outcome[]>,
    ) =>
    async (manager: EntityManager, records: R[]): Promise<Outcome[]> => {
      const there = await customers.existing(
        manager,
        records.map((record) => record.customerId),
      );
      const written = (
        await write(
          manager,
          records.filter((r) => there.has(r.customerId)),
        )
      ).values();
      return records.map((record) =>
        there.has(record.customerId)
          ? written.next().value!
          : {
              field: 'customerNumber',
              value: record.customerNumber,
              reason: 'There is no customer with this number.',
            },
      );
    };

  const lines = <F extends RecordFile>(
    name: F,
    write: (manager: EntityManager, records: RecordOf<F>[]) => Promise<Outcome[]>,
  ) => takeLines(run, name, write);
  const imports: Record<RecordFile, () => Promise<void>> = {
    'customers.ndjson': () =>
      lines('customers.ndjson', async (m, r) => consents.write(m, r, await customers.describe(m, r))),
    'ksef/index.ndjson': () => takeKsef(run, { customers, points, invoices: writeInvoices }),
    'consumption-points.ndjson': () =>
      lines(
        'consumption-points.ndjson',
        ofCustomers((m, r) => points.describe(m, r)),
      ),
    'invoices.ndjson': () => lines('invoices.ndjson', ofCustomers(writeInvoices)),
    'settlements.ndjson': async () => {
      await lines('settlements.ndjson', (m, r) => settlements.write(m, r));
      // Also where this feed has none: an import that was broken off may have left some.
      const guard = (manager: EntityManager) => run.lock.guard(manager);
      await bookings.settle(guard);
      await notices.tell(guard);
    },
    'messages.ndjson': () =>
      lines(
        'messages.ndjson',
        ofCustomers((m, r) => messageRecords.write(m, r)),
      ),
    // After the messages: an answer changes the state of its ticket, unless the same feed says otherwise.
    'tickets.ndjson': () => lines('tickets.ndjson', (m, r) => tickets.write(m, r)),
    // After the tickets: whoever has a service has its order confirmed.
    'services.ndjson': () => lines('services.ndjson', (m, r) => services.write(m, r)),
    'usage.csv': async () => {
      await takeLines(run, 'usage.csv', (m, r) => usage.write(m, r), MANY_RECORDS);
      // Also where this feed has none: see `UsageNotices`.
      const guard = (manager: EntityManager) => run.lock.guard(manager);
      await (silent ? alerts.passOver(guard) : alerts.tell(guard));
    },
    'documents.ndjson': () => lines('documents.ndjson', (m, r) => documents.write(m, r)),
  };
  for (const name of recordFiles()) await imports[name]();
  for (const { name } of run.files.all.filter((file) => isDocument(file.name) && !documents.used.has(file)))
    run.report.warning(
      { file: name, line: null },
      { reason: 'No line of documents.ndjson in this feed names this file: not taken.' },
    );
}
