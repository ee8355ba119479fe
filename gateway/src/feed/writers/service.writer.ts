import type { EntityManager } from 'typeorm';
import { ServiceCustomer, ServiceOffer } from '../../additional-services/additional-service.entity';
import type { Rows } from '../../database/bulk-rows';
import { tableOf } from '../../database/entity-columns';
import type { Outcome } from '../records/record';
import type { ServiceRecord } from '../records/service.record';

const OFFERS = tableOf(ServiceOffer);
const CUSTOMERS = tableOf(ServiceCustomer);

/** Writes what the retailer offers and who has it; whoever has it now sees their order confirmed. */
export class ServiceWriter {
  constructor(private readonly rows: Rows) {}

  async write(manager: EntityManager, records: readonly ServiceRecord[]): Promise<Outcome[]> {
    const found = await this.rows.selectIn<{ id: string; recordHash: string }>(
      manager,
      'SELECT id, recordHash FROM additional_services WHERE id IN',
      records.map(({ row }) => row.id),
    );
    const known = new Map(found.map(({ id, recordHash }) => [id, recordHash]));
    const isSame = records.map(({ row }) => known.get(row.id) === row.recordHash);
    const changed = records.filter((_, n) => !isSame[n]).sort((a, b) => (a.row.id < b.row.id ? -1 : 1));
    await this.rows.upsert(
      manager,
      OFFERS,
      changed.map(({ row }) => row),
    );
    for (const record of changed) await this.follow(manager, record);
    return isSame.map((same) => (same ? 'unchanged' : 'taken'));
  }

  /** Those who have the service from now on, and those who do no more. */
  private async follow(
    manager: EntityManager,
    { row: { id: serviceId }, customerIds }: ServiceRecord,
  ): Promise<void> {
    const members = await manager.query<{ customerId: string }[]>(
      'SELECT customerId FROM additional_service_customers WHERE serviceId = ?',
      [serviceId],
    );
    const before = new Set(members.map(({ customerId }) => customerId));
    const now = new Set(customerIds);
    const fresh = customerIds.filter((id) => !before.has(id));
    await this.rows.insertMissing(
      manager,
      CUSTOMERS,
      fresh.map((customerId) => ({ customerId, serviceId })),
    );
    await this.rows.deleteUnder(
      manager,
      CUSTOMERS,
      [...before]
        .filter((id) => !now.has(id))
        .sort()
        .map((customerId): [string, string] => [customerId, serviceId]),
    );
    await this.confirm(manager, serviceId, fresh);
  }

  private async confirm(manager: EntityManager, serviceId: string, fresh: readonly string[]): Promise<void> {
    const open = await this.rows.selectIn<{ customerId: string; ticketId: string; serviceId: string }>(
      manager,
      'SELECT customerId, ticketId, serviceId FROM service_orders WHERE outcome IS NULL AND customerId IN',
      fresh,
    );
    for (const { customerId, ticketId } of open.filter((order) => order.serviceId === serviceId)) {
      const key = [customerId, ticketId];
      await manager.query(
        "UPDATE service_orders SET outcome = 'DONE' WHERE customerId = ? AND ticketId = ? AND outcome IS NULL",
        key,
      );
      await manager.query(
        "UPDATE tickets SET status = 'CLOSED', resolution = 'DONE' WHERE customerId = ? AND id = ? AND resolution IS NULL AND status <> 'CLOSED'",
        key,
      );
    }
  }
}
