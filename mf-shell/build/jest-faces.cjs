// The shell in tests of slices: its fake, and the shared code of their framework.
const { join } = require('node:path');

const SHELL = join(__dirname, '../src');

exports.faces = (framework) => ({
  '^@ebok/shell(/fake)?$': join(SHELL, 'fake.ts'),
  [`^@ebok/shell/${framework}$`]: join(SHELL, `${framework}.ts`),
  '^@ebok/shell/testing$': join(SHELL, 'slices/testing.ts'),
  '\\.css$': join(SHELL, 'styles/none.cjs'),
});
