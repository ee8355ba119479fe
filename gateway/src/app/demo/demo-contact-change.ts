import { RequestContactChange } from '../../contact-changes/request-contact-change';
import { keyOf } from '../../database/columns';
import { WriteTicket } from '../../tickets/write-ticket';
import type { Services } from '../services';
import { DEMO_LOGINS } from '#demo/demo.logins';

const DAY_MS = 86_400_000;
const [HOUSEHOLD] = DEMO_LOGINS;
const ADDRESS = { street: 'ul. Morska', building: '12', flat: '5', postalCode: '81-225', city: 'Gdynia' };

type Parts = Pick<Services, 'database' | 'now' | 'reauthentication'>;

/** Writes what the household asked to change yesterday: where its letters go. Once, and without a mail. */
export async function writeDemoContactChange(parts: Parts): Promise<void> {
  const { database } = parts;
  const customerId = keyOf(HOUSEHOLD.customerNumber);
  const [user] = await database.query<{ userId: string; email: string }>(
    `SELECT u.id AS userId, u.written AS email FROM users u JOIN accesses a ON a.userId = u.id
     WHERE u.email = ? AND a.customerId = ?
       AND NOT EXISTS (SELECT 1 FROM contact_changes k WHERE k.customerId = a.customerId)`,
    [HOUSEHOLD.email, customerId],
  );
  if (!user) return;
  const now = () => new Date(parts.now().getTime() - DAY_MS);
  const writeTicket = new WriteTicket({ database, now, outbox: { queueMail: async () => undefined } });
  const notices = { queue: async () => undefined };
  const requests = new RequestContactChange({ ...parts, now, notices, writeTicket });
  await requests.request(
    { customerId, ...user, language: 'PL' },
    { correspondenceAddress: { ...ADDRESS, country: 'PL' } },
    {},
  );
}
