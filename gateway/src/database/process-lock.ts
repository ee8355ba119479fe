import type Sqlite from 'better-sqlite3';
import { SqliteDatabase } from './sqlite-library';

/** Referenced for as long as the process lives: garbage collection would release the lock. */
const held = new Set<Sqlite.Database>();

/**
 * A lock that ends with its process in any case: the operating system's lock on a small file beside the
 * database.
 * @returns a function that releases it, or null when another process holds it
 */
export function takeProcessLock(file: string): (() => void) | null {
  const lock = new SqliteDatabase(file, { timeout: 0 });
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
