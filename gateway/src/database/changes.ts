import type { EntityManager } from 'typeorm';

/**
 * Runs an UPDATE, INSERT or DELETE.
 * @returns how many rows it matched, unchanged ones included, on both databases; guarded updates depend on it
 */
export async function changedRows(
  manager: EntityManager,
  sql: string,
  parameters: readonly unknown[],
): Promise<number> {
  const result = await manager.queryRunner!.query(sql, [...parameters], true);
  return result.affected ?? 0;
}
