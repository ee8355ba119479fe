import type { EntityManager } from 'typeorm';
import type { Rows } from '../../database/bulk-rows';
import type { MessageToWrite } from '../../messages/message.row';
import type { MessageWriter } from '../../messages/message.writer';
import type { Outcome } from '../records/record';
import type { MessageNotices } from './message-notices';
import type { TicketAnswers } from './ticket-answers';

const NO_TICKET = {
  field: 'ticketNumber',
  reason: 'The customer has no ticket with this number: taken as a message alone.',
};

/** Writes messages of the feed, with answers in the threads of their tickets, and returns the outcome of each. */
export class MessageRecordWriter {
  constructor(
    private readonly rows: Rows,
    private readonly messages: MessageWriter,
    private readonly answers: TicketAnswers,
    /** Null for an import of history. */
    private readonly notices: MessageNotices | null,
  ) {}

  async write(manager: EntityManager, messages: readonly MessageToWrite[]): Promise<Outcome[]> {
    const rows = await this.rows.selectIn<{ customerId: string; id: string; recordHash: string }>(
      manager,
      'SELECT customerId, id, recordHash FROM messages WHERE id IN',
      messages.map(({ row }) => row.id),
    );
    const known = new Map(rows.map((row) => [row.id, row]));
    const changed: MessageToWrite[] = [];
    const outcomes = messages.map((message): Outcome => {
      const was = known.get(message.row.id);
      // The key is the id alone, and nothing ever moves between customers.
      if (was && was.customerId !== message.customerId)
        return { field: 'id', reason: 'Another customer has the message with this id.' };
      if (was?.recordHash === message.row.recordHash) return 'unchanged';
      changed.push(message);
      return 'taken';
    });
    await this.messages.put(manager, changed);
    await this.notices?.write(
      manager,
      changed.filter(({ row }) => !known.has(row.id)),
    );
    const without = await this.answers.write(manager, changed, ({ row }) => !known.has(row.id));
    return messages.map((message, n) =>
      without.has(message) ? { warnings: [{ ...NO_TICKET, value: message.row.ticketNumber }] } : outcomes[n]!,
    );
  }
}
