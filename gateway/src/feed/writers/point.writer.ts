import type { EntityManager } from 'typeorm';
import { ConsumptionPoint } from '../../consumption-points/consumption-point.entity';
import { addressLabel } from '../../consumption-points/point-label';
import { naturalKey } from '../../consumption-points/natural-order';
import type { DescribedPoint, PointFacts, PointRecord, PointSeen } from '../records/point.record';
import type { UsageWriter } from './usage.writer';
import { recordHash, type RowOf, type Rows } from '../../database/bulk-rows';
import { tableOf } from '../../database/entity-columns';
import {
  factsOfRow,
  knownFacts,
  mergedFacts,
  NO_ADDRESS,
  packedRanks,
  type SeenFacts,
} from '../records/seen-facts';

/** The customer's own label is not the feed's to change. */
const POINTS = tableOf(ConsumptionPoint, ['ownLabel']);
type PointRow = RowOf<ConsumptionPoint, 'ownLabel'>;
type UnsortedRow = Omit<PointRow, 'sortKey'>;

interface Known {
  customerId: string;
  id: string;
  described: number | boolean;
  recordHash: string;
}

/** Writes points of customers that exist. */
export class PointWriter {
  constructor(
    private readonly rows: Rows,
    private readonly usage: UsageWriter,
  ) {}

  /** Writes billing's own descriptions, which replace existing ones. */
  async describe(manager: EntityManager, points: readonly PointRecord[]): Promise<('taken' | 'unchanged')[]> {
    const known = await this.known(
      manager,
      points.map(({ row }) => row.ppe),
    );
    const changed: UnsortedRow[] = [];
    const outcomes = points.map((point): 'taken' | 'unchanged' => {
      const { customerId, id, row } = point;
      const hash = recordHash(Object.values(row));
      if (known.get(keyIn(point))?.recordHash === hash) return 'unchanged';
      changed.push({ customerId, id, ...row, described: 1, recordHash: hash, xmlRanks: null });
      return 'taken';
    });
    await this.write(manager, changed);
    return outcomes;
  }

  /**
   * Writes points from XML documents. Billing's own descriptions take precedence; of each fact the newest
   * document counts.
   * @param anew all documents of their customers are present, so facts from an older build are dropped
   */
  async see(manager: EntityManager, seen: readonly PointSeen[], anew = false): Promise<void> {
    const points = new Map<string, PointSeen>();
    for (const one of seen)
      points.set(keyIn(one), { ...one, facts: mergedFacts(points.get(keyIn(one))?.facts ?? {}, one.facts) });
    const rows = await this.rows.selectIn<PointRow>(
      manager,
      'SELECT * FROM consumption_points WHERE ppe IN',
      [...points.values()].map(({ ppe }) => ppe),
    );
    const known = new Map(rows.map((row) => [keyIn(row), row]));
    await this.write(
      manager,
      [...points.values()].flatMap((point): UnsortedRow[] => {
        const row = known.get(keyIn(point));
        if (row && Boolean(row.described)) return [];
        const before = row ? factsOfRow(row.xmlRanks, factValues(row)) : {};
        const merged = mergedFacts(anew ? knownFacts(before) : before, point.facts);
        const hash = recordHash([point.ppe, merged]);
        if (row?.recordHash === hash) return [];
        const { customerId, id, ppe } = point;
        return [
          {
            customerId,
            id,
            ...columnsFrom(ppe, merged),
            described: 0,
            recordHash: hash,
            xmlRanks: packedRanks(merged),
          },
        ];
      }),
    );
  }

  private async write(manager: EntityManager, rows: UnsortedRow[]): Promise<void> {
    const sorted = rows.map((row): PointRow => ({ ...row, sortKey: naturalKey(addressLabel(row)) }));
    await this.rows.upsert(
      manager,
      POINTS,
      sorted.sort((a, b) => (keyIn(a) < keyIn(b) ? -1 : 1)),
    );
    await this.sortByLabel(manager, rows);
    // Another contract may cover days whose use is here already.
    await this.usage.hand(
      manager,
      rows.map(({ ppe }) => ppe),
    );
  }

  /**
   * Labelled points keep their place. Read after the write, which locks the rows: a label that is given meanwhile
   * comes before or after.
   */
  private async sortByLabel(manager: EntityManager, written: readonly UnsortedRow[]): Promise<void> {
    const labelled = await this.rows.selectIn<{ customerId: string; id: string; ownLabel: string }>(
      manager,
      'SELECT customerId, id, ownLabel FROM consumption_points WHERE ownLabel IS NOT NULL AND ppe IN',
      written.map(({ ppe }) => ppe),
    );
    for (const { customerId, id, ownLabel } of labelled)
      await manager.query('UPDATE consumption_points SET sortKey = ? WHERE customerId = ? AND id = ?', [
        naturalKey(ownLabel),
        customerId,
        id,
      ]);
  }

  private async known(manager: EntityManager, ppes: readonly string[]): Promise<Map<string, Known>> {
    const rows = await this.rows.selectIn<Known>(
      manager,
      'SELECT customerId, id, described, recordHash FROM consumption_points WHERE ppe IN',
      ppes,
    );
    return new Map(rows.map((row) => [keyIn(row), row]));
  }
}

function keyIn(point: { customerId: string; id: string }): string {
  return `${point.customerId}${point.id}`;
}

/** The facts of a row; an empty value counts as not stated. */
function factValues(row: PointRow): Partial<PointFacts> {
  const { addressLine1, addressLine2, addressCountry, meterNumber, tariff } = row;
  return {
    address: addressLine1 ? [addressLine1, addressLine2, addressCountry] : undefined,
    meter: meterNumber ? [meterNumber] : undefined,
    tariff: tariff ? [tariff] : undefined,
  };
}

/** What documents say of a point, by column. */
function columnsFrom(ppe: string, facts: SeenFacts<PointFacts>): DescribedPoint {
  const [addressLine1, addressLine2, addressCountry] = facts.address?.value ?? NO_ADDRESS;
  return {
    ppe,
    addressLine1,
    addressLine2,
    addressCountry,
    meterNumber: facts.meter?.value[0] ?? null,
    tariff: facts.tariff?.value[0] ?? null,
    distributor: null,
    contractedPowerW: null,
    contractFrom: null,
    contractTo: null,
    producer: 0,
    previousCode: null,
  };
}
