/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'jsdom',
  roots: ['<rootDir>/src', '<rootDir>/build'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  moduleNameMapper: {
    '\\.css$': '<rootDir>/src/styles/none.cjs',
    '^@ebok/shell(/fake)?$': '<rootDir>/src/fake.ts',
  },
  // Lit ships as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(lit|lit-html|lit-element|@lit)/)'],
  transform: {
    '^.+\\.m?[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
  },
};
