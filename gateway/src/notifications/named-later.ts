import type { EntityManager } from 'typeorm';
import { instant, sqlInstant } from '../database/columns';
import type { MessageKind } from '../messages/message.entity';

/** A message that a mail or an SMS reports. */
export interface Reported {
  kind: MessageKind;
  invoiceId: string | null;
  sentAt: unknown;
}

/** A mail or an SMS that is about to leave. */
interface Leaving {
  customerId: string;
  id: string;
  recipient: string;
}

interface Other extends Reported {
  id: string;
  recipient: string;
  state: string;
}

/** Both outboxes: their links to messages, and the states of what will leave or has left. */
const OUTBOXES = {
  mails: { links: 'message_mails', id: 'mailId', waiting: ['QUEUED'], gone: ['SENT'] },
  sms: {
    links: 'message_sms',
    id: 'smsId',
    waiting: ['QUEUED', 'SENDING'],
    gone: ['SENT', 'DELIVERED', 'UNKNOWN'],
  },
};

/**
 * Documents that another mail or SMS names to the same reader by a newer message. After an outage of days several wait,
 * and all would say of a document what holds by then: only the one with the newest message names it.
 * Messages decide, not which one leaves first, so workers side by side decide alike.
 * @param isNaming whether a message names its document, as things are now
 */
export async function namedLater(
  manager: EntityManager,
  outbox: 'mails' | 'sms',
  { customerId, id, recipient }: Leaving,
  reported: readonly Reported[],
  isNaming: (message: Reported) => boolean,
): Promise<ReadonlySet<string>> {
  const own = newestOf(reported.filter(isNaming));
  if (own.size === 0) return new Set();
  const { links, id: key, waiting, gone } = OUTBOXES[outbox];
  const states = [...waiting, ...gone].map((state) => `'${state}'`).join();
  const others = await manager.query<Other[]>(
    `SELECT m.kind, m.invoiceId, m.sentAt, o.id, o.recipient, o.state FROM messages m
     JOIN ${links} l ON l.customerId = m.customerId AND l.messageId = m.id JOIN ${outbox} o ON o.id = l.${key}
     WHERE m.customerId = ? AND m.sentAt >= ? AND o.id <> ? AND o.state IN (${states})`,
    [customerId, sqlInstant(new Date(Math.min(...own.values()))), id],
  );
  const isLater = (other: Other) => {
    const at = own.get(other.invoiceId ?? '');
    if (at === undefined || !isNaming(other)) return false;
    const difference = instant(other.sentAt).getTime() - at;
    return difference > 0 || (difference === 0 && (gone.includes(other.state) || other.id > id));
  };
  // All SMS of a customer have one reader, whose number may change.
  const toReader = others.filter((other) => outbox === 'sms' || other.recipient === recipient);
  return new Set(toReader.filter(isLater).flatMap(({ invoiceId }) => invoiceId ?? []));
}

/** When the newest message about each document was made. */
function newestOf(messages: readonly Reported[]): ReadonlyMap<string, number> {
  const newest = new Map<string, number>();
  for (const { invoiceId, sentAt } of messages) {
    const at = instant(sentAt).getTime();
    if (invoiceId !== null && at > (newest.get(invoiceId) ?? 0)) newest.set(invoiceId, at);
  }
  return newest;
}
