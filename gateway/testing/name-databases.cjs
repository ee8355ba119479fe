// Names the MySQL databases that the tests of a run use one after the other: see database.ts.
module.exports = () => {
  process.env.EBOK_TEST_DATABASES = `ebok_test_${process.pid}_${Date.now().toString(36)}`;
};
