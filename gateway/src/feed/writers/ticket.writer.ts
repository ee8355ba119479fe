import type { EntityManager } from 'typeorm';
import type { Rows } from '../../database/bulk-rows';
import type { Outcome } from '../records/record';
import type { TicketRecord } from '../records/ticket.record';

interface Known {
  customerId: string;
  id: string;
  number: string;
  recordHash: string | null;
}

/** Sets what billing says of tickets. A record equal to the last one changes nothing, whatever happened since. */
export class TicketWriter {
  constructor(private readonly rows: Rows) {}

  async write(manager: EntityManager, records: readonly TicketRecord[]): Promise<Outcome[]> {
    const found = await this.rows.selectIn<Known>(
      manager,
      'SELECT customerId, id, number, recordHash FROM tickets WHERE number IN',
      records.map(({ number }) => number),
    );
    const known = new Map(found.map((row) => [row.number, row]));
    const changed: [Known, TicketRecord][] = [];
    const outcomes = records.map((record): Outcome => {
      const { number } = record;
      const was = known.get(number);
      if (!was) return { field: 'number', value: number, reason: 'There is no ticket with this number.' };
      if (was.recordHash === record.recordHash) return 'unchanged';
      changed.push([was, record]);
      return 'taken';
    });
    const key = ([{ customerId, id }]: [Known, TicketRecord]) => `${customerId}${id}`;
    for (const [{ customerId, id }, record] of changed.sort((a, b) => (key(a) < key(b) ? -1 : 1)))
      await manager.query(
        'UPDATE tickets SET status = ?, resolution = ?, note = ?, recordHash = ? WHERE customerId = ? AND id = ?',
        [record.status, record.resolution, record.note, record.recordHash, customerId, id],
      );
    return outcomes;
  }
}
