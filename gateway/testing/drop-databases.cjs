// Drops the MySQL databases of this run, and those of killed runs after a day.
const mysql = require('mysql2/promise');

const DAY_MS = 24 * 3_600_000;

module.exports = async () => {
  if (process.env.TEST_ENGINES === 'sqlite') return;
  const admin = await mysql.createConnection(process.env.TEST_DATABASE_URL).catch(() => null);
  // A run of other tests needs no server.
  if (!admin) return;
  const [databases] = await admin.query(
    "SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'ebok\\_test\\_%'",
  );
  for (const { name } of databases)
    if (name.startsWith(`${process.env.EBOK_TEST_DATABASES}_`) || isLeftOver(name))
      // Another run may end at the same moment.
      await admin.query(`DROP DATABASE IF EXISTS ${name}`);
  await admin.end();
};

/** The fourth part of a name is the time at which it was made. */
function isLeftOver(name) {
  return Number.parseInt(name.split('_')[3], 36) < Date.now() - DAY_MS;
}
