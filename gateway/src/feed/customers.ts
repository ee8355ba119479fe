import type { EntityManager } from 'typeorm';
import type { AccessService } from '../auth/access.service';
import type { AccessSuspension } from '../auth/access-suspension';
import type { CustomerRecord } from './customer.record';
import type { Outcome } from './record';
import { recordHash, type Rows, type TableShape, type Value } from './rows';

const CUSTOMERS: TableShape = {
  table: 'customers',
  columns: [
    'id',
    'number',
    'kind',
    'name',
    'taxId',
    'bankAccount',
    'overpayment',
    'phone',
    'addressLine1',
    'addressLine2',
    'addressCountry',
    'correspondenceLine1',
    'correspondenceLine2',
    'correspondenceCountry',
    'described',
    'recordHash',
    'xmlFrom',
  ],
  keyLength: 1,
};
const EMAILS: TableShape = {
  table: 'customer_emails',
  columns: ['customerId', 'email', 'written', 'position'],
  keyLength: 2,
};

/** A customer as an XML document shows it: `from` tells newer documents from older ones. */
export interface CustomerSeen extends CustomerRecord {
  from: string;
}

interface Known {
  id: string;
  described: number | boolean;
  recordHash: string;
  xmlFrom: string;
}

/** Writes customers with their addresses, and lets those who have a login see what became theirs. */
export class CustomerWriter {
  constructor(
    private readonly rows: Rows,
    private readonly access: AccessService,
    private readonly suspension: AccessSuspension,
  ) {}

  /** Billing's own descriptions: they replace whatever stood there. */
  async describe(manager: EntityManager, customers: readonly CustomerRecord[]): Promise<Outcome[]> {
    const known = await this.known(manager, customers);
    const hashes = customers.map((c) => recordHash([c.values, c.emails]));
    const isSame = customers.map((c, n) => known.get(c.id)?.recordHash === hashes[n]);
    const changed = customers.flatMap((c, n) =>
      isSame[n] ? [] : [{ customer: c, hash: hashes[n]!, described: 1, from: '' }],
    );
    await this.write(manager, changed, known);
    return isSame.map((same) => (same ? 'unchanged' : 'taken'));
  }

  /**
   * Customers as XML documents show them: never where billing described them, and of several documents the newest
   * counts, in whatever order they come.
   */
  async see(manager: EntityManager, customers: readonly CustomerSeen[]): Promise<void> {
    const newest = newestOf(customers, (c) => c.id);
    const known = await this.known(manager, newest);
    const changed = newest.flatMap((customer) => {
      const { from, ...record } = customer;
      const hash = recordHash([record.values, record.emails, from]);
      const was = known.get(customer.id);
      if (was && (Boolean(was.described) || was.xmlFrom > from || was.recordHash === hash)) return [];
      return [{ customer, hash, described: 0, from }];
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
    changed: { customer: CustomerRecord; hash: string; described: number; from: string }[],
    known: ReadonlyMap<string, Known>,
  ): Promise<void> {
    if (changed.length === 0) return;
    changed.sort((a, b) => (a.customer.id < b.customer.id ? -1 : 1));
    const rows = changed.map(({ customer: c, hash, described, from }): Value[] => [
      c.id,
      ...c.values,
      described,
      hash,
      from,
    ]);
    await this.rows.upsert(manager, CUSTOMERS, rows);
    const ids = changed.map(({ customer }) => customer.id);
    await this.rows.deleteUnder(
      manager,
      EMAILS,
      ids.filter((id) => known.has(id)).map((id): [string] => [id]),
    );
    const emails = changed.flatMap(({ customer: c }) =>
      c.emails.map(({ email, written }, position): Value[] => [c.id, email, written, position]),
    );
    await this.rows.upsert(manager, EMAILS, emails);
    // XML ends nobody's access, nor does a record without addresses.
    const addressed = changed.filter(
      ({ customer: c, described }) => described && c.emails.length > 0 && known.has(c.id),
    );
    await this.suspension.follow(
      manager,
      addressed.map(({ customer }) => customer.id),
    );
    await this.access.linkCustomers(manager, ids);
  }

  private async known(
    manager: EntityManager,
    customers: readonly { id: string }[],
  ): Promise<Map<string, Known>> {
    const rows = await this.rows.selectIn<Known>(
      manager,
      'SELECT id, described, recordHash, xmlFrom FROM customers WHERE id IN',
      customers.map((c) => c.id),
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

/** Of those with the same key the one from the newest document. */
export function newestOf<T extends { from: string }>(
  items: readonly T[],
  keyOfItem: (item: T) => string,
): T[] {
  const newest = new Map<string, T>();
  for (const item of items) {
    const other = newest.get(keyOfItem(item));
    if (!other || other.from <= item.from) newest.set(keyOfItem(item), item);
  }
  return [...newest.values()];
}
