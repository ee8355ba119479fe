// Longer timeouts, so that a slow machine fails no test.
const dom = require.resolve('@testing-library/dom', { paths: [process.cwd()] });
require(dom).configure({ asyncUtilTimeout: 20_000 });
