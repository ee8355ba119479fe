import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import vue from 'eslint-plugin-vue';
import globals from 'globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import tseslint from 'typescript-eslint';
import vueParser from 'vue-eslint-parser';

const SLICES = readdirSync(import.meta.dirname)
  .filter((folder) => existsSync(path.join(import.meta.dirname, folder, 'slice.json')))
  .map((folder) => folder.replace('mf-', ''));

/** A slice may import the public modules of the shell and the schema, but no other slice and no code of the gateway. */
function importsOf(slice) {
  const others = SLICES.filter((other) => other !== slice);
  const own = readFileSync(path.join(import.meta.dirname, `mf-${slice}/package.json`), 'utf8');
  const foreign = JSON.parse(own).dependencies.react ? 'vue' : 'react';
  return {
    files: [`mf-${slice}/src/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
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
          ],
        },
      ],
    },
  };
}

const TESTS = ['**/*.test.ts'];
const NO_FRONT_END = { group: ['@ebok/*', '**/mf-*/**'], message: 'The gateway imports no front end.' };
const importsRefused = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/generated.ts',
      '**/generated/**',
      'var/**',
      '**/coverage/**',
      // Templates are complete slices except for their names. A slice generated from them is linted like the others.
      'mf-shell/template/**',
    ],
  },
  js.configs.recommended,
  { languageOptions: { globals: { ...globals.node } } },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.vue'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A method of an asynchronous interface is async even where it awaits nothing.
      '@typescript-eslint/require-await': 'off',
      // Domains add members to these interfaces by declaration merging.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'always' }],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'mf-*/src/**/testing*.ts', 'gateway/testing/**', 'e2e/**'],
    rules: {
      // Tests read answers of the API without types.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
    },
  },
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['**/*.vue'] })),
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    // Prettier formats templates.
    rules: {
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
    },
  },
  {
    files: ['**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['mf-*/src/**', 'mf-shell/playground/src/**', 'mf-*/*.ts', 'e2e/**'],
    languageOptions: { globals: { ...globals.browser } },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
  {
    files: ['gateway/src/**', 'gateway/demo/src/**'],
    ignores: TESTS,
    rules: importsRefused(NO_FRONT_END, {
      group: ['**/sandbox/**', '**/gateway/testing/**', '../**/testing/**'],
      message: 'Production code imports neither the sandbox nor test support.',
    }),
  },
  { files: ['gateway/**/*.test.ts', 'gateway/testing/**'], rules: importsRefused(NO_FRONT_END) },
  {
    files: ['gateway/sandbox/src/**'],
    ignores: TESTS,
    rules: importsRefused({
      group: ['**/../src/**'],
      message:
        'The sandbox shares no code with the gateway: a bug in shared code would stay hidden, because both sides have it.',
    }),
  },
  {
    files: ['mf-shell/src/**'],
    // These files become part of slices, so they import the shell as slices do.
    ignores: [
      'mf-shell/src/{react,vue}.{ts,test.ts,test.tsx}',
      'mf-shell/src/{react,vue}/**',
      'mf-shell/src/slices/testing.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@ebok/*', '**/gateway/**', '**/mf-*/**'],
              message: 'The shell knows slices by name, through the import map.',
            },
            {
              group: ['react', 'react-dom', 'react-dom/*', 'vue', '@apollo/client/react'],
              message:
                'The shell and its public API are free of frameworks: src/react.ts and src/vue.ts are not.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['mf-shell/playground/src/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['@ebok/*', '**/gateway/**', '**/mf-*/**'],
              message: 'The playground knows the API by asking it, and of the shell its session.',
            },
          ],
        },
      ],
    },
  },
  ...SLICES.map(importsOf),
);
