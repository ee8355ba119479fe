import type { EntityManager } from 'typeorm';
import { newestOf } from './customers';
import type { PointRecord } from './point.record';
import type { UsageWriter } from './usage';
import { recordHash, type Rows, type TableShape, type Value } from './rows';

const POINTS: TableShape = {
  table: 'consumption_points',
  columns: [
    'customerId',
    'id',
    'ppe',
    'addressLine1',
    'addressLine2',
    'addressCountry',
    'meterNumber',
    'tariff',
    'distributor',
    'contractedPowerW',
    'contractFrom',
    'contractTo',
    'producer',
    'previousCode',
    'described',
    'recordHash',
    'xmlFrom',
  ],
  keyLength: 2,
};

/** A point as an XML document shows it. */
export interface PointSeen extends Omit<PointRecord, 'customerNumber'> {
  from: string;
}

interface Known {
  customerId: string;
  id: string;
  described: number | boolean;
  recordHash: string;
  xmlFrom: string;
}

/** Writes points of customers that exist. */
export class PointWriter {
  constructor(
    private readonly rows: Rows,
    private readonly usage: UsageWriter,
  ) {}

  /** Billing's own descriptions: they replace whatever stood there. */
  async describe(manager: EntityManager, points: readonly PointRecord[]): Promise<('taken' | 'unchanged')[]> {
    const known = await this.known(manager, points);
    const changed: Value[][] = [];
    const outcomes = points.map((point): 'taken' | 'unchanged' => {
      const hash = recordHash(point.values);
      if (known.get(keyIn(point))?.recordHash === hash) return 'unchanged';
      changed.push([point.customerId, point.id, ...point.values, 1, hash, '']);
      return 'taken';
    });
    await this.write(manager, changed);
    return outcomes;
  }

  /** Points as XML documents show them: never where billing described them; the newest document counts. */
  async see(manager: EntityManager, points: readonly PointSeen[]): Promise<void> {
    const newest = newestOf(points, keyIn);
    const known = await this.known(manager, newest);
    await this.write(
      manager,
      newest.flatMap(({ from, ...point }): Value[][] => {
        const hash = recordHash([point.values, from]);
        const was = known.get(keyIn(point));
        if (was && (Boolean(was.described) || was.xmlFrom > from || was.recordHash === hash)) return [];
        return [[point.customerId, point.id, ...point.values, 0, hash, from]];
      }),
    );
  }

  private async write(manager: EntityManager, rows: Value[][]): Promise<void> {
    const key = (row: Value[]) => `${row[0] as string}${row[1] as string}`;
    await this.rows.upsert(
      manager,
      POINTS,
      rows.sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    );
    // Another contract may cover days whose use is here already.
    await this.usage.hand(
      manager,
      rows.map((row) => row[2] as string),
    );
  }

  private async known(
    manager: EntityManager,
    points: readonly { values: Value[] }[],
  ): Promise<Map<string, Known>> {
    const rows = await this.rows.selectIn<Known>(
      manager,
      'SELECT customerId, id, described, recordHash, xmlFrom FROM consumption_points WHERE ppe IN',
      points.map((p) => p.values[0] as string),
    );
    return new Map(rows.map((row) => [keyIn(row), row]));
  }
}

function keyIn(point: { customerId: string; id: string }): string {
  return `${point.customerId}${point.id}`;
}
