import type { EntityManager } from 'typeorm';
import type { Reader } from '../../database/bulk-rows';
import type { Database } from '../../database/database';
import { Forbidden, NotFound } from '../../errors';
import { Role } from '../user.entity';
import { Language } from '../../texts/language';
import { chunks, marks, padded } from '../../database/sql-lists';

/** Somebody to tell about what happened to a customer. */
export interface Recipient {
  customerId: string;
  /** As billing writes it. */
  email: string;
  language: Language;
}

/** A user with access to a customer. */
export interface Person {
  userId: string;
  customerId: string;
  role: Role;
  /** As billing wrote it. */
  email: string;
  customerNumber: string;
}

interface Granted {
  customerId: string;
  userId: string;
  taxId: string | null;
}

const CHUNK = 400;

const CUSTOMERS_OF =
  'SELECT c.id AS id FROM accesses a JOIN customers c ON c.id = a.customerId WHERE a.userId = ? ORDER BY c.number, c.id';

/** A customer whose access is suspended. */
export interface SuspendedCustomer {
  number: string;
  kind: 'PERSON' | 'COMPANY';
}

/** Who may see which customer. */
export class AccessService {
  constructor(private readonly database: Database) {}

  /** The customers of a user, in the order of their numbers. */
  async customerIds(userId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(CUSTOMERS_OF, [userId]);
    return rows.map((row) => row.id);
  }

  /**
   * Ids of a user's customers, ordered by customer number and locked until the transaction ends.
   * An import that removes one waits. Only these rows are locked, since payments lock customers.
   */
  async holdCustomerIds(manager: EntityManager, userId: string): Promise<string[]> {
    await manager.query(
      `SELECT customerId FROM accesses WHERE userId = ? ${this.database.dialect.forUpdate}`,
      [userId],
    );
    const rows = await manager.query<{ id: string }[]>(CUSTOMERS_OF, [userId]);
    return rows.map((row) => row.id);
  }

  /**
   * A customer whose access is suspended, for a notice. Prefers suspensions that the user was not notified
   * of, or returns only those.
   */
  async suspended(userId: string, { onlyUnnotified = false } = {}): Promise<SuspendedCustomer | null> {
    const [row] = await this.database.query<SuspendedCustomer>(
      `SELECT c.number AS number, c.kind AS kind FROM suspended_accesses s JOIN customers c ON c.id = s.customerId
       WHERE s.userId = ?${onlyUnnotified ? ' AND s.told = 0' : ''} ORDER BY s.told, c.number LIMIT 1`,
      [userId],
    );
    return row ?? null;
  }

  async markNotified(manager: EntityManager, userId: string): Promise<void> {
    await manager.query('UPDATE suspended_accesses SET told = 1 WHERE userId = ?', [userId]);
  }

  /** A user's role for a customer; null for a customer without access. */
  async person(userId: string, customerId: string): Promise<Person | null> {
    const [row] = await this.database.query<Person>(
      `SELECT a.userId AS userId, a.customerId AS customerId, a.role AS role, u.written AS email, c.number AS customerNumber
       FROM accesses a JOIN users u ON u.id = a.userId JOIN customers c ON c.id = a.customerId
       WHERE a.customerId = ? AND a.userId = ?`,
      [customerId, userId],
    );
    return row ?? null;
  }

  /**
   * The same, where the user may change something of the customer.
   * @throws NotFound without access, Forbidden for users who may only look
   */
  async changer(userId: string, customerId: string): Promise<Person> {
    const person = await this.person(userId, customerId);
    if (!person) throw new NotFound();
    if (person.role === Role.VIEW) throw new Forbidden('ROLE');
    return person;
  }

  /**
   * The customer that an argument names, or the session's current one without it.
   * @throws NotFound for a customer without access
   */
  async customerOf(
    { userId, customerId }: { userId: string; customerId: string },
    named: string | null | undefined,
  ): Promise<string> {
    if (!named || named === customerId) return customerId;
    if (!(await this.person(userId, named))) throw new NotFound();
    return named;
  }

  /**
   * The same, where the user may change something of the customer.
   * @throws NotFound without access, Forbidden for users who may only look
   */
  async changeable(
    { userId, customerId, role }: Pick<Person, 'userId' | 'customerId'> & { role: `${Role}` },
    named: string | null | undefined,
  ): Promise<string> {
    const id = named ?? customerId;
    if (id !== customerId) return (await this.changer(userId, id)).customerId;
    if (role === 'VIEW') throw new Forbidden('ROLE');
    return customerId;
  }

