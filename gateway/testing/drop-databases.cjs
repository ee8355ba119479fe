// Drops the MySQL databases of this run.
const mysql = require('mysql2/promise');

module.exports = async () => {
  if (process.env.TEST_ENGINES === 'sqlite') return;
  const admin = await mysql
    .createConnection(process.env.TEST_DATABASE_URL || 'mysql://root@127.0.0.1:3306/test')
    .catch(() => null);
  // A run of other tests needs no server.
  if (!admin) return;
  const prefix = process.env.EBOK_TEST_DATABASES.replaceAll('_', '\\_');
  const [databases] = await admin.query(
    'SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE ?',
    [`${prefix}\\_%`],
  );
  for (const { name } of databases) await admin.query(`DROP DATABASE ${name}`);
  await admin.end();
};
