import { instant } from '../database/columns';
import type { Database } from '../database/database';
import { grouped } from '../database/grouped';
import { marks, padded } from '../database/sql-lists';
import { Channel, DeliveryStatus, type Delivery } from './message.entity';

interface DeliveryRow {
  messageId: string;
  channel: 'EMAIL' | 'SMS';
  recipient: string;
  state: keyof typeof STATUSES;
  createdAt: string;
}

/** States of the outboxes as customers see them. An SMS of which nobody knows is not said to have arrived. */
const STATUSES = {
  QUEUED: DeliveryStatus.WAITING,
  SENDING: DeliveryStatus.WAITING,
  UNKNOWN: DeliveryStatus.WAITING,
  SENT: DeliveryStatus.SENT,
  DELIVERED: DeliveryStatus.SENT,
  FAILED: DeliveryStatus.FAILED,
};

/** The mails and SMS that went out with messages of one customer, by message. */
export async function deliveriesOf(
  database: Database,
  customerId: string,
  messageIds: readonly string[],
): Promise<Map<string, Delivery[]>> {
  const which = [customerId, ...padded(messageIds)];
  const rows = await database.query<DeliveryRow>(
    `SELECT mm.messageId, 'EMAIL' AS channel, ma.recipient, ma.state, ma.createdAt
     FROM message_mails mm JOIN mails ma ON ma.id = mm.mailId
     WHERE mm.customerId = ? AND mm.messageId IN (${marks(messageIds)})
     UNION ALL
     SELECT ms.messageId, 'SMS', s.recipient, s.state, s.createdAt
     FROM message_sms ms JOIN sms s ON s.customerId = ms.customerId AND s.id = ms.smsId
     WHERE ms.customerId = ? AND ms.messageId IN (${marks(messageIds)}) ORDER BY channel, recipient`,
    [...which, ...which],
  );
  return grouped(
    rows,
    ({ messageId }) => messageId,
    ({ channel, recipient, state, createdAt }): Delivery => ({
      channel: Channel[channel],
      recipient,
      status: STATUSES[state],
      at: instant(createdAt),
    }),
  );
}
