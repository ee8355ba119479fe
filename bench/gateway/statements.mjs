// The recorded statements as a peer runs them: prepared, on a pool as large as the gateway's.
import { createHash } from 'node:crypto';
import mysql from 'mysql2/promise';

const POOL_SIZE = 10;
const IDLE_MS = 30 * 60_000;

export function openPool(url) {
  return mysql.createPool({
    uri: url,
    connectionLimit: POOL_SIZE,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
  });
}

/** @param who session, user and customer, as far as they are known */
export async function ask(pool, { sql, parameters }, who) {
  const values = parameters.map(({ of, value }) => (of ? who[of] : value));
  return (await pool.execute(sql, values))[0];
}

/** The session, which every request looks up; null without one. */
export async function visitor(pool, plan, cookie = '') {
  const token = /(?:^|; )__Host-ebok=([^;]+)/.exec(cookie)?.[1];
  if (!token) return null;
  const sessionId = createHash('sha256').update(token).digest('base64url');
  const [row] = await ask(pool, plan, { sessionId });
  if (!row || row.accepted === null) return null;
  const now = Date.now();
  if (now >= row.endsAt.getTime() || now - row.lastSeenAt.getTime() >= IDLE_MS) return null;
  return { sessionId, userId: row.userId, customerId: row.id, role: row.role, customer: row };
}
