import type { EntityManager } from 'typeorm';
import type { AccessService } from '../../auth/access/access.service';
import { countDays, warsawDay } from '../../calendar';
import { sqlInstant } from '../../database/columns';
import type { Database } from '../../database/database';
import { tableOf } from '../../database/entity-columns';
import { EFFECTIVE } from '../../invoices/invoice.query';
import { MessageKind } from '../../messages/message.entity';
import type { NotificationSettingsService } from '../../notifications/notification-settings.service';
import type { NotificationWriter } from '../../notifications/notification.writer';
import { FIRST_DAY, LAST_DAY, latestStep } from '../../notifications/reminder-steps';
import type { DueDocument, ReminderWriter } from '../../notifications/reminder.writer';
import type { InvoiceToWrite } from '../records/invoice.row';
import { invoiceNews, type NewInvoice } from './invoice-news';
import { PendingInvoiceNotice } from './pending-invoice-notice.entity';

export interface InvoiceNoticesParts {
  database: Database;
  access: AccessService;
  notificationSettings: NotificationSettingsService;
  notificationWriter: NotificationWriter;
  reminderWriter: ReminderWriter;
  now: () => Date;
}

const PENDING = tableOf(PendingInvoiceNotice);
/** Documents in one transaction. */
const BATCH = 500;

interface Row {
  customerId: string;
  invoiceId: string;
  number: string;
  gross: number | string;
  dueDate: string | null;
  heldBy: string | null;
  outstanding: number | string;
  /** The latest reminder that was made. */
  made: number | string | null;
}

/** A new document, and the latest step of which a reminder was made. */
type Pending = NewInvoice & { made: number | null };

/**
 * Tells customers of new documents: those with a login that there are any, and everyone of what is due soon or overdue.
 * It tells them after the settlements of the feed, which may say that a document is paid.
 */
export class InvoiceNotices {
  constructor(private readonly parts: InvoiceNoticesParts) {}

  /** Notes whom to tell, in the transaction that writes the documents: all or none. */
  async note(manager: EntityManager, fresh: readonly InvoiceToWrite[]): Promise<void> {
    const { access, database, now } = this.parts;
    const notedAt = sqlInstant(now());
    const customerIds = fresh.map(({ customerId }) => customerId);
    const recipients = await access.recipients(manager, customerIds);
    const withLogin = new Set(recipients.map(({ customerId }) => customerId));
    const told = fresh.filter(
      ({ customerId, row }) => withLogin.has(customerId) || this.daysInSteps(row.dueDate) !== null,
    );
    const rows = told.map(({ customerId, id: invoiceId }) => ({ customerId, invoiceId, notedAt }));
    await database.rows.insertMissing(manager, PENDING, rows.sort(byKey));
  }

  /** Documents of history: reminders whose day has come are left out for good. */
  async passOver(manager: EntityManager, fresh: readonly InvoiceToWrite[]): Promise<void> {
    const documents = fresh.flatMap(({ customerId, id: invoiceId, row, stated, initial }) => {
      const step = this.daysInSteps(row.dueDate);
      return step === null || (stated ?? initial) <= 0 ? [] : [{ customerId, invoiceId, step }];
    });
    await this.parts.reminderWriter.mark(manager, documents.sort(byKey));
  }

  /**
   * Tells of all documents that are noted, also by an import that was interrupted.
   * @param guard called in each transaction
   */
  async tell(guard: (manager: EntityManager) => Promise<void>): Promise<void> {
    const { database } = this.parts;
    for (let isMore = true; isMore;)
      isMore = await database.transaction(async (manager) => {
        await guard(manager);
        return this.tellBatch(manager);
      });
  }

  /** @returns whether there may be more */
  private async tellBatch(manager: EntityManager): Promise<boolean> {
    const { access, database, notificationWriter, reminderWriter } = this.parts;
    const pending = await readPending(manager);
    if (pending.length === 0) return false;
    const recipients = await access.recipients(
      manager,
      pending.map(({ customerId }) => customerId),
    );
    const withLogin = new Set(recipients.map(({ customerId }) => customerId));
    const news = pending.filter(({ customerId }) => withLogin.has(customerId)).map(invoiceNews);
    await notificationWriter.tell(manager, news);
    const reminding = await reminderWriter.prepare(manager, await this.due(manager, pending));
    await reminderWriter.write(manager, reminding);
    const keys = pending.map(({ customerId, invoiceId }) => [customerId, invoiceId] as const);
    await database.rows.deleteUnder(manager, PENDING, keys);
    return pending.length === BATCH;
  }

  /** Documents that ask for money at a step that was not made: the daily run may have come first. */
  private async due(manager: EntityManager, pending: readonly Pending[]): Promise<DueDocument[]> {
    const asking = pending.flatMap(({ isAsked, dueDate, ...document }) => {
      const days = this.daysInSteps(dueDate);
      return isAsked && dueDate !== null && days !== null ? [{ ...document, dueDate, days }] : [];
    });
    if (asking.length === 0) return [];
    const customerIds = asking.map(({ customerId }) => customerId);
    const settingOf = await this.parts.notificationSettings.ofCustomers(manager, customerIds);
    return asking.flatMap(({ made, gross: _, ...document }) => {
      const { daysBefore } = settingOf(document.customerId, MessageKind.PAYMENT_DUE_SOON);
      const step = latestStep(document.days, daysBefore ?? []);
      return step === null || (made !== null && made >= step) ? [] : [{ ...document, step }];
    });
  }

  /** Days from the due date until today; null where no reminder has a step. */
  private daysInSteps(dueDate: string | null): number | null {
    if (dueDate === null) return null;
    const days = countDays(dueDate, warsawDay(this.parts.now())) - 1;
    return days < FIRST_DAY || days > LAST_DAY ? null : days;
  }
}

/** The next documents in the order of keys, as they are now. */
async function readPending(manager: EntityManager): Promise<Pending[]> {
  const rows = await manager.query<Row[]>(
    `SELECT p.customerId, p.invoiceId, i.number, i.gross, i.dueDate, i.heldBy, ${EFFECTIVE} AS outstanding,
       (SELECT MAX(r.step) FROM reminders r WHERE r.customerId = p.customerId AND r.invoiceId = p.invoiceId) AS made
     FROM pending_invoice_notices p JOIN invoices i ON i.customerId = p.customerId AND i.id = p.invoiceId
     ORDER BY p.customerId, p.invoiceId LIMIT ${BATCH}`,
  );
  return rows.map(({ customerId, invoiceId, number, gross, dueDate, heldBy, outstanding, made }) => ({
    ...{ customerId, invoiceId, number, dueDate },
    gross: Number(gross),
    outstanding: Number(outstanding),
    isAsked: Number(outstanding) > 0 && heldBy === null,
    made: made === null ? null : Number(made),
  }));
}

interface Key {
  customerId: string;
  invoiceId: string;
}

/** Locks are acquired in the order of keys. */
function byKey(a: Key, b: Key): number {
  return a.customerId + a.invoiceId < b.customerId + b.invoiceId ? -1 : 1;
}
