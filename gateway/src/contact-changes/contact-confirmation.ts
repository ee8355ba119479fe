import type { EntityManager } from 'typeorm';
import type { AccessService } from '../auth/access/access.service';
import type { Rows } from '../database/bulk-rows';
import { closeTicketIfEnded } from './close-tickets';
import { type ContactChange, ContactField } from './contact-change.entity';
import { comparableContact, type ContactColumns } from './current-contact';

/** A customer as a feed writes it; without `emails` these stay as they are. */
interface WrittenCustomer {
  row: ContactColumns & { id: string };
  emails?: readonly { email: string }[];
}

type Open = Pick<ContactChange, 'customerId' | 'ticketId' | 'field' | 'userId' | 'comparable'>;

/** Ends requests whose value billing has now, in the transaction that writes billing's record. */
export class ContactConfirmation {
  constructor(
    private readonly rows: Rows,
    private readonly access: Pick<AccessService, 'restOn'>,
  ) {}

  /** One statement where no customer asked for anything. */
  async follow(manager: EntityManager, customers: readonly WrittenCustomer[]): Promise<void> {
    const written = new Map(customers.map((customer) => [customer.row.id, customer]));
    const open = await this.rows.selectIn<Open>(
      manager,
      `SELECT k.customerId, k.ticketId, k.field, k.userId, k.comparable FROM contact_changes k
       JOIN tickets t ON t.customerId = k.customerId AND t.id = k.ticketId
       WHERE k.outcome IS NULL AND (t.resolution IS NULL OR t.resolution = 'DONE') AND k.customerId IN`,
      written.keys(),
    );
    for (const change of open)
      if (holds(written.get(change.customerId)!, change)) await this.end(manager, change);
  }

  private async end(
    manager: EntityManager,
    { customerId, ticketId, field, userId, comparable }: Open,
  ): Promise<void> {
    await manager.query(
      `UPDATE contact_changes SET outcome = 'DONE' WHERE customerId = ? AND ticketId = ? AND field = ? AND outcome IS NULL`,
      [customerId, ticketId, field],
    );
    await closeTicketIfEnded(manager, { customerId, ticketId }, null);
    // Else their own request would end the access of a login with the former address.
    if (field === ContactField.EMAIL)
      await this.access.restOn(manager, { customerId, userId, email: comparable });
  }
}

function holds({ row, emails = [] }: WrittenCustomer, { field, comparable }: Open): boolean {
  const normalised = emails.map(({ email }) => email);
  return comparableContact(row, normalised)[field].includes(comparable);
}
