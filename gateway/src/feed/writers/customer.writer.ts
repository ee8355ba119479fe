import type { EntityManager } from 'typeorm';
import type { AccessService } from '../../auth/access/access.service';
import type { AccessSuspension } from '../../auth/access/access-suspension';
import type { CustomerRecord, CustomerSeen, Email } from '../records/customer.record';
import type { Outcome } from '../records/record';
import { recordHash, type Rows, type TableShape, type Value } from '../../database/bulk-rows';
import { factsOfRow, knownFacts, mergedFacts, packedRanks, type SeenFacts } from '../records/seen-facts';

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
    'xmlRanks',
  ],
  keyLength: 1,
};
const EMAILS: TableShape = {
  table: 'customer_emails',
  columns: ['customerId', 'email', 'written', 'position'],
  keyLength: 2,
};

interface Known {
  id: string;
  described: number | boolean;
  recordHash: string;
}

/** A customer as its row has it. */
interface KnownRow extends Known {
  kind: string;
  name: string;
  taxId: string | null;
  bankAccount: string | null;
  phone: string | null;
  addressLine1: string;
  addressLine2: string;
  addressCountry: string;
  xmlRanks: string | null;
}

/** What is to be written; without `emails` they stay as they are. */
interface Change {
  id: string;
  values: Value[];
  emails?: Email[];
  hash: string;
  described: number;
  ranks: string | null;
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
      isSame[n] ? [] : [{ ...c, hash: hashes[n]!, described: 1, ranks: null }],
    );
    await this.write(manager, changed, known);
    return isSame.map((same) => (same ? 'unchanged' : 'taken'));
  }

  /**
   * Customers as XML documents show them: never where billing described them, and of each fact the newest document that states it
   * counts, in whatever order they come.
   * @param anew all their documents are here: what an older build took from them is left out of account
   */
  async see(manager: EntityManager, seen: readonly CustomerSeen[], anew = false): Promise<void> {
    const customers = new Map<string, CustomerSeen>();
    for (const one of seen)
      customers.set(one.id, { ...one, facts: mergedFacts(customers.get(one.id)?.facts ?? {}, one.facts) });
    const ids = [...customers.keys()];
    const rows = await this.rows.selectIn<KnownRow>(manager, 'SELECT * FROM customers WHERE id IN', ids);
    const known = new Map(rows.map((row) => [row.id, row]));
    const emails = await this.emails(manager, ids);
    const changed = [...customers.values()].flatMap(({ id, number, facts }): Change[] => {
      const row = known.get(id);
      if (row && Boolean(row.described)) return [];
      const before = row ? factsOfRow(row.xmlRanks, factValues(row, emails.get(id) ?? [])) : {};
      const merged = mergedFacts(anew ? knownFacts(before) : before, facts);
      const hash = recordHash([id, number, merged]);
      if (row?.recordHash === hash) return [];
      const addresses = (merged.emails?.value ?? []) as Email[];
      const isSameAddresses = JSON.stringify(merged.emails) === JSON.stringify(before.emails);
      return [
        {
          id,
          values: valuesOf(number, merged as SeenFacts<Value[]>),
          ...(isSameAddresses ? {} : { emails: addresses }),
          hash,
          described: 0,
          ranks: packedRanks(merged),
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
    changed.sort((a, b) => (a.id < b.id ? -1 : 1));
    const rows = changed.map((c): Value[] => [c.id, ...c.values, c.described, c.hash, c.ranks]);
    await this.rows.upsert(manager, CUSTOMERS, rows);
    const readdressed = changed.filter(({ emails }) => emails !== undefined);
    await this.rows.deleteUnder(
      manager,
      EMAILS,
      readdressed.filter(({ id }) => known.has(id)).map(({ id }): [string] => [id]),
    );
    const emails = readdressed.flatMap(({ id, emails = [] }) =>
      emails.map(({ email, written }, position): Value[] => [id, email, written, position]),
    );
    await this.rows.upsert(manager, EMAILS, emails);
    // XML ends nobody's access, nor does a record without addresses.
    const addressed = changed.filter(
      ({ id, described, emails = [] }) => described && emails.length > 0 && known.has(id),
    );
    await this.suspension.follow(
      manager,
      addressed.map(({ id }) => id),
    );
    await this.access.linkCustomers(
      manager,
      changed.map(({ id }) => id),
    );
  }

  private async emails(manager: EntityManager, ids: readonly string[]): Promise<Map<string, Email[]>> {
    const rows = await this.rows.selectIn<Email & { customerId: string; position: number }>(
      manager,
      'SELECT customerId, email, written, position FROM customer_emails WHERE customerId IN',
      ids,
    );
    const emails = new Map<string, Email[]>();
    for (const { customerId, email, written } of rows.sort((a, b) => a.position - b.position))
      emails.set(customerId, [...(emails.get(customerId) ?? []), { email, written }]);
    return emails;
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

/** The facts that a row holds; what is empty was never stated. */
function factValues(row: KnownRow, emails: Email[]): Record<string, Value[] | Email[] | undefined> {
  const said = (...values: Value[]) => (values[0] ? values : undefined);
  return {
    name: said(row.name),
    identity: row.taxId === null ? undefined : [row.kind, row.taxId],
    account: said(row.bankAccount),
    phone: said(row.phone),
    address: said(row.addressLine1, row.addressLine2, row.addressCountry),
    emails: emails.length > 0 ? emails : undefined,
  };
}

/** The columns from `number` on. */
function valuesOf(number: string, facts: SeenFacts<Value[]>): Value[] {
  const [kind, taxId] = facts.identity?.value ?? ['PERSON', null];
  const address = facts.address?.value ?? ['', '', 'PL'];
  const first = (name: string) => facts[name]?.value[0] ?? null;
  return [
    number,
    kind!,
    first('name') ?? '',
    taxId!,
    first('account'),
    0,
    first('phone'),
    ...address,
    null,
    null,
    null,
  ];
}
