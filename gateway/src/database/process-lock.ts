import Sqlite from 'better-sqlite3';

/** Held for as long as the process lives: a lock nobody refers to would be collected, and with it given back. */
const held = new Set<Sqlite.Database>();

/**
 * A lock that ends with its process, however it ends: the operating system's own lock on a small file beside the database.
 * @returns how to give it back, or null when another process holds it
 */
export function takeProcessLock(file: string): (() => void) | null {
  const lock = new Sqlite(file, { timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
    held.add(lock);
    return () => {
      held.delete(lock);
      lock.close();
    };
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}
