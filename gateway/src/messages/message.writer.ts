import type { EntityManager } from 'typeorm';
import type { RowOf, Rows } from '../database/bulk-rows';
import { tableOf } from '../database/entity-columns';
import { Message, MessageMail } from './message.entity';
import type { MessageRow, MessageToWrite } from './message.row';

const MESSAGES = tableOf(Message, ['readAt']);
const MAILS = tableOf(MessageMail);

/** Writes messages of existing customers. A replaced message keeps its read marks. */
export class MessageWriter {
  constructor(private readonly rows: Rows) {}

  /** Messages of our own, with the mails that say the same. */
  async add(
    manager: EntityManager,
    messages: readonly MessageToWrite[],
    mails: readonly RowOf<MessageMail>[],
  ): Promise<void> {
    await this.put(manager, messages);
    const key = ({ customerId, messageId, mailId }: RowOf<MessageMail>) =>
      `${customerId},${messageId},${mailId}`;
    await this.rows.upsert(
      manager,
      MAILS,
      [...mails].sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    );
  }

  /** Inserts or replaces rows, in the order of keys, so that locks are taken in that order. */
  async put(manager: EntityManager, messages: readonly MessageToWrite[]): Promise<void> {
    const key = ({ customerId, id }: MessageRow) => `${customerId}${id}`;
    const rows = messages.map(({ row }) => row);
    await this.rows.upsert(
      manager,
      MESSAGES,
      rows.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    );
  }
}
