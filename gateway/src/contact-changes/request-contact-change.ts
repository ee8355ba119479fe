import type { EntityManager } from 'typeorm';
import type { Reauthentication } from '../auth/password/reauthentication';
import { sqlInstant } from '../database/columns';
import type { Database, Deadline } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { marks, padded } from '../database/sql-lists';
import { problem, ProblemCode, type Problem } from '../graphql/problems';
import { hashToken, newToken } from '../runtime/tokens';
import { type Author, Rejected, sendingOf, type Submitted } from '../tickets/submission';
import { type Ticket, TicketTopic } from '../tickets/ticket.entity';
import { ticketIn } from '../tickets/ticket.service';
import type { WriteTicket } from '../tickets/write-ticket';
import type { LanguageCode } from '../texts/language';
import { text } from '../texts/text';
import { closeTicketIfEnded } from './close-tickets';
import { ContactChange, ContactField } from './contact-change.entity';
import type { ContactChangeInput } from './contact-change.input';
import type { ContactChangeNotices } from './contact-change-notices';
import { INPUT_FIELDS, readValues, type WantedValue } from './contact-values';
import { currentContact, type CurrentContact } from './current-contact';

/** How long a change of e-mail or phone can be cancelled before it leaves. */
export const COOLING_OFF_MS = 24 * 3_600_000;

const CHANGES = tableOf(ContactChange);

type OpenChange = Pick<ContactChange, 'ticketId' | 'field' | 'userId' | 'comparable' | 'sentAt'>;

/** Until when the link with the token cancels a request; null for one that leaves at once. */
type CoolingOff = { token: string; until: Date } | null;

interface Parts {
  database: Database;
  now: () => Date;
  reauthentication: Reauthentication;
  writeTicket: WriteTicket;
  notices: Pick<ContactChangeNotices, 'queue'>;
}

/** Takes requests to change contact data: one ticket each, with a row for each field. */
export class RequestContactChange {
  constructor(private readonly parts: Parts) {}

  /**
   * Writes the request, or finds the open one that says the same.
   * @throws RateLimited before the password is compared
   */
  async request(author: Author, input: ContactChangeInput, { until }: Deadline): Promise<Submitted> {
    const { database, reauthentication, writeTicket } = this.parts;
    const { wanted, problems } = readValues(input, author.language);
    const current = await currentContact(database.reader, author.customerId);
    problems.push(...sameValues(wanted, current, author.language));
    const isGuarded = typeof input.email === 'string' || typeof input.phone === 'string';
    if (isGuarded && !input.password) problems.push(problem('REQUIRED', 'password', author.language));
    if (problems.length > 0) return { ticket: null, problems };
    if (isGuarded && !(await reauthentication.isRight(author, input.password!, { until })))
      return { ticket: null, problems: [wrongPassword(author.language)] };
    return writeTicket.transaction(author, { until }, async (manager) => {
      if (isGuarded) await reauthentication.accepted(manager, author);
      return this.requestIn(manager, author, wanted);
    });
  }

  private async requestIn(manager: EntityManager, author: Author, wanted: WantedValue[]): Promise<Ticket> {
    const current = await currentContact(manager, author.customerId);
    // A feed may have brought the value since.
    const problems = sameValues(wanted, current, author.language);
    if (problems.length > 0) throw new Rejected(problems);
    const open = await openChanges(manager, author.customerId, wanted);
    const known = await this.known(manager, author, { wanted, open });
    if (known) return known;
    const ticket = await this.write(manager, author, wanted);
    const coolingOff = wanted.some(isCoolingOff)
      ? { token: newToken(), until: new Date(ticket.createdAt.getTime() + COOLING_OFF_MS) }
      : null;
    await this.insert(manager, ticket, { wanted, current, coolingOff });
    const replaced = open.filter(({ sentAt }) => sentAt === null);
    await this.replace(manager, replaced, { ticket, language: author.language });
    if (coolingOff)
      await this.parts.notices.queue(manager, author, { ticket, wanted, current, ...coolingOff });
    else await this.parts.writeTicket.confirm(manager, author, ticket);
    return ticket;
  }

