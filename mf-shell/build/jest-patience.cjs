// Longer timeouts: a busy machine is slow, which is no failure.
const dom = require.resolve('@testing-library/dom', { paths: [process.cwd()] });
require(dom).configure({ asyncUtilTimeout: 5_000 });
