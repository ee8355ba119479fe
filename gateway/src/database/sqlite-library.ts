import type Sqlite from 'better-sqlite3';
import { createRequire } from 'node:module';

/** The first version of Node-API for which better-sqlite3 13 is built: that of Node 22. */
const NODE_API = 10;

/**
 * Version 13 carries its binaries and runs from Node 22 on. Version 12, for Node 20, aborts the process on Node 24.19
 * and newer when a statement is collected.
 */
export const SQLITE_LIBRARY =
  Number(process.versions.napi) >= NODE_API ? 'better-sqlite3-13' : 'better-sqlite3';

/** A connection to an SQLite file, by the library for this Node. */
export const SqliteDatabase = createRequire(__filename)(SQLITE_LIBRARY) as typeof Sqlite;
