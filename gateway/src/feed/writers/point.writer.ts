import type { EntityManager } from 'typeorm';
import type { PointRecord, PointSeen } from '../records/point.record';
import type { UsageWriter } from './usage.writer';
import { recordHash, type Rows, type TableShape, type Value } from '../../database/bulk-rows';
import { factsOfRow, knownFacts, mergedFacts, packedRanks, type SeenFacts } from '../records/seen-facts';

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
    'xmlRanks',
  ],
  keyLength: 2,
};

interface Known {
  customerId: string;
  id: string;
  described: number | boolean;
  recordHash: string;
}

interface KnownRow extends Known {
  addressLine1: string;
  addressLine2: string;
  addressCountry: string;
  meterNumber: string | null;
  tariff: string | null;
  xmlRanks: string | null;
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
      changed.push([point.customerId, point.id, ...point.values, 1, hash, null]);
      return 'taken';
    });
    await this.write(manager, changed);
    return outcomes;
  }

  /**
   * Points as XML documents show them: never where billing described them; of each fact the newest document that states it counts.
   * @param anew all documents of their customers are here: what an older build took from them is left out of account
   */
  async see(manager: EntityManager, seen: readonly PointSeen[], anew = false): Promise<void> {
    const points = new Map<string, PointSeen>();
    for (const one of seen)
      points.set(keyIn(one), { ...one, facts: mergedFacts(points.get(keyIn(one))?.facts ?? {}, one.facts) });
    const rows = await this.rows.selectIn<KnownRow>(
      manager,
      'SELECT * FROM consumption_points WHERE ppe IN',
      [...points.values()].map(({ ppe }) => ppe),
    );
    const known = new Map(rows.map((row) => [keyIn(row), row]));
    await this.write(
      manager,
      [...points.values()].flatMap((point): Value[][] => {
        const row = known.get(keyIn(point));
        if (row && Boolean(row.described)) return [];
        const before = row ? factsOfRow(row.xmlRanks, factValues(row)) : {};
        const merged = mergedFacts(anew ? knownFacts(before) : before, point.facts);
        const hash = recordHash([point.ppe, merged]);
        if (row?.recordHash === hash) return [];
        return [[point.customerId, point.id, ...valuesOf(point.ppe, merged), 0, hash, packedRanks(merged)]];
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
      'SELECT customerId, id, described, recordHash FROM consumption_points WHERE ppe IN',
      points.map((p) => p.values[0] as string),
    );
    return new Map(rows.map((row) => [keyIn(row), row]));
  }
}

function keyIn(point: { customerId: string; id: string }): string {
  return `${point.customerId}${point.id}`;
}

/** The facts that a row holds; what is empty was never stated. */
function factValues(row: KnownRow): Record<string, Value[] | undefined> {
  const said = (...values: Value[]) => (values[0] ? values : undefined);
  return {
    address: said(row.addressLine1, row.addressLine2, row.addressCountry),
    meter: said(row.meterNumber),
    tariff: said(row.tariff),
  };
}

/** The columns from `ppe` on: a document says no more of a point. */
function valuesOf(ppe: string, facts: SeenFacts<Value[]>): Value[] {
  const address = facts.address?.value ?? ['', '', 'PL'];
  const first = (name: string) => facts[name]?.value[0] ?? null;
  return [ppe, ...address, first('meter'), first('tariff'), null, null, null, null, 0, null];
}
