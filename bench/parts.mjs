import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/**
 * A module of a built gateway, for builds of before and after it was moved.
 * @param {string} dist the built gateway: `…/gateway/dist`
 * @param {string[]} places where builds have it, the newest first, without `.js`
 */
export function partOf(dist, ...places) {
  const files = places.map((place) => path.join(dist, `${place}.js`));
  return require(files.find((file) => existsSync(file)) ?? files[0]);
}

/** Opens a database with a built gateway's own tables. */
export function openDatabase(dist, url) {
  const { openDatabase: open, Database } = partOf(dist, 'app/open-database', 'database/database');
  return open ? open(url) : Database.open(url);
}
