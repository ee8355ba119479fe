import { instant, sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { columnsOf } from '../database/entity-columns';
import { grouped } from '../database/grouped';
import { marks, padded } from '../database/sql-lists';
import { InvalidInput, NotFound } from '../errors';
import { connectionOf, rowsOfPage, totalOf } from '../graphql/connection';
import { like, searchable } from '../database/search-text';
import { behind, orderBy, type SortKey } from '../database/sorting';
import { Channel, Delivery, DeliveryStatus, Message } from './message.entity';
import { MessageConnection, MessageEdge, type MessageFilter, type MessagePage } from './message.input';

const COLUMNS = `${columnsOf(Message, 'm', ['ticketNumber', 'searchText', 'recordHash'])},
  COALESCE(r.readAt, CASE WHEN m.sentAt < u.createdAt THEN u.createdAt END) AS readAt`;
/** Messages with the mark of one user: parameters are the user, then the customer. */
const FROM = `FROM users u JOIN messages m LEFT JOIN message_reads r
  ON r.customerId = m.customerId AND r.userId = u.id AND r.messageId = m.id WHERE u.id = ? AND m.customerId = ?`;
/**
 * Messages older than the login count as read: they arrived by other channels, and three years of them are no
 * news.
 */
const UNREAD = ' AND r.messageId IS NULL AND m.sentAt >= u.createdAt';
const MOST_MARKED = 100;
const NEWEST: SortKey[] = [
  { expression: 'm.sentAt', descending: true },
  { expression: 'm.id', descending: true },
];
const SHAPE = {
  connection: MessageConnection,
  edge: MessageEdge,
  node: hydrate,
  position: (row: Message) => [sqlInstant(instant(row.sentAt)), row.id],
};

/** A user, and the customer whose messages are read. Read marks belong to the user. */
export interface Reader {
  customerId: string;
  userId: string;
}

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
    { customerId, userId }: Reader,
    page: MessagePage,
    { withUnread }: { withUnread: boolean },
  ): Promise<{ connection: MessageConnection; unread?: number }> {
    const { filter } = page;
    const asked = rowsOfPage(`messages:${customerId}`, page, NEWEST.length, filter?.search);
    const fitting = matching(filter);
    const which = [userId, customerId, ...fitting.values];
    const from = behind(NEWEST, asked.after);
    const unread = withUnread ? `, (SELECT COUNT(*) ${FROM}${UNREAD}) AS unread` : '';
    const rows = await this.database.query<Message & { total: number; unread?: number }>(
      `SELECT ${COLUMNS}, (SELECT COUNT(*) ${FROM}${fitting.text}) AS total${unread} ${FROM}${fitting.text} AND ${from.text}
       ORDER BY ${orderBy(NEWEST)} LIMIT ?`,
      [...which, ...(withUnread ? [userId, customerId] : []), ...which, ...from.values, asked.limit],
    );
    const total = await totalOf(rows, asked, () => this.count(which, fitting.text));
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
    return this.count([userId, customerId], UNREAD);
  }

  /** The mails that went out with messages of one customer. */
  async mails(customerId: string, ids: readonly string[]): Promise<Map<string, Delivery[]>> {
    const rows = await this.database.query<Record<'messageId' | 'recipient' | 'state' | 'createdAt', string>>(
      `SELECT mm.messageId, ma.recipient, ma.state, ma.createdAt FROM message_mails mm JOIN mails ma ON ma.id = mm.mailId
       WHERE mm.customerId = ? AND mm.messageId IN (${marks(ids)}) ORDER BY ma.recipient`,
      [customerId, ...padded(ids)],
    );
    return grouped(
      rows,
      ({ messageId }) => messageId,
      ({ recipient, state, createdAt }): Delivery => {
        const status =
          state === 'QUEUED' ? DeliveryStatus.WAITING : DeliveryStatus[state as 'SENT' | 'FAILED'];
        return { channel: Channel.EMAIL, recipient, status, at: instant(createdAt) };
      },
    );
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
    const columns = ['customerId', 'userId', 'messageId', 'readAt'];
    const readAt = sqlInstant(this.now());
    await this.database.transaction(
      (manager) =>
        manager.query(
          this.database.dialect.upsert('message_reads', columns, columns.slice(0, 3), found.length, columns),
          found.flatMap(({ customerId, id }) => [customerId, userId, id, readAt]),
        ),
      { subject: userId, until },
    );
    return found.length;
  }

  private async count(parameters: (string | number)[], fitting: string): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      `SELECT COUNT(*) AS n ${FROM}${fitting}`,
      parameters,
    );
    return Number(row!.n);
  }
}

/** The filter as conditions, each of which has one form only or grows by the number of kinds at most. */
function matching(filter: MessageFilter | null | undefined): { text: string; values: string[] } {
  const sql = { text: '', values: [] as string[] };
  const and = (text: string, ...values: string[]) => {
    sql.text += ` AND ${text}`;
    sql.values.push(...values);
  };
  const kinds = [...new Set(filter?.kind ?? [])];
  if (kinds.length) and(`m.kind IN (${marks(kinds)})`, ...padded(kinds));
  if (filter?.channel === Channel.EMAIL)
    and(
      "(m.channel = 'EMAIL' OR EXISTS (SELECT 1 FROM message_mails mm WHERE mm.customerId = m.customerId AND mm.messageId = m.id))",
    );
  else if (filter?.channel) and('m.channel = ?', filter.channel);
  if (filter?.unreadOnly) sql.text += UNREAD;
  const search = searchable(filter?.search ?? '');
  const found = search ? like('m.searchText', search) : null;
  if (found) and(found.text, ...found.values);
  return sql;
}

function hydrate(row: Message): Message {
  return Object.assign(new Message(), row, {
    sentAt: instant(row.sentAt),
    readAt: row.readAt === null ? null : instant(row.readAt),
  });
}
