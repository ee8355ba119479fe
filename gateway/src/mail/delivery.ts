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
import { queued } from './queued';
import type { BounceService } from './bounce.service';
import { channelsFor } from './contact';
import { earliestNotification, isTest, mayLeave } from './daytime';
import { dropBounced } from './drop-bounced';
import { Mail, MailState } from './mail.entity';
import { isNotification } from './notification-parts';
import { renderMail } from './render';
import { refusalOf, type Refusal } from './refusal';
import { TEMPLATES, type MailContent, type MailTemplate, type RequestTemplate } from './templates';
import { openTransport, type MailFile, type MailTransport } from './transport';
import { unsubscribeHeaders } from './unsubscribe';

/** A mail as it was queued. */
export interface MailRequest {
  id: string;
  customerId: string | null;
  recipient: string;
  /** That of the request; of a notification that was tried before, what it turned into. */
  template: string;
  language: Language;
  values: Record<string, string>;
}

/** How requested mails are prepared, and marketing, whose consent may have ended since it was queued. */
export type MailRequests = Record<RequestTemplate | 'marketing', Prepare>;

/** Hands marketing over only while the customer's consent stands. */
export interface MarketingMails {
  /** @returns null where the consent does not stand, and nothing was sent */
  handOverMail<T>(
    mail: Pick<Mail, 'id' | 'customerId'>,
    send: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | null>;
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
  mailRequests: MailRequests;
  marketing: MarketingMails;
  bounces: BounceService;
  /** Whether a customer may switch mails of the template off. */
  isOptional: (template: MailTemplate) => boolean;
  /** Whether a login may be lost without the mail. */
  isOfLogin: (template: string) => boolean;
  /** The files that a mail carries. */
  mailFiles?: { of(mail: Mail): Promise<MailFile[]> };
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
    sources.mails = () => queued(parts.database, 'mails', parts.now());
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
      // The queue is empty, or others are at it.
      if (!claimed) return sent;
      const left = await Promise.all(claimed.map((mail) => this.deliver(mail)));
      const gone = claimed.filter((_, index) => left[index]);
      await this.change(gone, { state: MailState.SENT, content: null });
      metrics.mails.inc({ outcome: 'SENT' }, gone.length);
      sent += gone.length;
    }
  }

  private async due(): Promise<Mail[]> {
    const rows = await this.parts.database.query<Mail>(
      `SELECT * FROM mails WHERE state = 'QUEUED' AND dueAt <= ? ORDER BY dueAt, createdAt, id LIMIT ${AT_ONCE}`,
      [sqlInstant(this.parts.now())],
    );
    return rows.map((row) => ({
      ...row,
      createdAt: instant(row.createdAt),
      retriedAt: row.retriedAt && instant(row.retriedAt),
      dueAt: instant(row.dueAt),
    }));
  }

  /** False: not this time. */
  private async deliver(claimed: Mail): Promise<boolean> {
    const at = this.parts.now();
    if (!mayLeave(claimed, at)) {
      await this.change([claimed], { dueAt: earliestNotification(at) });
      return false;
    }
    let mail: Mail | null = claimed;
    try {
      mail = await this.prepare(claimed);
      if (!mail) return false;
      if (normaliseEmail(mail.recipient) === null) return await this.giveUp(mail, 'no single address');
      const { config, database } = this.parts;
      const channels = await channelsFor(database, mail, config.retailer.support);
      const files = (await this.parts.mailFiles?.of(mail)) ?? [];
      const rendered = renderMail(mail, config, channels, files);
      const isOptional = this.parts.isOptional(mail.template as MailTemplate);
      const headers = {
        ...(rendered.headers as object),
        ...(isOptional && unsubscribeHeaders(mail, config)),
      };
      const send = async (signal?: AbortSignal) => {
        await this.transport.send({ ...rendered, headers }, signal);
        return true;
      };
      if (mail.template !== 'marketing') return await send();
      return (await this.parts.marketing.handOverMail(mail, send)) ?? (await this.waitForWithdrawal(mail));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) return await this.refused(mail ?? claimed, refusal);
      await this.putOff(mail ?? claimed, error);
      return false;
    }
  }

  /** The mails that no other worker claimed, without those to addresses that bounced; null for none claimed. */
  private async claim(due: readonly Mail[]): Promise<Mail[] | null> {
    if (due.length === 0) return null;
    const { database, now } = this.parts;
    const claim = newId();
    const ids = due.map(({ id }) => id);
    const at = now();
    return database.transaction(async (manager) => {
      await manager.query(
        `UPDATE mails SET claim = ?, dueAt = ?, attempts = attempts + 1 WHERE id IN (${marks(ids)}) AND state = 'QUEUED' AND dueAt <= ?`,
        [claim, sqlInstant(new Date(at.getTime() + LEASE_MS)), ...padded(ids), sqlInstant(at)],
      );
      const rows = await manager.query<Pick<Mail, 'id'>[]>(
        `SELECT id FROM mails WHERE id IN (${marks(ids)}) AND claim = ?`,
        [...padded(ids), claim],
      );
      if (rows.length === 0) return null;
      const mine = new Set(rows.map(({ id }) => id));
      const claimed = due.filter(({ id }) => mine.has(id)).map((mail) => ({ ...mail, claim }));
      return dropBounced(manager, claimed, this.parts);
    });
  }

  /**
   * Prepares a requested mail once: a retry sends the same mail with the same link. A notification is prepared at every
   * try, since documents may be paid while the mail server is away.
   */
  private async prepare(mail: Mail): Promise<Mail | null> {
    const request = requestOf(mail);
    if (!request) return mail;
    return this.parts.database.transaction(async (manager) => {
      const { id, customerId, recipient, template, language } = mail;
      const values = JSON.parse(mail.content ?? '{}') as Record<string, string>;
      const asked = { id, customerId, recipient, template, language, values };
      const made = await this.parts.mailRequests[request](manager, asked);
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

  /** The consent is being withdrawn: the next try finds it so, and drops the mail. */
  private async waitForWithdrawal(mail: Mail): Promise<false> {
    await this.change([mail], { dueAt: new Date(this.parts.now().getTime() + FIRST_PAUSE_MS) });
    return false;
  }

  private async putOff(mail: Mail, error: unknown): Promise<void> {
    const { log, now } = this.parts;
    const reason = { mail: mail.id, attempt: mail.attempts + 1, reason: describe(error) };
    const since = mail.retriedAt ?? mail.createdAt;
    if (now().getTime() - since.getTime() > GIVE_UP_MS) {
      await this.giveUp(mail, reason.reason);
      return;
    }
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** mail.attempts, LONGEST_PAUSE_MS);
    const dueAt = new Date(now().getTime() + pause * (0.75 + Math.random() / 2));
    log.warn(reason, 'mail not sent, will retry');
    metrics.mails.inc({ outcome: 'PUT_OFF' });
    await this.change([mail], { dueAt });
  }

  /** The server said that it will never take the mail. */
  private async refused(mail: Mail, refusal: Refusal): Promise<false> {
    await this.giveUp(mail, `refused ${refusal.status}`);
    const { database, bounces } = this.parts;
    await database.transaction((manager) => bounces.record(manager, mail.recipient, refusal), {
      isPatient: true,
    });
    return false;
  }

  private async giveUp(mail: Mail, reason: string): Promise<false> {
    const { log, now } = this.parts;
    log.error({ mail: mail.id, reason }, 'mail given up');
    metrics.mails.inc({ outcome: 'GIVEN_UP' });
    const changes = { state: MailState.FAILED, reason: reason.slice(0, 64), failedAt: now() };
    await this.change([mail], isKept(mail) ? changes : { ...changes, content: null });
    return false;
  }

  /** Only while they are still this worker's; mails of one claim. */
  private async change(
    mails: readonly Mail[],
    changes: Partial<Pick<Mail, 'state' | 'content' | 'dueAt' | 'reason' | 'failedAt'>>,
  ): Promise<void> {
    const [first] = mails;
    if (!first) return;
    const which = { id: In(mails.map(({ id }) => id)), claim: first.claim! };
    await this.parts.database.transaction((manager) => manager.update(Mail, which, changes));
  }
}

/** How the mail is prepared; null for one that is ready, as test messages are. */
function requestOf({ template, customerId, content }: Mail): keyof MailRequests | null {
  if (!Object.hasOwn(TEMPLATES, template)) return template as RequestTemplate;
  if (template === 'marketing') return isTest(content) ? null : template;
  const isNews = customerId !== null && isNotification(template as MailTemplate) && !isTest(content);
  return isNews ? 'notification' : null;
}

/** A mail without a one-time link can be sent again later. The content of a requested mail may still become one. */
function isKept({ template, recipient }: Mail): boolean {
  if (normaliseEmail(recipient) === null) return false;
  return Object.hasOwn(TEMPLATES, template) && !('token' in TEMPLATES[template as MailTemplate]);
}

/** Mail servers repeat addresses in their answers: only codes are logged. */
function describe(error: unknown): string {
  const { code, responseCode, name } = error as { code?: string; responseCode?: number; name?: string };
  return [code ?? name ?? 'Error', responseCode].filter(Boolean).join(' ');
}