  /** The ticket of this user that asks for these values already: two requests at once are one. */
  private async known(
    manager: EntityManager,
    { customerId, userId }: Author,
    { wanted, open }: { wanted: readonly WantedValue[]; open: readonly OpenChange[] },
  ): Promise<Ticket | null> {
    const isSame = (ticketId: string) =>
      wanted.every(({ field, comparable }) =>
        open.some(
          (change) =>
            change.ticketId === ticketId &&
            change.userId === userId &&
            change.field === field &&
            change.comparable === comparable,
        ),
      );
    const id = open.map(({ ticketId }) => ticketId).find(isSame);
    return id === undefined ? null : ticketIn(manager, { customerId, id });
  }

  /** The values are not in its text: a field of it may be cancelled or replaced before the ticket leaves. */
  private write(manager: EntityManager, author: Author, wanted: readonly WantedValue[]): Promise<Ticket> {
    const { language } = author;
    const fields = wanted.map(({ field }) => text(language, `contactChange.field.${field}`)).join(', ');
    return this.parts.writeTicket.write(manager, author, {
      topic: TicketTopic.DATA_CHANGE,
      subject: text(language, 'contactChange.subject', { fields }),
      body: text(language, 'contactChange.body', { fields }),
      sending: sendingOf(null, wanted),
    });
  }

  private async insert(
    manager: EntityManager,
    { customerId, id: ticketId, userId, createdAt }: Ticket,
    {
      wanted,
      current,
      coolingOff,
    }: { wanted: readonly WantedValue[]; current: CurrentContact; coolingOff: CoolingOff },
  ): Promise<void> {
    const rows = wanted.map((one) => {
      const { field, value, comparable } = one;
      const held = isCoolingOff(one) ? coolingOff : null;
      return {
        ...{ customerId, ticketId, field, userId, value, comparable },
        previous: previousOf(field, current),
        leavesAt: sqlInstant(held?.until ?? createdAt),
        cancelHash: held && hashToken(held.token),
        ...{ outcome: null, sentAt: null },
      };
    });
    await this.parts.database.rows.upsert(manager, CHANGES, rows);
  }

  /** Ends older requests for the same fields that have not left yet. */
  private async replace(
    manager: EntityManager,
    replaced: readonly OpenChange[],
    { ticket, language }: { ticket: Ticket; language: LanguageCode },
  ): Promise<void> {
    const { customerId, number } = ticket;
    for (const { ticketId, field } of replaced) {
      await manager.query(
        `UPDATE contact_changes SET outcome = 'REPLACED'
         WHERE customerId = ? AND ticketId = ? AND field = ? AND outcome IS NULL AND sentAt IS NULL`,
        [customerId, ticketId, field],
      );
      const note = text(language, 'contactChange.replaced', { number });
      await closeTicketIfEnded(manager, { customerId, ticketId }, note);
    }
  }
}

/** E-mail and phone are what a thief would change first. */
function isCoolingOff({ field }: Pick<WantedValue, 'field'>): boolean {
  return field !== ContactField.CORRESPONDENCE_ADDRESS;
}

function openChanges(
  manager: EntityManager,
  customerId: string,
  wanted: readonly WantedValue[],
): Promise<OpenChange[]> {
  const fields = wanted.map(({ field }) => field);
  return manager.query<OpenChange[]>(
    `SELECT k.ticketId, k.field, k.userId, k.comparable, k.sentAt FROM contact_changes k
     JOIN tickets t ON t.customerId = k.customerId AND t.id = k.ticketId
     WHERE k.customerId = ? AND k.field IN (${marks(fields)}) AND k.outcome IS NULL
       AND t.resolution IS NULL AND t.status <> 'CLOSED'`,
    [customerId, ...padded(fields)],
  );
}

function previousOf(field: ContactField, current: CurrentContact): string | null {
  if (field === ContactField.CORRESPONDENCE_ADDRESS) return JSON.stringify(current.correspondenceAddress);
  return field === ContactField.EMAIL ? current.email : current.phone;
}

function sameValues(
  wanted: readonly WantedValue[],
  { comparable }: CurrentContact,
  language: LanguageCode,
): Problem[] {
  return wanted
    .filter((value) => comparable[value.field].includes(value.comparable))
    .map(({ field }) => problem('SAME_VALUE', INPUT_FIELDS[field], language, 'problem.SAME_CONTACT'));
}

function wrongPassword(language: LanguageCode): Problem {
  return problem(ProblemCode.WRONG_CREDENTIALS, 'password', language, 'problem.WRONG_PASSWORD');
}
