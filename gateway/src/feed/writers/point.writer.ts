import type { EntityManager } from 'typeorm';
import { ConsumptionPoint } from '../../consumption-points/consumption-point.entity';
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

const POINTS = tableOf(ConsumptionPoint);

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
    const changed: RowOf<ConsumptionPoint>[] = [];
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
    const rows = await this.rows.selectIn<RowOf<ConsumptionPoint>>(
      manager,
      'SELECT * FROM consumption_points WHERE ppe IN',
      [...points.values()].map(({ ppe }) => ppe),
    );
    const known = new Map(rows.map((row) => [keyIn(row), row]));
    await this.write(
      manager,
      [...points.values()].flatMap((point): RowOf<ConsumptionPoint>[] => {
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

  private async write(manager: EntityManager, rows: RowOf<ConsumptionPoint>[]): Promise<void> {
    await this.rows.upsert(
      manager,
      POINTS,
      rows.sort((a, b) => (keyIn(a) < keyIn(b) ? -1 : 1)),
    );
    // Another contract may cover days whose use is here already.
    await this.usage.hand(
      manager,
      rows.map(({ ppe }) => ppe),
    );
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
function factValues(row: RowOf<ConsumptionPoint>): Partial<PointFacts> {
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
