import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Loads a module of a built gateway, from a build before or after the module was moved.
 * @param {string} dist the built gateway: `…/gateway/dist`
 * @param {string[]} places the module's paths in these builds, the newest first, without `.js`
 */
export function partOf(dist, ...places) {
  const files = places.map((place) => path.join(dist, `${place}.js`));
  return require(files.find((file) => existsSync(file)) ?? files[0]);
}

/** Opens a database with the tables of a built gateway. */
export function openDatabase(dist, url) {
  const { openDatabase: open, Database } = partOf(dist, 'app/open-database', 'database/database');
  return open ? open(url) : Database.open(url);
}
