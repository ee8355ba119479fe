import type { Logger } from 'pino';
import type { EntityManager } from 'typeorm';
import type { Language } from '../auth/user.entity';
import { normaliseEmail } from '../auth/email';
import { newId } from '../auth/tokens';
import type { Config } from '../config';
import { instant, sqlInstant } from '../database/columns';
import type { Database } from '../database/database';
import { Recurring } from '../recurring';
import { Mail, MailState } from './mail.entity';
import { renderMail } from './render';
import { TEMPLATES, type MailTemplate, type RequestTemplate } from './templates';
import { openTransport, type MailTransport } from './transport';

/** A mail as it was queued. */
export interface MailRequest {
  recipient: string;
  language: Language;
  values: Record<string, string>;
}

/** What a request turned into. */
export interface Prepared {
  template: MailTemplate;
  values: Record<string, string>;
  recipient?: string;
  language?: Language;
}

/** Decides what is mailed, in a transaction; null: nothing. */
export type Prepare = (manager: EntityManager, mail: MailRequest) => Promise<Prepared | null>;

export interface DeliveryParts {
  config: Config;
  database: Database;
  log: Logger;
  mailRequests: Record<RequestTemplate, Prepare>;
  now: () => Date;
}

const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 10;
/** A worker that has said nothing for so long is taken for dead. */
const LEASE_MS = 3 * 60_000;
const FIRST_PAUSE_MS = 10_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
const GIVE_UP_MS = 5 * 24 * 3_600_000;

/**
 * Sends what the outbox holds. A mail is claimed by a guarded update, so of several workers one has it; sent at
 * least once, always with the same Message-ID; tried again after pauses that grow, for five days.
 */
export class MailDelivery extends Recurring {
  private readonly transport: MailTransport;

  constructor(
    private readonly parts: DeliveryParts,
    transport?: MailTransport,
  ) {
    super(parts.log, LOOK_EVERY_MS, () => this.deliverDue());
    this.transport = transport ?? openTransport(parts.config);
  }

  override async stop(): Promise<void> {
    await super.stop();
    this.transport.close();
  }

  /** Tries everything that is due now. @returns how many mails left. */
  async deliverDue(): Promise<number> {
    let sent = 0;
    for (;;) {
      const due = await this.due();
      const results = await Promise.all(due.map((mail) => this.deliver(mail)));
      sent += results.filter((result) => result === true).length;
      // Nothing taken: the queue is empty, or others are at it.
      if (results.every((result) => result === null)) return sent;
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
      dueAt: instant(row.dueAt),
    }));
  }

  /** True: sent. False: not this time. Null: somebody else has it. */
  private async deliver(found: Mail): Promise<boolean | null> {
    const claim = newId();
    if (!(await this.claim(found, claim))) return null;
    try {
      const mail = await this.prepare({ ...found, claim });
      if (!mail) return false;
      if (normaliseEmail(mail.recipient) === null) return await this.giveUp(mail, 'no single address');
      await this.transport.send(renderMail(mail, this.parts.config));
      await this.change(mail, { state: MailState.SENT, content: null });
      return true;
    } catch (error) {
      await this.putOff(found, claim, error);
      return false;
    }
  }

  private async claim(mail: Mail, claim: string): Promise<boolean> {
    const { database, now } = this.parts;
    const { affected } = await database.transaction((manager) =>
      manager
        .createQueryBuilder()
        .update(Mail)
        .set({ claim, dueAt: new Date(now().getTime() + LEASE_MS), attempts: () => 'attempts + 1' })
        .where("id = :id AND state = 'QUEUED' AND dueAt <= :now AND attempts = :attempts", {
          id: mail.id,
          now: sqlInstant(now()),
          attempts: mail.attempts,
        })
        .execute(),
    );
    return affected === 1;
  }

  /** Turns a request into a mail, once: tried again, it is the same mail with the same link. */
  private async prepare(mail: Mail): Promise<Mail | null> {
    if (TEMPLATES.includes(mail.template as MailTemplate)) return mail;
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
      };
      const { affected } = await manager.update(Mail, { id: mail.id, claim: mail.claim! }, changes);
      if (!affected) throw new Error('another worker took the mail over');
      return { ...mail, ...changes };
    });
  }

  private async putOff(mail: Mail, claim: string, error: unknown): Promise<void> {
    const { log, now } = this.parts;
    const reason = { mail: mail.id, attempt: mail.attempts + 1, reason: describe(error) };
    if (now().getTime() - mail.createdAt.getTime() > GIVE_UP_MS) {
      await this.giveUp({ ...mail, claim }, reason.reason);
      return;
    }
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** mail.attempts, LONGEST_PAUSE_MS);
    const dueAt = new Date(now().getTime() + pause * (0.75 + Math.random() / 2));
    log.warn(reason, 'mail not sent, trying again');
    await this.change({ ...mail, claim }, { dueAt });
  }

  private async giveUp(mail: Mail, reason: string): Promise<false> {
    this.parts.log.error({ mail: mail.id, reason }, 'mail given up');
    await this.change(mail, { state: MailState.FAILED, content: null });
    return false;
  }

  /** Only while the mail is still this worker's. */
  private async change(
    { id, claim }: Pick<Mail, 'id' | 'claim'>,
    changes: Partial<Pick<Mail, 'state' | 'content' | 'dueAt'>>,
  ): Promise<void> {
    await this.parts.database.transaction((manager) => manager.update(Mail, { id, claim: claim! }, changes));
  }
}

/** Mail servers repeat addresses in their answers: only codes are logged. */
function describe(error: unknown): string {
  const { code, responseCode, name } = error as { code?: string; responseCode?: number; name?: string };
  return [code ?? name ?? 'Error', responseCode].filter(Boolean).join(' ');
}
