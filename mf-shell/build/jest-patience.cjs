// A test may have to wait long on a busy machine: slow is no failure.
const dom = require.resolve('@testing-library/dom', { paths: [process.cwd()] });
require(dom).configure({ asyncUtilTimeout: 5_000 });