  /**
   * Gives users access to customers that billing lists with their e-mail address and with a tax id they
   * already have.
   * Each feed calls it for its customers. A second contract appears by itself, and a stranger's never does.
   */
  async linkCustomers(manager: EntityManager, customerIds: readonly string[]): Promise<void> {
    for (const ids of chunks(customerIds, CHUNK))
      await this.linkMissing(manager, `c.id IN (${marks(ids)})`, padded(ids));
  }

  /** The same for one user, at sign-in. It covers a customer whose import ran while the user was being activated. */
  async relinkUser(manager: EntityManager, userId: string): Promise<void> {
    await this.linkMissing(manager, 'u.id = ?', [userId]);
  }

  /**
   * Gives one user every customer that billing lists with this address and the tax id of `customerId`.
   * @returns how many those are.
   */
  async linkUser(manager: EntityManager, userId: string, email: string, customerId: string): Promise<number> {
    const rows = await manager.query<Granted[]>(
      `SELECT c.id AS customerId, ? AS userId, c.taxId AS taxId
       FROM customers one
       JOIN customers c ON c.taxId = one.taxId
       JOIN customer_emails e ON e.customerId = c.id AND e.email = ?
       WHERE one.id = ?`,
      [userId, email, customerId],
    );
    await this.grant(manager, rows);
    return rows.length;
  }

  /**
   * A login's access rests on this address from now on too, whether or not it is suspended: billing has it because the
   * login asked.
   */
  async restOn(
    manager: EntityManager,
    { customerId, userId, email }: { customerId: string; userId: string; email: string },
  ): Promise<void> {
    for (const table of ['accesses', 'suspended_accesses'])
      await manager.query(`UPDATE ${table} SET requestedEmail = ? WHERE customerId = ? AND userId = ?`, [
        email,
        customerId,
        userId,
      ]);
  }

  /** Whether a login with this address may still read about a customer, where a mail was queued for it. */
  async mayRead(reader: Reader, customerId: string, email: string): Promise<boolean> {
    const rows = await reader.query<object[]>(
      `SELECT u.id FROM accesses a JOIN users u ON u.id = a.userId
       WHERE a.customerId = ? AND u.written = ? AND u.disabled = 0 LIMIT 1`,
      [customerId, email],
    );
    return rows.length > 0;
  }

  /** Recipients of mails about these customers: their users, not the addresses in billing's record. */
  async recipients(reader: Reader, customerIds: readonly string[]): Promise<Recipient[]> {
    return this.mailed(reader, customerIds, '');
  }

  /** Those of the recipients that manage the customer: a consent is theirs. */
  async owners(reader: Reader, customerIds: readonly string[]): Promise<Recipient[]> {
    return this.mailed(reader, customerIds, `AND a.role = '${Role.OWNER}'`);
  }

  private async mailed(reader: Reader, customerIds: readonly string[], which: string): Promise<Recipient[]> {
    return await this.database.rows.selectIn<Recipient>(
      reader,
      `SELECT a.customerId AS customerId, u.written AS email, u.language AS language
       FROM accesses a JOIN users u ON u.id = a.userId
       WHERE u.disabled = 0 ${which} AND a.customerId IN`,
      customerIds,
    );
  }

  private async linkMissing(
    manager: EntityManager,
    which: string,
    parameters: readonly string[],
  ): Promise<void> {
    const rows = await manager.query<Granted[]>(
      `SELECT DISTINCT c.id AS customerId, u.id AS userId, c.taxId AS taxId
       FROM users u
       JOIN customer_emails e ON e.email = u.email
       JOIN customers c ON c.id = e.customerId
       JOIN accesses known ON known.userId = u.id
       JOIN customers same ON same.id = known.customerId AND same.taxId = c.taxId
       LEFT JOIN accesses a ON a.customerId = c.id AND a.userId = u.id
       WHERE ${which} AND a.userId IS NULL`,
      [...parameters],
    );
    await this.grant(manager, rows);
  }

  private async grant(manager: EntityManager, rows: Granted[]): Promise<void> {
    for (const some of chunks(rows, CHUNK)) {
      const columns = ['customerId', 'userId', 'role', 'taxId'];
      await manager.query(
        this.database.dialect.upsert('accesses', columns, ['customerId', 'userId'], some.length, ['role']),
        some.flatMap((row) => [row.customerId, row.userId, Role.OWNER, row.taxId]),
      );
      await manager.query(
        `DELETE FROM suspended_accesses WHERE ${some.map(() => '(customerId = ? AND userId = ?)').join(' OR ')}`,
        some.flatMap((row) => [row.customerId, row.userId]),
      );
    }
  }
}
