import type { EntityManager } from 'typeorm';
import type { AccessService } from '../../auth/access/access.service';
import type { AccessSuspension } from '../../auth/access/access-suspension';
import type { ContactConfirmation } from '../../contact-changes/contact-confirmation';
import { Customer, CustomerEmail } from '../../customers/customer.entity';
import type {
  CustomerFacts,
  CustomerRecord,
  CustomerSeen,
  DescribedCustomer,
  Email,
} from '../records/customer.record';
import type { Outcome } from '../records/record';
import { recordHash, type RowOf, type Rows } from '../../database/bulk-rows';
import { tableOf } from '../../database/entity-columns';
import { grouped } from '../../database/grouped';
import {
  factsOfRow,
  knownFacts,
  mergedFacts,
  NO_ADDRESS,
  packedRanks,
  type SeenFacts,
} from '../records/seen-facts';

const CUSTOMERS = tableOf(Customer);
const EMAILS = tableOf(CustomerEmail);

interface Known {
  id: string;
  described: number | boolean;
  recordHash: string;
}

/** What is to be written; without `emails` they stay as they are. */
interface Change {
  row: RowOf<Customer>;
  emails?: Email[];
}

/** Writes customers with their addresses, and gives users access to customers that became theirs. */
export class CustomerWriter {
  constructor(
    private readonly rows: Rows,
    private readonly access: AccessService,
    private readonly suspension: AccessSuspension,
    private readonly confirmation: ContactConfirmation,
  ) {}

  /** Writes billing's own descriptions, which replace existing ones. */
  async describe(manager: EntityManager, customers: readonly CustomerRecord[]): Promise<Outcome[]> {
    const known = await this.known(manager, customers);
    const hashes = customers.map((c) => recordHash([Object.values(c.row), c.emails]));
    const isSame = customers.map((c, n) => known.get(c.id)?.recordHash === hashes[n]);
    const changed = customers.flatMap(({ id, row, emails }, n): Change[] =>
      isSame[n]
        ? []
        : [{ row: { id, ...row, described: 1, recordHash: hashes[n]!, xmlRanks: null }, emails }],
    );
    await this.write(manager, changed, known);
    return isSame.map((same) => (same ? 'unchanged' : 'taken'));
  }

  /**
   * Writes customers from XML documents. Billing's own descriptions take precedence.
   * Of each fact the newest document counts, whatever the order of import.
   * @param anew all documents of the customers are present, so facts from an older build are dropped
   */
  async see(manager: EntityManager, seen: readonly CustomerSeen[], anew = false): Promise<void> {
    const customers = new Map<string, CustomerSeen>();
    for (const one of seen)
      customers.set(one.id, { ...one, facts: mergedFacts(customers.get(one.id)?.facts ?? {}, one.facts) });
    const ids = [...customers.keys()];
    const rows = await this.rows.selectIn<RowOf<Customer>>(
      manager,
      'SELECT * FROM customers WHERE id IN',
      ids,
    );
    const known = new Map(rows.map((row) => [row.id, row]));
    const emails = await this.emails(manager, ids);
    const changed = [...customers.values()].flatMap(({ id, number, facts }): Change[] => {
      const row = known.get(id);
      if (row && Boolean(row.described)) return [];
      const before = row ? factsOfRow(row.xmlRanks, factValues(row, emails.get(id) ?? [])) : {};
      const merged = mergedFacts(anew ? knownFacts(before) : before, facts);
      const hash = recordHash([id, number, merged]);
      if (row?.recordHash === hash) return [];
      const addresses = merged.emails?.value ?? [];
      const isSameAddresses = JSON.stringify(merged.emails) === JSON.stringify(before.emails);
      return [
        {
          row: {
            id,
            ...columnsFrom(number, merged),
            described: 0,
            recordHash: hash,
            xmlRanks: packedRanks(merged),
          },
          ...(isSameAddresses ? {} : { emails: addresses }),
        },
      ];
    });
    await this.write(manager, changed, known);
  }

