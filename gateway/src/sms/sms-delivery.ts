import type { Logger } from 'pino';
import type { Config } from '../config';
import { instant, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { marks, padded } from '../database/sql-lists';
import { isQuiet } from '../mail/daytime';
import { queued } from '../mail/queued';
import { metrics, sources } from '../runtime/metrics';
import { PeriodicTask } from '../runtime/periodic-task';
import { newId } from '../runtime/tokens';
import { DailyLimit } from './daily-limit';
import { isSmsAllowed } from './phone-number';
import { nextState } from './next-state';
import { renewSms, type RenewSms } from './renew-sms';
import { renderSms } from './sms-render';
import { URGENT_TEMPLATES } from './sms-templates';
import { openSmsTransport, type RenderedSms, type SmsTransport } from './sms-transport';
import { SmsState, type Sms } from './sms.entity';
import type { SmsOutcome } from './smsapi';

export interface SmsDeliveryParts {
  config: Config;
  database: Database;
  log: Logger;
  now: () => Date;
  smsRenewal: RenewSms;
  /** Hands marketing over only while the customer's consent stands; null where it does not, and nothing was sent. */
  marketing: {
    handOverSms<T>(
      sms: Pick<Sms, 'customerId' | 'id'>,
      send: (signal: AbortSignal) => Promise<T>,
    ): Promise<T | null>;
  };
}

const POLL_EVERY_MS = 1_000;
const AT_ONCE = 10;
/** The next try finds the consent gone, and drops the SMS. */
const WITHDRAWN: SmsOutcome = { result: 'PUT_OFF', reason: 'consent is being withdrawn' };
/** A worker without a sign of life for this long counts as crashed: longer than any request takes. */
const LEASE_MS = 3 * 60_000;

/**
 * Sends SMS of the outbox, each at most once. A guarded update marks an SMS as SENDING before the operator hears of
 * it; one that stays so, because its worker died, becomes UNKNOWN and waits for a person.
 * An attempt without a clear answer is repeated with the same reference, which the operator takes once.
 */
export class SmsDelivery extends PeriodicTask {
  private readonly send: SmsTransport;
  private readonly limit: DailyLimit;

  constructor(
    private readonly parts: SmsDeliveryParts,
    transport?: SmsTransport,
  ) {
    super(parts.log, POLL_EVERY_MS, () => this.deliverDue());
    const { config, database, now } = parts;
    this.send = transport ?? openSmsTransport(config);
    this.limit = new DailyLimit(database, now, config.smsDailyLimit);
    sources.sms = () => queued(database, 'sms', now());
    sources.smsParts = () => this.limit.used();
  }

  /** Tries everything that is due now. @returns how many the operator took. */
  async deliverDue(): Promise<number> {
    await this.leaveUnknown();
    let sent = 0;
    for (;;) {
      const due = await this.due();
      if (due.length === 0) return sent;
      const claimed = await this.claim(due);
      // Others are at it.
      if (!claimed) return sent;
      const taken = await Promise.all(claimed.map((sms) => this.deliver(sms)));
      sent += taken.filter(Boolean).length;
    }
  }

  /** SMS whose worker died while it sent them. */
  private async leaveUnknown(): Promise<void> {
    const { database, log, now } = this.parts;
    const at = sqlInstant(now());
    const found = await database.query("SELECT id FROM sms WHERE state = 'SENDING' AND dueAt <= ? LIMIT 1", [
      at,
    ]);
    if (found.length === 0) return;
    const left = await database.change(
      "UPDATE sms SET state = 'UNKNOWN', reason = 'worker died', failedAt = ? WHERE state = 'SENDING' AND dueAt <= ?",
      [at, at],
      { isPatient: true },
    );
    metrics.sms.inc({ outcome: 'UNKNOWN' }, left);
    log.error({ sms: left }, 'SMS of a worker that died: nobody knows whether they were sent');
  }

  private async due(): Promise<Sms[]> {
    const at = this.parts.now();
    const urgent = isQuiet(at) ? `AND template IN (${marks(URGENT_TEMPLATES)})` : '';
    const rows = await this.parts.database.query<Sms>(
      `SELECT * FROM sms WHERE state = 'QUEUED' AND dueAt <= ? ${urgent} ORDER BY dueAt, createdAt, id LIMIT ${AT_ONCE}`,
      [sqlInstant(at), ...(urgent ? padded(URGENT_TEMPLATES) : [])],
    );
    return rows.map((row) => ({
      ...row,
      isUncertain: Boolean(row.isUncertain),
      createdAt: instant(row.createdAt),
      firstTriedAt: row.firstTriedAt && instant(row.firstTriedAt),
    }));
  }

  /** The SMS that no other worker claimed, without those over the day's limit or with nothing left to say; null for none claimed. */
  private async claim(due: readonly Sms[]): Promise<Sms[] | null> {
    const { config, database, now } = this.parts;
    const claim = newId();
    const at = now();
    const ids = due.map(({ id }) => id);
    const taken = await database.transaction(
      async (manager) => {
        await manager.query(
          `UPDATE sms SET state = 'SENDING', claim = ?, dueAt = ?, attempts = attempts + 1, firstTriedAt = COALESCE(firstTriedAt, ?)
           WHERE id IN (${marks(ids)}) AND state = 'QUEUED' AND dueAt <= ?`,
          [
            claim,
            sqlInstant(new Date(at.getTime() + LEASE_MS)),
            sqlInstant(at),
            ...padded(ids),
            sqlInstant(at),
          ],
        );
        const rows = await manager.query<Pick<Sms, 'id'>[]>(
          `SELECT id FROM sms WHERE id IN (${marks(ids)}) AND claim = ?`,
          [...padded(ids), claim],
        );
        if (rows.length === 0) return null;
        const known = new Set(rows.map(({ id }) => id));
        const claimed = await renewSms(
          manager,
          due.filter(({ id }) => known.has(id)).map((sms) => ({ ...sms, claim })),
          this.parts,
        );
        // A repeated attempt has been counted, and what is refused costs nothing.
        const costly = claimed.filter(
          ({ attempts, recipient }) => attempts === 0 && isSmsAllowed(recipient, config.smsCountries),
        );
        const fitting = new Set(await this.limit.take(manager, costly));
        const over = costly.filter((sms) => !fitting.has(sms));
        if (over.length > 0)
          await manager.query(
            `UPDATE sms SET state = 'FAILED', reason = 'daily limit', failedAt = ? WHERE id IN (${marks(over)}) AND claim = ?`,
            [sqlInstant(at), ...padded(over.map(({ id }) => id)), claim],
          );
        return { mine: claimed.filter((sms) => !over.includes(sms)), over: over.length };
      },
      { isPatient: true },
    );
    if (!taken) return null;
    if (taken.over > 0) this.alarm(taken.over);
    return taken.mine.map((sms) => ({ ...sms, firstTriedAt: sms.firstTriedAt ?? at }));
  }

  private alarm(over: number): void {
    const { log, config } = this.parts;
    metrics.sms.inc({ outcome: 'OVER_LIMIT' }, over);
    log.error({ sms: over, limit: config.smsDailyLimit }, 'SMS not sent: SMS_DAILY_LIMIT is reached');
  }

  /** True: the operator took it. */
  private async deliver(sms: Sms): Promise<boolean> {
    const outcome = await this.attempt(sms);
    await this.mark(sms, outcome);
    return outcome.result === 'ACCEPTED';
  }

  private async attempt(sms: Sms): Promise<SmsOutcome> {
    const { config } = this.parts;
    if (!isSmsAllowed(sms.recipient, config.smsCountries))
      return { result: 'REFUSED', reason: 'not a mobile number of SMS_COUNTRIES' };
    let rendered: RenderedSms;
    try {
      rendered = renderSms(sms, config);
    } catch {
      return { result: 'REFUSED', reason: 'no such template' };
    }
    const send = (signal?: AbortSignal) => this.send(rendered, signal);
    try {
      if (sms.template !== 'marketing') return await send();
      return (await this.parts.marketing.handOverSms(sms, send)) ?? WITHDRAWN;
    } catch {
      // A full disk, or a fault of ours: what was sent is not known.
      return { result: 'UNCERTAIN', reason: 'fault while sending' };
    }
  }

  /** Only while it is still this worker's, and no report of the operator has come first. */
  private async mark(sms: Sms, outcome: SmsOutcome): Promise<void> {
    const { database, log, now } = this.parts;
    const { state, changes } = nextState(sms, outcome, now());
    const columns = Object.keys(changes);
    await database.change(
      `UPDATE sms SET state = ?, ${columns.map((column) => `${column} = ?`).join(', ')} WHERE customerId = ? AND id = ? AND claim = ? AND state = 'SENDING'`,
      [state, ...Object.values(changes), sms.customerId, sms.id, sms.claim],
      { isPatient: true },
    );
    metrics.sms.inc({ outcome: state === SmsState.QUEUED ? 'PUT_OFF' : state });
    if (outcome.result === 'ACCEPTED') return;
    const said = { sms: sms.id, attempt: sms.attempts + 1, reason: outcome.reason, state };
    if (state === SmsState.QUEUED) log.warn(said, 'SMS not sent, will retry');
    else log.error(said, 'SMS given up');
  }
}
