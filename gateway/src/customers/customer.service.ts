import type { Database } from '../database/database';
import { Address, Contact, Customer } from './customer.entity';
import { marks, padded } from '../database/sql-lists';

/** PESEL as the contract shows it: 440*****359. A NIP is public and stays whole. */
export function maskedTaxId(taxId: string | null): string | null {
  if (!taxId || taxId.length !== 11) return taxId;
  return `${taxId.slice(0, 3)}*****${taxId.slice(-3)}`;
}

/** Reads customers. Callers pass only ids that the signed-in user has access to. */
export class CustomerService {
  constructor(private readonly database: Database) {}

  /** In the order of `ids`; an id without a customer is left out. */
  async byIds(ids: readonly string[]): Promise<Customer[]> {
    const rows = await this.database.query<Customer>(
      `SELECT * FROM customers WHERE id IN (${marks(ids)})`,
      padded(ids),
    );
    const found = new Map(rows.map((row) => [row.id, Object.assign(new Customer(), row)]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  async contact(customer: Customer): Promise<Contact> {
    const [first] = await this.database.query<{ email: string }>(
      'SELECT written AS email FROM customer_emails WHERE customerId = ? ORDER BY position LIMIT 1',
      [customer.id],
    );
    const address: Address = {
      line1: customer.addressLine1,
      line2: customer.addressLine2,
      country: customer.addressCountry,
    };
    const correspondenceAddress: Address =
      customer.correspondenceLine1 === null
        ? address
        : {
            line1: customer.correspondenceLine1,
            line2: customer.correspondenceLine2 ?? '',
            country: customer.correspondenceCountry ?? 'PL',
          };
    return { email: first?.email ?? null, phone: customer.phone, address, correspondenceAddress };
  }
}
