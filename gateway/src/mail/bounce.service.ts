import type { EntityManager } from 'typeorm';
import { sqlInstant } from '../database/columns';
import { changedRows } from '../database/changes';
import type { Reader } from '../database/bulk-rows';
import type { Database } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { readBounce } from './bounce-report';
import { BouncedAddress } from './bounced-address.entity';
import { normaliseEmail } from './email-address';
import { refusalOfStatus, type Refusal } from './refusal';

const ADDRESSES = tableOf(BouncedAddress);

/** What a mail to our address turned out to be. */
export type BounceOutcome = 'FAILED' | 'UNKNOWN_MAIL' | 'NO_BOUNCE';

/** Knows which addresses take no mail any more. */
export class BounceService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Those of the addresses that get no reminders, as they were given. */
  async bouncedAmong(reader: Reader, addresses: readonly string[]): Promise<ReadonlySet<string>> {
    const normalised = new Map(addresses.map((address) => [address, normaliseEmail(address) ?? '']));
    const rows = await this.database.rows.selectIn<Pick<BouncedAddress, 'email'>>(
      reader,
      'SELECT email FROM bounced_addresses WHERE email IN',
      normalised.values(),
    );
    const bounced = new Set(rows.map(({ email }) => email));
    return new Set(addresses.filter((address) => bounced.has(normalised.get(address)!)));
  }

  /** True for an address that gets no reminders. */
  async hasBounced(address: string): Promise<boolean> {
    return (await this.bouncedAmong(this.database.reader, [address])).has(address);
  }

  /** Takes a report that a mail server sent to our address. One of an unknown mail changes nothing. */
  async take(report: Buffer): Promise<BounceOutcome> {
    const bounce = await readBounce(report);
    if (!bounce) return 'NO_BOUNCE';
    return this.database.transaction(async (manager) => {
      // A report can come before the worker has marked the mail as sent.
      const failed = await changedRows(
        manager,
        "UPDATE mails SET state = 'FAILED', reason = ?, failedAt = ? WHERE id = ? AND state IN ('SENT','QUEUED')",
        [`bounced ${bounce.status}`, sqlInstant(this.now()), bounce.mailId],
      );
      if (failed === 0) return 'UNKNOWN_MAIL';
      const [mail] = await manager.query<{ recipient: string }[]>(
        'SELECT recipient FROM mails WHERE id = ?',
        [bounce.mailId],
      );
      await this.record(manager, mail!.recipient, refusalOfStatus(bounce.status));
      return 'FAILED';
    });
  }

  /** Remembers an address that is not there; other failures leave it alone. */
  async record(manager: EntityManager, address: string, refusal: Refusal): Promise<void> {
    const email = normaliseEmail(address);
    if (!email || !refusal.isDeadAddress) return;
    const row = { email, status: refusal.status.slice(0, 16), bouncedAt: sqlInstant(this.now()) };
    await this.database.rows.upsert(manager, ADDRESSES, [row]);
  }

  /** Somebody opened a link that was mailed to the address: it works. */
  async confirm(manager: EntityManager, email: string): Promise<void> {
    await manager.query('DELETE FROM bounced_addresses WHERE email = ?', [email]);
  }
}
