import type { EntityManager } from 'typeorm';
import type { MessageToWrite } from '../feed/records/message.record';
import type { Outcome } from '../feed/records/record';
import type { Rows, TableShape } from '../database/bulk-rows';

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

/** Writes messages of customers that exist. Who has read one before it is replaced, has read it. */
export class MessageWriter {
  constructor(private readonly rows: Rows) {}

  async write(manager: EntityManager, messages: readonly MessageToWrite[]): Promise<Outcome[]> {
    const rows = await this.rows.selectIn<{ customerId: string; id: string; recordHash: string }>(
      manager,
      'SELECT customerId, id, recordHash FROM messages WHERE id IN',
      messages.map((m) => m.id),
    );
    const known = new Map(rows.map((row) => [row.id, row]));
    const changed: MessageToWrite[] = [];
    const outcomes = messages.map((message): Outcome => {
      const was = known.get(message.id);
      // The key is the id alone, and nothing ever moves between customers.
      if (was && was.customerId !== message.customerId)
        return { field: 'id', reason: 'Another customer has the message with this id.' };
      if (was?.recordHash === message.hash) return 'unchanged';
      changed.push(message);
      return 'taken';
    });
    await this.put(manager, changed);
    return outcomes;
  }

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

  /** Locks are taken in the order of keys. */
  private async put(manager: EntityManager, messages: readonly MessageToWrite[]): Promise<void> {
    const key = (m: MessageToWrite) => `${m.customerId}${m.id}`;
    const sorted = [...messages].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    await this.rows.upsert(
      manager,
      MESSAGES,
      sorted.map((m) => [m.customerId, m.id, ...m.values, m.hash]),
    );
  }
}