  /** Which of these customers exist. */
  async existing(manager: EntityManager, ids: Iterable<string>): Promise<Set<string>> {
    const rows = await this.rows.selectIn<{ id: string }>(
      manager,
      'SELECT id FROM customers WHERE id IN',
      ids,
    );
    return new Set(rows.map((row) => row.id));
  }

  private async write(
    manager: EntityManager,
    changed: Change[],
    known: ReadonlyMap<string, Known>,
  ): Promise<void> {
    if (changed.length === 0) return;
    changed.sort((a, b) => (a.row.id < b.row.id ? -1 : 1));
    const rows = changed.map(({ row }) => row);
    await this.rows.upsert(manager, CUSTOMERS, rows);
    const readdressed = changed.filter(({ emails }) => emails !== undefined);
    await this.rows.deleteUnder(
      manager,
      EMAILS,
      readdressed.filter(({ row }) => known.has(row.id)).map(({ row }): [string] => [row.id]),
    );
    const emails = readdressed.flatMap(({ row, emails = [] }) =>
      emails.map(({ email, written }, position) => ({
        customerId: row.id,
        normalisedEmail: email,
        email: written,
        position,
      })),
    );
    await this.rows.upsert(manager, EMAILS, emails);
    // Before accesses are suspended: an address that its user asked for keeps an access.
    await this.confirmation.follow(manager, changed);
    // Neither XML nor a record without addresses ends an access.
    const addressed = changed.filter(
      ({ row, emails = [] }) => row.described && emails.length > 0 && known.has(row.id),
    );
    await this.suspension.follow(
      manager,
      addressed.map(({ row }) => row.id),
    );
    await this.access.linkCustomers(
      manager,
      rows.map(({ id }) => id),
    );
  }

  private async emails(manager: EntityManager, ids: readonly string[]): Promise<Map<string, Email[]>> {
    const rows = await this.rows.selectIn<Email & { customerId: string; position: number }>(
      manager,
      'SELECT customerId, email, written, position FROM customer_emails WHERE customerId IN',
      ids,
    );
    return grouped(
      rows.sort((a, b) => a.position - b.position),
      ({ customerId }) => customerId,
      ({ email, written }) => ({ email, written }),
    );
  }

  private async known(
    manager: EntityManager,
    customers: readonly { id: string }[],
  ): Promise<Map<string, Known>> {
    const rows = await this.rows.selectIn<Known>(
      manager,
      'SELECT id, described, recordHash FROM customers WHERE id IN',
      customers.map((c) => c.id),
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

/** The facts of a row; an empty value counts as not stated. */
function factValues(row: RowOf<Customer>, emails: Email[]): Partial<CustomerFacts> {
  const { name, kind, taxId, bankAccount, phone, addressLine1, addressLine2, addressCountry } = row;
  return {
    name: name ? [name] : undefined,
    identity: taxId === null ? undefined : [kind, taxId],
    account: bankAccount ? [bankAccount] : undefined,
    phone: phone ? [phone] : undefined,
    address: addressLine1 ? [addressLine1, addressLine2, addressCountry] : undefined,
    emails: emails.length > 0 ? emails : undefined,
  };
}

/** What documents say of a customer, by column. */
function columnsFrom(number: string, facts: SeenFacts<CustomerFacts>): DescribedCustomer {
  const [kind, taxId] = facts.identity?.value ?? ['PERSON' as const, null];
  const [addressLine1, addressLine2, addressCountry] = facts.address?.value ?? NO_ADDRESS;
  return {
    number,
    kind,
    name: facts.name?.value[0] ?? '',
    taxId,
    bankAccount: facts.account?.value[0] ?? null,
    overpayment: 0,
    phone: facts.phone?.value[0] ?? null,
    addressLine1,
    addressLine2,
    addressCountry,
    correspondenceLine1: null,
    correspondenceLine2: null,
    correspondenceCountry: null,
  };
}
