// Rules for TypeScript, and what each part may import. oxlint takes seconds for the rules that need types, for which
// typescript-eslint takes a minute. eslint.config.mjs has what oxlint lacks.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SLICES = readdirSync(import.meta.dirname)
  .filter((folder) => existsSync(path.join(import.meta.dirname, folder, 'slice.json')))
  .map((folder) => folder.replace('mf-', ''));

const TESTS = ['**/*.test.ts'];
const NO_FRONT_END = { group: ['@ebok/*', '**/mf-*/**'], message: 'The gateway imports no front end.' };
const importsRefused = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const all = (severity, ...names) => Object.fromEntries(names.map((name) => [name, severity]));

/** A slice may import the public modules of the shell and the schema, but no other slice and no code of the gateway. */
function importsOf(slice) {
  const others = SLICES.filter((other) => other !== slice);
  const own = readFileSync(path.join(import.meta.dirname, `mf-${slice}/package.json`), 'utf8');
  const foreign = JSON.parse(own).dependencies.react ? 'vue' : 'react';
  return {
    files: [`mf-${slice}/src/**`],
    rules: importsRefused(
      {
        group: others.flatMap((o) => [`@ebok/${o}`, `**/mf-${o}/**`]),
        message: 'Slices never import each other: link by URL.',
      },
      {
        group: ['@ebok/gateway', '**/gateway/**'],
        message: 'Slices know the API through schema.graphql alone.',
      },
      {
        group: ['**/mf-shell/**', '@ebok/shell/src/**'],
        message: "Only the shell's public API: @ebok/shell.",
      },
      { group: [`@ebok/shell/${foreign}`], message: 'A slice has one framework.' },
    ),
  };
}

export default {
  ignorePatterns: [
    '**/dist/**',
    '**/node_modules/**',
    '**/generated.ts',
    '**/generated/**',
    'var/**',
    '**/coverage/**',
    // Templates are complete slices except for their names. A slice generated from them is linted like the others.
    'mf-shell/template/**',
    // ESLint has all of its recommended rules for JavaScript.
    '**/*.js',
    '**/*.mjs',
    '**/*.cjs',
  ],
  options: { typeAware: true, maxWarnings: 0 },
  plugins: ['typescript'],
  categories: { correctness: 'error' },
  rules: {
    // What the recommended rules of ESLint and typescript-eslint have beyond `correctness`.
    ...all(
      'error',
      'no-array-constructor',
      'no-case-declarations',
      'no-empty',
      'no-fallthrough',
      'no-prototype-builtins',
      'no-regex-spaces',
      'no-unexpected-multiline',
      'no-useless-assignment',
      'no-var',
      'prefer-const',
      'prefer-rest-params',
      'prefer-spread',
      'preserve-caught-error',
      'typescript/ban-ts-comment',
      'typescript/no-explicit-any',
      'typescript/no-misused-promises',
      'typescript/no-namespace',
      'typescript/no-require-imports',
      'typescript/no-unnecessary-type-assertion',
      'typescript/no-unnecessary-type-constraint',
      'typescript/no-unsafe-argument',
      'typescript/no-unsafe-assignment',
      'typescript/no-unsafe-call',
      'typescript/no-unsafe-enum-comparison',
      'typescript/no-unsafe-function-type',
      'typescript/no-unsafe-member-access',
      'typescript/no-unsafe-return',
      'typescript/only-throw-error',
      'typescript/prefer-promise-reject-errors',
      'typescript/restrict-plus-operands',
    ),
    // What `correctness` has beyond them and is no fault here: strings of digits are spread, and names are sorted by
    // code unit.
    ...all(
      'off',
      'typescript/no-meaningless-void-operator',
      'typescript/no-misused-spread',
      'typescript/require-array-sort-compare',
    ),
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
    // Domains add members to these interfaces by declaration merging.
    'typescript/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
  },
  overrides: [
    {
      files: ['**/*.tsx'],
      plugins: ['typescript', 'react'],
      // The recommended rules of eslint-plugin-react-hooks: `categories` does not reach plugins named here.
      rules: all(
        'error',
        'react/error-boundaries',
        'react/exhaustive-deps',
        'react/globals',
        'react/immutability',
        'react/incompatible-library',
        'react/preserve-manual-memoization',
        'react/purity',
        'react/refs',
        'react/rules-of-hooks',
        'react/set-state-in-effect',
        'react/set-state-in-render',
        'react/static-components',
        'react/unsupported-syntax',
        'react/use-memo',
      ),
    },
    {
      files: ['**/*.test.ts', '**/*.test.tsx', 'mf-*/src/**/testing*.ts', 'gateway/testing/**', 'e2e/**'],
      // Tests read answers of the API without types.
      rules: all(
        'off',
        'typescript/no-unsafe-assignment',
        'typescript/no-unsafe-member-access',
        'typescript/no-unsafe-argument',
        'typescript/no-unsafe-return',
        'typescript/no-unsafe-call',
        'typescript/unbound-method',
        'typescript/no-explicit-any',
      ),
    },
    {
      files: ['gateway/src/**', 'gateway/demo/src/**'],
      excludeFiles: TESTS,
      rules: importsRefused(NO_FRONT_END, {
        group: ['**/sandbox/**', '**/gateway/testing/**', '../**/testing/**'],
        message: 'Production code imports neither the sandbox nor test support.',
      }),
    },
    { files: ['gateway/**/*.test.ts', 'gateway/testing/**'], rules: importsRefused(NO_FRONT_END) },
    {
      files: ['gateway/sandbox/src/**'],
      excludeFiles: TESTS,
      rules: importsRefused({
        group: ['**/../src/**'],
        message:
          'The sandbox shares no code with the gateway: a bug in shared code would stay hidden, because both sides have it.',
      }),
    },
    {
      files: ['mf-shell/src/**'],
      // These files become part of slices, so they import the shell as slices do.
      excludeFiles: [
        'mf-shell/src/{react,vue}.{ts,test.ts,test.tsx}',
        'mf-shell/src/{react,vue}/**',
        'mf-shell/src/uploads/**',
        'mf-shell/src/slices/testing.ts',
      ],
      rules: importsRefused(
        {
          group: ['@ebok/*', '**/gateway/**', '**/mf-*/**'],
          message: 'The shell knows slices by name, through the import map.',
        },
        {
          group: ['react', 'react-dom', 'react-dom/*', 'vue', '@apollo/client/react'],
          message:
            'The shell and its public API are free of frameworks: src/react.ts and src/vue.ts are not.',
        },
      ),
    },
    {
      files: ['mf-shell/playground/src/**'],
      rules: importsRefused({
        group: ['@ebok/*', '**/gateway/**', '**/mf-*/**'],
        message: 'The playground knows the API by asking it, and of the shell its session.',
      }),
    },
    ...SLICES.map(importsOf),
  ],
};
