import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { arrows, PURE_FILES } from './test/house/arrows.mjs';

const IMPURE = 'A clock, a random source or I/O does not belong here: take it as an argument.';
/** What scripts of pages use of a browser. */
const browser = Object.fromEntries(
  ['document', 'fetch', 'history', 'DOMParser', 'FormData', 'URLSearchParams'].map((name) => [
    name,
    'readonly',
  ]),
);
const UNFINISHED = 'A test that does not run shows nothing.';

export default defineConfig(
  globalIgnores(['dist/', '.data/', 'coverage/', '**/assets/']),
  eslint.configs.recommended,
  {
    // Nobody switches a rule off in passing: exceptions stand here, with their reason.
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400 }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
    },
  },
  {
    files: ['apps/service/web/scripts/*.js'],
    languageOptions: { globals: browser },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { house: { rules: { arrows } } },
    rules: {
      'house/arrows': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // TypeScript holds this one, and knows where a case cannot fall through.
      'no-fallthrough': 'off',
      // Classes of NestJS live by their decorators.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Marked so that it stands out: for issuers on this machine, which the settings see to.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
      // NestJS and TypeORM type their options as classes and take literals.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A number in a sentence is what it looks like; an object or undefined is not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: PURE_FILES,
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          ...['console', 'crypto', 'fetch', 'performance', 'process', 'queueMicrotask'],
          ...['setImmediate', 'setInterval', 'setTimeout', 'globalThis'],
        ].map((name) => ({ name, message: IMPURE })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: IMPURE },
        { object: 'Math', property: 'random', message: IMPURE },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name=Date][arguments.length=0]', message: IMPURE },
        { selector: 'CallExpression[callee.name=Date]', message: IMPURE },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      // Bodies of HTTP answers are whatever came; what is expected of them is what is checked.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|failing)$/]',
          message: UNFINISHED,
        },
        {
          selector: 'CallExpression[callee.name=/^(fdescribe|fit|xdescribe|xit)$/]',
          message: UNFINISHED,
        },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        URL: 'readonly',
      },
    },
  },
);
