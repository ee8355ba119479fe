import type { EntityManager } from 'typeorm';

/**
 * Runs an UPDATE, INSERT or DELETE. @returns how many rows it met: what a guarded update is decided by. (Rows that were already as they should be count
 * too, on both databases.)
 */
export async function changedRows(
  manager: EntityManager,
  sql: string,
  parameters: readonly unknown[],
): Promise<number> {
  const result = await manager.queryRunner!.query(sql, [...parameters], true);
  return result.affected ?? 0;
}
