import { Database, type OpenOptions } from '../database/database';
import { ENTITIES } from './entities';

/** Opens the database of DATABASE_URL with every table that the portal has. */
export function openDatabase(url: string, options?: OpenOptions): Promise<Database> {
  return Database.open(url, ENTITIES, options);
}
