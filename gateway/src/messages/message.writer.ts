import type { EntityManager } from 'typeorm';
import type { RowOf, Rows } from '../database/bulk-rows';
import { tableOf } from '../database/entity-columns';
import { Message, MessageMail, MessageSms } from './message.entity';
import type { MessageRow, MessageToWrite } from './message.row';

const MESSAGES = tableOf(Message, ['readAt']);
const MAILS = tableOf(MessageMail);
const SMS = tableOf(MessageSms);

/** Writes messages of existing customers. A replaced message keeps its read marks. */
export class MessageWriter {
  constructor(private readonly rows: Rows) {}

  /** Messages of our own, with the mails and SMS that say the same. */
  async add(
    manager: EntityManager,
    messages: readonly MessageToWrite[],
    mails: readonly RowOf<MessageMail>[],
    sms: readonly RowOf<MessageSms>[] = [],
  ): Promise<void> {
    await this.put(manager, messages);
    await this.link(manager, mails, sms);
  }

  /** Names the mails and SMS that say the same as messages. */
  async link(
    manager: EntityManager,
    mails: readonly RowOf<MessageMail>[],
    sms: readonly RowOf<MessageSms>[] = [],
  ): Promise<void> {
    await this.rows.upsert(
      manager,
      MAILS,
      inOrder(mails, ({ messageId, mailId }) => `${messageId},${mailId}`),
    );
    await this.rows.upsert(
      manager,
      SMS,
      inOrder(sms, ({ messageId, smsId }) => `${messageId},${smsId}`),
    );
  }

  /** Inserts or replaces rows, in the order of keys, so that locks are taken in that order. */
  async put(manager: EntityManager, messages: readonly MessageToWrite[]): Promise<void> {
    await this.rows.upsert(manager, MESSAGES, rowsOf(messages));
  }

  /** Inserts rows; messages that are there keep what they say. */
  async addMissing(manager: EntityManager, messages: readonly MessageToWrite[]): Promise<void> {
    await this.rows.insertMissing(manager, MESSAGES, rowsOf(messages));
  }
}

/** By key, so that locks are taken in one order. */
function inOrder<R extends { customerId: string }>(rows: readonly R[], rest: (row: R) => string): R[] {
  const keyed = rows.map((row) => ({ row, key: `${row.customerId},${rest(row)}` }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
}

function rowsOf(messages: readonly MessageToWrite[]): MessageRow[] {
  return inOrder(
    messages.map(({ row }) => row),
    ({ id }) => id,
  );
}
