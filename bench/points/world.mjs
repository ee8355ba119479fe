// The data of `bench -- points`: one customer with few consumption points, one with many, each with a login.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addLogins, insertRows } from '../logins.mjs';
import { openDatabase } from '../parts.mjs';

const require = createRequire(import.meta.url);
const GATEWAY = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../gateway/dist');
const { keyOf } = require(path.join(GATEWAY, 'database/columns.js'));
const { naturalKey } = require(path.join(GATEWAY, 'consumption-points/natural-order.js'));

/**
 * Creates and fills the tables.
 * @param sizes how many points each customer has
 * @returns the cookies of their logins
 */
export async function world(url, sizes) {
  const database = await openDatabase(GATEWAY, url);
  const logins = await addLogins(
    database,
    sizes.map((size) => `P${size}`),
  );
  for (const [n, { customerId }] of logins.entries())
    await insertRows(
      database,
      'consumption_points',
      Array.from({ length: sizes[n] }, (_, at) => pointRow(customerId, sizes[n], at)),
    );
  await database.close();
  return logins.map(({ cookie }) => cookie);
}

function pointRow(customerId, size, n) {
  const addressLine1 = `ul. Lipowa ${n + 1}/${n % 9}`;
  const addressLine2 = '00-001 Warszawa';
  return {
    customerId,
    id: keyOf(`point ${size} ${n}`),
    ppe: `59${String(size * 1_000_000 + n).padStart(16, '0')}`,
    ...{ addressLine1, addressLine2, addressCountry: 'PL' },
    ...{ meterNumber: String(1_000_000 + n), tariff: 'C11', distributor: 'Tauron Dystrybucja', producer: 0 },
    contractFrom: '2020-01-01',
    sortKey: naturalKey(`${addressLine1}, ${addressLine2}`),
    ...{ described: 1, recordHash: '' },
  };
}
