import type { Logger } from 'pino';
import { In, type EntityManager } from 'typeorm';
import type { Language } from '../texts/language';
import { normaliseEmail } from './email-address';
import { newId } from '../runtime/tokens';
import type { Config } from '../config';
import { instant, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { marks, padded } from '../database/sql-lists';
import { metrics, sources } from '../runtime/metrics';
import { PeriodicTask } from '../runtime/periodic-task';
import { channelsFor } from './contact';
import { Mail, MailState } from './mail.entity';
import { renderMail } from './render';
import { TEMPLATES, type MailContent, type RequestTemplate } from './templates';
import { openTransport, type MailTransport } from './transport';

/** A mail as it was queued. */
export interface MailRequest {
  recipient: string;
  language: Language;
  values: Record<string, string>;
}

/** What a request turned into. */
export type Prepared = MailContent & {
  recipient?: string;
  language?: Language;
  /** Whose contract the mail is about, where the request did not say. */
  customerId?: string | null;
};

/** Prepares the mail in a transaction; null for no mail. */
export type Prepare = (manager: EntityManager, mail: MailRequest) => Promise<Prepared | null>;

export interface DeliveryParts {
  config: Config;
  database: Database;
  log: Logger;
  mailRequests: Record<RequestTemplate, Prepare>;
  now: () => Date;
}

const POLL_EVERY_MS = 1_000;
const AT_ONCE = 10;
/** A worker without a sign of life for this long counts as crashed. */
const LEASE_MS = 3 * 60_000;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
const GIVE_UP_MS = 5 * 24 * 3_600_000;

/**
 * Delivers mails of the outbox, several at a time. A guarded update claims each, so that one of several
 * workers has it.
 * A mail is sent at least once, always with the same Message-ID, and retried with growing pauses for five
 * days.
 */
export class MailDelivery extends PeriodicTask {
  private readonly transport: MailTransport;

  constructor(
    private readonly parts: DeliveryParts,
    transport?: MailTransport,
  ) {
    super(parts.log, POLL_EVERY_MS, () => this.deliverDue());
    this.transport = transport ?? openTransport(parts.config);
    sources.mails = () => this.waiting();
  }

  override async stop(): Promise<void> {
    await super.stop();
    this.transport.close();
  }

  /** Tries everything that is due now. @returns how many mails left. */
  async deliverDue(): Promise<number> {
    let sent = 0;
    for (;;) {
      const claimed = await this.claim(await this.due());
      // Nothing taken: the queue is empty, or others are at it.
      if (claimed.length === 0) return sent;
      const left = await Promise.all(claimed.map((mail) => this.deliver(mail)));
      const gone = claimed.filter((_, index) => left[index]);
      await this.change(gone, { state: MailState.SENT, content: null });
      metrics.mails.inc({ outcome: 'SENT' }, gone.length);
      sent += gone.length;
    }
  }

  private async waiting(): Promise<number> {
    const [row] = await this.parts.database.query<{ n: unknown }>(
      "SELECT COUNT(*) AS n FROM mails WHERE state = 'QUEUED'",
    );
    return Number(row!.n);
  }

  private async due(): Promise<Mail[]> {
    const rows = await this.parts.database.query<Mail>(
      `SELECT * FROM mails WHERE state = 'QUEUED' AND dueAt <= ? ORDER BY dueAt, createdAt, id LIMIT ${AT_ONCE}`,
      [sqlInstant(this.parts.now())],
    );
    return rows.map((row) => ({
      ...row,
      createdAt: instant(row.createdAt),
      dueAt: instant(row.dueAt),
    }));
  }

  /** False: not this time. */
  private async deliver(claimed: Mail): Promise<boolean> {
    try {
      const mail = await this.prepare(claimed);
      if (!mail) return false;
      if (normaliseEmail(mail.recipient) === null) return await this.giveUp(mail, 'no single address');
      const { config, database } = this.parts;
      const channels = await channelsFor(database, mail, config.retailer.support);
      await this.transport.send(renderMail(mail, config, channels));
      return true;
    } catch (error) {
      await this.putOff(claimed, error);
      return false;
    }
  }

  /** The mails that no other worker claimed. */
  private async claim(due: readonly Mail[]): Promise<Mail[]> {
    if (due.length === 0) return [];
    const { database, now } = this.parts;
    const claim = newId();
    const ids = due.map(({ id }) => id);
    const at = now();
    const rows = await database.transaction(async (manager) => {
      await manager.query(
        `UPDATE mails SET claim = ?, dueAt = ?, attempts = attempts + 1 WHERE id IN (${marks(ids)}) AND state = 'QUEUED' AND dueAt <= ?`,
        [claim, sqlInstant(new Date(at.getTime() + LEASE_MS)), ...padded(ids), sqlInstant(at)],
      );
      return await manager.query<Pick<Mail, 'id'>[]>(
        `SELECT id FROM mails WHERE id IN (${marks(ids)}) AND claim = ?`,
        [...padded(ids), claim],
      );
    });
    const mine = new Set(rows.map(({ id }) => id));
    return due.filter(({ id }) => mine.has(id)).map((mail) => ({ ...mail, claim }));
  }

  /** Prepares a requested mail once: a retry sends the same mail with the same link. */
  private async prepare(mail: Mail): Promise<Mail | null> {
    if (Object.hasOwn(TEMPLATES, mail.template)) return mail;
    const prepare = this.parts.mailRequests[mail.template as RequestTemplate];
    return this.parts.database.transaction(async (manager) => {
      const { recipient, language } = mail;
      const values = JSON.parse(mail.content ?? '{}') as Record<string, string>;
      const made = await prepare(manager, { recipient, language, values });
      if (!made) {
        await manager.delete(Mail, { id: mail.id, claim: mail.claim! });
        return null;
      }
      const changes = {
        template: made.template,
        content: JSON.stringify(made.values),
        recipient: made.recipient ?? recipient,
        language: made.language ?? language,
        customerId: made.customerId ?? mail.customerId,
      };
      const { affected } = await manager.update(Mail, { id: mail.id, claim: mail.claim! }, changes);
      if (!affected) throw new Error('another worker took the mail over');
      return { ...mail, ...changes };
    });
  }

  private async putOff(mail: Mail, error: unknown): Promise<void> {
    const { log, now } = this.parts;
    const reason = { mail: mail.id, attempt: mail.attempts + 1, reason: describe(error) };
    if (now().getTime() - mail.createdAt.getTime() > GIVE_UP_MS) {
      await this.giveUp(mail, reason.reason);
      return;
    }
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** mail.attempts, LONGEST_PAUSE_MS);
    const dueAt = new Date(now().getTime() + pause * (0.75 + Math.random() / 2));
    log.warn(reason, 'mail not sent, will retry');
    metrics.mails.inc({ outcome: 'PUT_OFF' });
    await this.change([mail], { dueAt });
  }

  private async giveUp(mail: Mail, reason: string): Promise<false> {
    this.parts.log.error({ mail: mail.id, reason }, 'mail given up after the last retry');
    metrics.mails.inc({ outcome: 'GIVEN_UP' });
    await this.change([mail], { state: MailState.FAILED, content: null });
    return false;
  }

  /** Only while they are still this worker's; mails of one claim. */
  private async change(
    mails: readonly Mail[],
    changes: Partial<Pick<Mail, 'state' | 'content' | 'dueAt'>>,
  ): Promise<void> {
    const [first] = mails;
    if (!first) return;
    const which = { id: In(mails.map(({ id }) => id)), claim: first.claim! };
    await this.parts.database.transaction((manager) => manager.update(Mail, which, changes));
  }
}

/** Mail servers repeat addresses in their answers: only codes are logged. */
function describe(error: unknown): string {
  const { code, responseCode, name } = error as { code?: string; responseCode?: number; name?: string };
  return [code ?? name ?? 'Error', responseCode].filter(Boolean).join(' ');
}
