import type { EntityManager } from 'typeorm';
import { keyOf } from '../database/columns';
import type { Reader, Rows } from '../database/bulk-rows';
import { tableOf } from '../database/entity-columns';
import { writtenDay, writtenMoney } from '../mail/written';
import { MessageKind } from '../messages/message.entity';
import { formatMoney } from '../money';
import { text } from '../texts/text';
import type { NotificationWriter, News, Telling } from './notification.writer';
import { templateOn } from './reminder-steps';
import { Reminder } from './reminder.entity';

const REMINDERS = tableOf(Reminder);

/** A document that asks for money, at a step. */
export interface DueDocument {
  customerId: string;
  invoiceId: string;
  number: string;
  /** What is still to be paid, in grosze. */
  outstanding: number;
  dueDate: string;
  /** From the due date until today. */
  days: number;
  step: number;
}

/** Reminders that are ready to be written. */
export interface Reminding {
  documents: readonly DueDocument[];
  telling: Telling;
}

/** Writes reminders, the same for the import and for the daily run. */
export class ReminderWriter {
  constructor(
    private readonly rows: Rows,
    private readonly notifications: NotificationWriter,
  ) {}

  /** Reads whom to remind, and composes the reminders. Work in the background does it before its transaction. */
  async prepare(reader: Reader, documents: readonly DueDocument[]): Promise<Reminding> {
    return { documents, telling: await this.notifications.prepare(reader, documents.map(newsOf)) };
  }

  /** Documents in the order of keys. What was made before is left alone. */
  async write(manager: EntityManager, { documents, telling }: Reminding): Promise<void> {
    await this.mark(manager, documents);
    await this.notifications.write(manager, telling);
  }

  /** Marks steps as made without a message: those of an import of history. */
  async mark(
    manager: EntityManager,
    documents: readonly Pick<DueDocument, 'customerId' | 'invoiceId' | 'step'>[],
  ): Promise<void> {
    await this.rows.insertMissing(
      manager,
      REMINDERS,
      documents.map(({ customerId, invoiceId, step }) => ({ customerId, invoiceId, step })),
    );
  }
}

/** The key of a reminder's message. */
export function reminderId({
  customerId,
  invoiceId,
  step,
}: Pick<DueDocument, 'customerId' | 'invoiceId' | 'step'>): string {
  return keyOf('reminder', customerId, invoiceId, String(step));
}

function newsOf(document: DueDocument): News {
  const { customerId, invoiceId, number, outstanding, dueDate, days, step } = document;
  const template = templateOn(days);
  return {
    customerId,
    messageId: reminderId(document),
    kind: step > 0 ? MessageKind.PAYMENT_OVERDUE : MessageKind.PAYMENT_DUE_SOON,
    invoiceId,
    sms: { template, values: { number, amount: formatMoney(outstanding), dueDate } },
    message: (language) => {
      const amount = writtenMoney(formatMoney(outstanding), language);
      const values = { number, amount, dueDate: writtenDay(dueDate, language) };
      return {
        subject: text(language, `message.${template}.subject`, values),
        body: text(language, `message.${template}.body`, values),
      };
    },
  };
}
