// The statements of the message list. A filter is applied once to each message; only the page's rows are then read whole.
import type { Dialect } from '../database/dialect';
import { columnsOf } from '../database/entity-columns';
import { searchable } from '../database/search-text';
import { behind, orderBy, type Sql, type SortKey } from '../database/sorting';
import { marks, padded } from '../database/sql-lists';
import { Channel, Message } from './message.entity';
import type { MessageFilter } from './message.input';

/** A user, and the customer whose messages are read. Read marks belong to the user. */
export interface Reader {
  customerId: string;
  userId: string;
}

/** Of messages `m` with the mark `r` of a user `u`. */
export const COLUMNS = `${columnsOf(Message, 'm', ['searchText', 'recordHash'])},
  COALESCE(r.readAt, CASE WHEN m.sentAt < u.createdAt THEN u.createdAt END) AS readAt`;
const JOIN_MARKS = `LEFT JOIN message_reads r ON r.customerId = m.customerId AND r.userId = u.id AND r.messageId = m.id`;
/** Messages with the mark of one user: parameters are the user, then the customer. */
export const FROM = `FROM users u JOIN messages m ${JOIN_MARKS} WHERE u.id = ? AND m.customerId = ?`;
/**
 * Messages older than the login count as read: they arrived by other channels, and three years of them are no
 * news.
 */
export const UNREAD = ' AND r.messageId IS NULL AND m.sentAt >= u.createdAt';
/** Up to this message in the order of the list: its customer and id are the parameters. */
export const UP_TO = ` AND EXISTS (SELECT 1 FROM messages n WHERE n.customerId = ? AND n.id = ?
  AND (m.sentAt < n.sentAt OR (m.sentAt = n.sentAt AND m.id <= n.id)))`;
export const NEWEST: SortKey[] = [
  { expression: 'm.sentAt', descending: true },
  { expression: 'm.id', descending: true },
];

/** One page of a list with its total. */
export function pageSql(
  reader: Reader,
  fitting: Sql,
  { after, limit }: { after: readonly (string | number)[] | null; limit: number },
  { withUnread }: { withUnread: boolean },
): Sql {
  const from = behind(NEWEST, after);
  const { customerId, userId } = reader;
  const unread = withUnread ? `, (SELECT COUNT(*) ${FROM}${UNREAD}) AS unread` : '';
  const unreadValues = withUnread ? [userId, customerId] : [];
  // All of a customer's messages are counted in an index. Others are looked at once, for the page and for the total.
  const page = fitting.text
    ? {
        text: `SELECT m.id, m.total FROM (SELECT m.id, m.sentAt, COUNT(*) OVER () AS total ${fitting.text}) m WHERE ${from.text}`,
        values: fitting.values,
      }
    : {
        text: `SELECT m.id, (${ALL_COUNTED}) AS total FROM messages m WHERE m.customerId = ? AND ${from.text}`,
        values: [customerId, customerId],
      };
  // SQLite joins in the order written after CROSS JOIN; by its own choice it would read all messages again.
  return {
    text: `SELECT ${COLUMNS}, page.total AS total${unread}
      FROM (${page.text} ORDER BY ${orderBy(NEWEST)} LIMIT ?) page
      CROSS JOIN messages m ON m.customerId = ? AND m.id = page.id JOIN users u ON u.id = ? ${JOIN_MARKS}
      ORDER BY ${orderBy(NEWEST)}`,
    values: [...unreadValues, ...page.values, ...from.values, limit, customerId, userId],
  };
}

const ALL_COUNTED = 'SELECT COUNT(*) AS n FROM messages a WHERE a.customerId = ?';

/** How many fit. */
export function countSql({ customerId }: Reader, fitting: Sql): Sql {
  if (!fitting.text) return { text: ALL_COUNTED, values: [customerId] };
  return { text: `SELECT COUNT(*) AS n ${fitting.text}`, values: fitting.values };
}

/** The messages that fit, from `FROM` on; empty without a filter. Each condition has one form, or grows by the number of kinds. */
export function matching(
  { customerId, userId }: Reader,
  filter: MessageFilter | null | undefined,
  dialect: Dialect,
): Sql {
  let conditions = '';
  const values: (string | number)[] = [];
  const and = (text: string, ...more: (string | number)[]) => {
    conditions += ` AND ${text}`;
    values.push(...more);
  };
  const kinds = [...new Set(filter?.kind ?? [])];
  if (kinds.length) and(`m.kind IN (${marks(kinds)})`, ...padded(kinds));
  if (filter?.channel === Channel.EMAIL)
    and(
      "(m.channel = 'EMAIL' OR EXISTS (SELECT 1 FROM message_mails mm WHERE mm.customerId = m.customerId AND mm.messageId = m.id))",
    );
  else if (filter?.channel === Channel.SMS)
    and(
      "(m.channel = 'SMS' OR EXISTS (SELECT 1 FROM message_sms ms WHERE ms.customerId = m.customerId AND ms.messageId = m.id))",
    );
  else if (filter?.channel) and('m.channel = ?', filter.channel);
  const search = searchable(filter?.search ?? '');
  if (search) {
    const { text, values: sought } = dialect.contains('m.searchText', search);
    and(text, ...sought);
  }
  if (filter?.unreadOnly)
    return { text: `${FROM}${conditions}${UNREAD}`, values: [userId, customerId, ...values] };
  if (!conditions) return { text: '', values: [] };
  return { text: `FROM messages m WHERE m.customerId = ?${conditions}`, values: [customerId, ...values] };
}
