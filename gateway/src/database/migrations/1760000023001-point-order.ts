import type { QueryRunner } from 'typeorm';
import { addColumn, addIndex } from './restartable';
import type { Step } from './step';

const BATCH = 500;

/** Lists of points sort as people expect, by keys that are written with address and label. */
export const pointOrder: Step = {
  name: 'PointOrder1760000023001',
  async up(runner) {
    await addColumn(runner, 'consumption_points', 'sortKey', "varchar(255) NOT NULL DEFAULT ''");
    // The keys of rows that are done are computed again after an interruption: they come to the same.
    for (let last: Point | undefined = { customerId: '', id: '', name: '' }; last;) {
      const points = await pointsBehind(runner, last);
      await fill(runner, points);
      last = points.at(-1);
    }
    await addIndex(runner, 'consumption_points', 'consumption_points_order', ['customerId', 'sortKey', 'id']);
  },
};

interface Point {
  customerId: string;
  id: string;
  /** Its label. */
  name: string;
}

async function pointsBehind(runner: QueryRunner, { customerId, id }: Point): Promise<Point[]> {
  const rows = (await runner.query(
    `SELECT customerId, id, ppe, addressLine1, addressLine2, ownLabel FROM consumption_points
     WHERE customerId > ? OR (customerId = ? AND id > ?) ORDER BY customerId, id LIMIT ${BATCH}`,
    [customerId, customerId, id],
  )) as Record<string, string>[];
  return rows.map(({ customerId, id, ppe, addressLine1, addressLine2, ownLabel }) => ({
    ...{ customerId: customerId!, id: id! },
    name: ownLabel ?? ([addressLine1, addressLine2].filter(Boolean).join(', ') || ppe!),
  }));
}

/** One statement for a batch of rows. */
async function fill(runner: QueryRunner, points: readonly Point[]): Promise<void> {
  if (points.length === 0) return;
  const same = '(customerId = ? AND id = ?)';
  await runner.query(
    `UPDATE consumption_points SET sortKey = CASE ${points.map(() => `WHEN ${same} THEN ?`).join(' ')} END
     WHERE ${points.map(() => same).join(' OR ')}`,
    [
      ...points.flatMap(({ customerId, id, name }) => [customerId, id, naturalKey(name)]),
      ...points.flatMap(({ customerId, id }) => [customerId, id]),
    ],
  );
}

/** As `naturalKey` was when this step was written. */
function naturalKey(name: string): string {
  const letters: Record<string, string> = {
    ...{ ą: 'a{', ć: 'c{', ę: 'e{', ł: 'l{', ń: 'n{', ó: 'o{', ś: 's{', ź: 'z{', ż: 'z|' },
  };
  const key = name
    .toLowerCase()
    .replace(/[ąćęłńóśźż]/g, (letter) => letters[letter]!)
    .replace(/\d+/g, (digits) => digits.padStart(8, '0'));
  return Array.from(key).slice(0, 255).join('');
}
