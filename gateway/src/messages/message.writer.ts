import type { EntityManager } from 'typeorm';
import type { Rows, TableShape } from '../database/bulk-rows';
import type { MessageToWrite } from './message.row';

const MESSAGES: TableShape = {
  table: 'messages',
  columns:
    'customerId,id,kind,subject,body,sentAt,channel,recipient,invoiceId,ticketNumber,searchText,recordHash'.split(
      ',',
    ),
  keyLength: 2,
};
const MAILS: TableShape = {
  table: 'message_mails',
  columns: ['customerId', 'messageId', 'mailId'],
  keyLength: 3,
};

/** Writes messages of customers that exist. A message that is replaced keeps its marks of who has read it. */
export class MessageWriter {
  constructor(private readonly rows: Rows) {}

  /** Messages of our own, with the mails that say the same. */
  async add(
    manager: EntityManager,
    messages: readonly MessageToWrite[],
    mails: readonly { customerId: string; messageId: string; mailId: string }[],
  ): Promise<void> {
    await this.put(manager, messages);
    const rows = mails.map((m) => [m.customerId, m.messageId, m.mailId]);
    await this.rows.upsert(
      manager,
      MAILS,
      rows.sort((a, b) => (a.join() < b.join() ? -1 : 1)),
    );
  }

  /** Inserts or replaces. Locks are taken in the order of keys. */
  async put(manager: EntityManager, messages: readonly MessageToWrite[]): Promise<void> {
    const key = (m: MessageToWrite) => `${m.customerId}${m.id}`;
    const sorted = [...messages].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    await this.rows.upsert(
      manager,
      MESSAGES,
      sorted.map((m) => [m.customerId, m.id, ...m.values, m.hash]),
    );
  }
}
