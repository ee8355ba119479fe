// Says where the tests' MySQL is, and names the databases that they use one after the other: see database.ts.
module.exports = () => {
  process.env.TEST_DATABASE_URL ||= 'mysql://root@127.0.0.1:3306/test';
  process.env.EBOK_TEST_DATABASES = `ebok_test_${process.pid}_${Date.now().toString(36)}`;
};
