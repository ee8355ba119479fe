import type { EntityManager } from 'typeorm';
import { lockCustomer } from '../customers/customer-lock';
import { changedRows } from '../database/changes';
import { instant, sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { problem, type Problem } from '../graphql/problems';
import { maskedEmail } from '../mail/email-address';
import { hashToken } from '../runtime/tokens';
import { maskedNumber } from '../sms/phone-number';
import type { LanguageCode } from '../texts/language';
import { text } from '../texts/text';
import { closeTicketIfEnded } from './close-tickets';
import { type ContactChange, ContactChangeOutcome, ContactField } from './contact-change.entity';
import type { MailedContactChangePayload } from './contact-change.input';

/** A field that a link cancels, with what its page says. */
type Linked = Pick<
  ContactChange,
  'customerId' | 'ticketId' | 'field' | 'value' | 'leavesAt' | 'outcome' | 'sentAt'
> & { customerNumber: string; requestedAt: Date; language: LanguageCode };

/** Cancels what waits to leave, for whoever holds the link of the mail. No sign-in: the login may be a thief's by now. */
export class CancelContactChange {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
  ) {}

  /** Describes what a link would cancel, without using it: mail scanners open links too. */
  async look(token: string, language: LanguageCode): Promise<MailedContactChangePayload> {
    const changes = await this.find(token);
    const problems = this.problemsOf(changes, language);
    if (problems.length > 0) return { change: null, problems };
    const valueOf = (field: ContactField) => changes.find((change) => change.field === field)?.value ?? null;
    const [email, phone] = [valueOf(ContactField.EMAIL), valueOf(ContactField.PHONE)];
    const [{ customerNumber, requestedAt, leavesAt }] = changes as [Linked];
    return {
      change: {
        customerNumber,
        email: email && maskedEmail(email),
        phone: phone && maskedNumber(phone),
        requestedAt,
        cancellableUntil: leavesAt,
      },
      problems: [],
    };
  }

  /** Once: later calls say what became of the request. */
  async cancel(token: string, language: LanguageCode, { until }: Deadline): Promise<Problem[]> {
    const changes = await this.find(token);
    const problems = this.problemsOf(changes, language);
    if (problems.length > 0) return problems;
    const [linked] = changes as [Linked];
    const isCancelled = await this.database.transaction(
      (manager) => this.cancelIn(manager, linked, hashToken(token)),
      { subject: linked.customerId, until },
    );
    return isCancelled ? [] : this.problemsOf(await this.find(token), language);
  }

  private async cancelIn(
    manager: EntityManager,
    { customerId, ticketId, language }: Linked,
    cancelHash: string,
  ): Promise<boolean> {
    await lockCustomer(this.database, manager, customerId);
    const cancelled = await changedRows(
      manager,
      `UPDATE contact_changes SET outcome = 'CANCELLED'
       WHERE customerId = ? AND ticketId = ? AND cancelHash = ? AND outcome IS NULL AND sentAt IS NULL AND leavesAt > ?`,
      [customerId, ticketId, cancelHash, sqlInstant(this.now())],
    );
    if (cancelled === 0) return false;
    await closeTicketIfEnded(manager, { customerId, ticketId }, text(language, 'contactChange.cancelled'));
    return true;
  }

  /** Fields of one request; `language` is that of the user who asked. */
  private async find(token: string): Promise<Linked[]> {
    const rows = await this.database.query<Linked>(
      `SELECT k.customerId, k.ticketId, k.field, k.value, k.leavesAt, k.outcome, k.sentAt, c.number AS customerNumber,
         t.createdAt AS requestedAt, u.language
       FROM contact_changes k JOIN customers c ON c.id = k.customerId
       JOIN tickets t ON t.customerId = k.customerId AND t.id = k.ticketId
       JOIN users u ON u.id = k.userId WHERE k.cancelHash = ?`,
      [hashToken(token)],
    );
    return rows.map((row) => ({
      ...row,
      leavesAt: instant(row.leavesAt),
      requestedAt: instant(row.requestedAt),
    }));
  }

  /** None while something can be cancelled. */
  private problemsOf(changes: readonly Linked[], language: LanguageCode): Problem[] {
    if (changes.length === 0) return [problem('LINK_INVALID', 'token', language, 'problem.CANCEL_UNKNOWN')];
    const open = changes.filter(({ outcome }) => outcome === null);
    if (open.some(({ sentAt, leavesAt }) => sentAt === null && leavesAt > this.now())) return [];
    if (open.length > 0) return [problem('LINK_EXPIRED', 'token', language, 'problem.CANCEL_EXPIRED')];
    const { CANCELLED } = ContactChangeOutcome;
    const isCancelled = changes.some(({ outcome }) => outcome === CANCELLED);
    const outcome = isCancelled ? CANCELLED : changes[0]!.outcome!;
    return [problem('LINK_INVALID', 'token', language, `problem.CANCEL_${outcome}`)];
  }
}
