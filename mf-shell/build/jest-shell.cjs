// Module mapping for tests of slices: the fake of the shell, and the shared code of their framework.
const { join } = require('node:path');

const SHELL = join(__dirname, '../src');

exports.shellModules = (framework) => ({
  '^@ebok/shell(/fake)?$': join(SHELL, 'fake.ts'),
  [`^@ebok/shell/${framework}$`]: join(SHELL, `${framework}.ts`),
  '^@ebok/shell/uploads$': join(SHELL, 'uploads.ts'),
  '^@ebok/shell/testing$': join(SHELL, 'slices/testing.ts'),
  '\\.css$': join(SHELL, 'styles/none.cjs'),
});
