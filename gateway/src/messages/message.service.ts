import { changedRows } from '../database/changes';
import { instant, sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { marks, padded } from '../database/sql-lists';
import { InvalidInput, NotFound } from '../errors';
import { connectionOf, rowsOfPage, totalOf } from '../graphql/connection';
import type { Sql } from '../database/sorting';
import { deliveriesOf } from './message.deliveries';
import { Message, type Delivery } from './message.entity';
import { MessageConnection, MessageEdge, type MessagePage } from './message.input';
import {
  COLUMNS,
  countSql,
  FROM,
  matching,
  NEWEST,
  pageSql,
  UNREAD,
  UP_TO,
  type Reader,
} from './message.query';

const MOST_MARKED = 100;
const READ_KEY = ['customerId', 'userId', 'messageId'];
const READ_COLUMNS = [...READ_KEY, 'readAt'];
const SHAPE = {
  connection: MessageConnection,
  edge: MessageEdge,
  node: hydrate,
  position: (row: Message) => [sqlInstant(instant(row.sentAt)), row.id],
};

/** Reads messages; every query begins with the customer they belong to. */
export class MessageService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /**
   * Reads one page, newest first, with the total count, in one statement. On request it also counts unread
   * messages.
   * That count stays undefined where the page is empty.
   * @throws InvalidInput for `first` outside 1..100, a search over 200 characters or a cursor of another list
   */
  async page(
    reader: Reader,
    page: MessagePage,
    { withUnread }: { withUnread: boolean },
  ): Promise<{ connection: MessageConnection; unread?: number }> {
    const asked = rowsOfPage(`messages:${reader.customerId}`, page, NEWEST.length, page.filter?.search);
    const fitting = matching(reader, page.filter, this.database.dialect);
    const sql = pageSql(reader, fitting, asked, { withUnread });
    const rows = await this.database.query<Message & { total: number; unread?: number }>(
      sql.text,
      sql.values,
    );
    const total = await totalOf(rows, asked, () => this.count(countSql(reader, fitting)));
    const connection = connectionOf(asked, rows, total, SHAPE);
    return { connection, unread: rows[0]?.unread === undefined ? undefined : Number(rows[0].unread) };
  }

  /** The customer's message, or null: not there and not theirs are the same. */
  async find({ customerId, userId }: Reader, id: string): Promise<Message | null> {
    const [row] = await this.database.query<Message>(`SELECT ${COLUMNS} ${FROM} AND m.id = ?`, [
      userId,
      customerId,
      id,
    ]);
    return row ? hydrate(row) : null;
  }

  unread({ customerId, userId }: Reader): Promise<number> {
    return this.count({ text: `SELECT COUNT(*) AS n ${FROM}${UNREAD}`, values: [userId, customerId] });
  }

  /** The mails and SMS that went out with messages of one customer. */
  deliveries(customerId: string, ids: readonly string[]): Promise<Map<string, Delivery[]>> {
    return deliveriesOf(this.database, customerId, ids);
  }

  /**
   * Marks messages as read by the user, all or none. Messages marked before keep their time.
   * @returns how many of them are read now, the same for a repeated request
   * @throws NotFound when the user has no access to one of them
   */
  async markRead(userId: string, ids: readonly string[], { until }: Deadline = {}): Promise<number> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return 0;
    if (wanted.length > MOST_MARKED) throw new InvalidInput(`At most ${MOST_MARKED} messages at once.`);
    const found = await this.database.query<{ customerId: string; id: string }>(
      `SELECT m.customerId, m.id FROM messages m JOIN accesses a ON a.customerId = m.customerId AND a.userId = ?
       WHERE m.id IN (${marks(wanted)}) ORDER BY m.customerId, m.id`,
      [userId, ...padded(wanted)],
    );
    if (found.length < wanted.length) throw new NotFound();
    const readAt = sqlInstant(this.now());
    await this.database.transaction(
      (manager) =>
        manager.query(
          this.database.dialect.upsert('message_reads', READ_COLUMNS, READ_KEY, found.length, READ_COLUMNS),
          found.flatMap(({ customerId, id }) => [customerId, userId, id, readAt]),
        ),
      { subject: userId, until },
    );
    return found.length;
  }

  /**
   * Marks every unread message of one customer as read, in one statement, so a request at the same time marks none again.
   * @param newestSeenId messages above it in the list stay unread; they may have arrived since
   * @returns how many were unread
   * @throws NotFound when the customer has no such message
   */
  async markAllRead(
    { customerId, userId }: Reader,
    newestSeenId: string | null,
    { until }: Deadline = {},
  ): Promise<number> {
    const readAt = sqlInstant(this.now());
    const upTo = newestSeenId === null ? [] : [customerId, newestSeenId];
    if (newestSeenId !== null && !(await this.find({ customerId, userId }, newestSeenId)))
      throw new NotFound();
    const unread = `SELECT m.customerId, u.id, m.id, ? ${FROM}${UNREAD}${upTo.length ? UP_TO : ''}`;
    const sql = this.database.dialect.insertFrom('message_reads', READ_COLUMNS, READ_KEY, unread);
    return this.database.transaction(
      (manager) => changedRows(manager, sql, [readAt, userId, customerId, ...upTo]),
      { subject: userId, until },
    );
  }

  private async count({ text, values }: Sql): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(text, values);
    return Number(row!.n);
  }
}

function hydrate(row: Message): Message {
  return Object.assign(new Message(), row, {
    sentAt: instant(row.sentAt),
    readAt: row.readAt === null ? null : instant(row.readAt),
  });
}
