import { sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { metrics } from '../runtime/metrics';

/** What the operator reports of one SMS. */
export interface SmsReport {
  /** Our reference, as `smsReference` makes it. */
  reference: string;
  /** SMSAPI's number of a status, such as 404. */
  status: string;
}

/** SMSAPI's statuses that end an SMS without delivery: EXPIRED, UNDELIVERED, FAILED, REJECTED. */
const FAILURES = new Set(['402', '405', '406', '407']);
/** The operator has it: SENT, QUEUE, ACCEPTED, RENEWAL. */
const TAKEN = new Set(['403', '409', '410', '411']);
const DELIVERED = '404';
const ID_LENGTH = 22;

/** Takes the operator's reports in any order and any number of times; unknown references change nothing. */
export class SmsStatusService {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  async report({ reference, status }: SmsReport): Promise<void> {
    const id = reference.slice(0, ID_LENGTH);
    const round = Number(reference.slice(ID_LENGTH) || 0);
    if (status === DELIVERED) return this.delivered(id);
    if (TAKEN.has(status)) return this.taken(id, round);
    if (FAILURES.has(status)) return this.failed(id, round, status);
  }

  /** Whatever we thought of it: what has arrived must not be sent again. */
  private async delivered(id: string): Promise<void> {
    const changed = await this.database.change(
      "UPDATE sms SET state = 'DELIVERED', content = NULL, reason = NULL, failedAt = NULL WHERE id = ? AND state <> 'DELIVERED'",
      [id],
    );
    metrics.sms.inc({ outcome: 'DELIVERED' }, changed);
  }

  private async taken(id: string, round: number): Promise<void> {
    await this.database.change(
      "UPDATE sms SET state = 'SENT', reason = NULL, failedAt = NULL WHERE id = ? AND round = ? AND state IN ('QUEUED','SENDING','UNKNOWN')",
      [id, round],
    );
  }

  /** A failure of an earlier round says nothing of the one under way. */
  private async failed(id: string, round: number, status: string): Promise<void> {
    const changed = await this.database.change(
      "UPDATE sms SET state = 'FAILED', reason = ?, failedAt = ? WHERE id = ? AND round = ? AND state IN ('SENDING','SENT','UNKNOWN')",
      [`SMSAPI status ${status}`, sqlInstant(this.now()), id, round],
    );
    metrics.sms.inc({ outcome: 'FAILED' }, changed);
  }
}
