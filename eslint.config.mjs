/** The rules of the house: type-aware linting, and the walls between the rooms as import rules (architecture.md, decision 14). */
import tseslint from 'typescript-eslint';
import { importX, createNodeResolver } from 'eslint-plugin-import-x';

/** `target` may not import `from`; `except` are files inside `from` that it may. */
const wall = (target, from, message, except = []) => ({ target, from, except, message });

const walls = [
  wall('./typings', './', 'typings/ holds types only and imports nothing outside itself', ['./typings']),
  wall('./miniprogram/shared', './', 'shared/ is pure and imports nothing outside itself', [
    './miniprogram/shared',
  ]),
  wall('./miniprogram', './cloudfunctions', 'the phone reaches the cloud through services/call only'),
  wall('./miniprogram', './devtools', 'production code knows nothing of devtools/'),
  wall('./cloudfunctions', './devtools', 'production code knows nothing of devtools/'),
  wall('./cloudfunctions', './miniprogram', 'only miniprogram/shared runs on both sides', ['./shared']),
  wall('./cloudfunctions/engine', './cloudfunctions', 'the engine is pure', ['./engine']),
  wall('./cloudfunctions/platform', './cloudfunctions', 'platform/ is below the features', ['./platform']),
  wall('./cloudfunctions/config', './cloudfunctions', 'config/ is data and its schema', ['./config']),
  wall('./cloudfunctions/features', './cloudfunctions/api', 'features do not know their doorway'),
  wall('./cloudfunctions/features', './cloudfunctions/jobs', 'features do not know their doorway'),
  wall('./devtools', './cloudfunctions', 'devtools/ runs the built bundles and never imports the product'),
  wall('./devtools', './miniprogram', 'devtools/ compiles the mini-program as data and never imports it'),
];

const sdks = [
  { name: 'wx-server-sdk', message: 'Only platform/sdk.ts talks to the SDK.' },
  { name: '@cloudbase/node-sdk', message: 'Only platform/sdk.ts talks to the SDK.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', '.data/', 'miniprogram/miniprogram_npm/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs', '.js', '.json'] })],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: walls }],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword', message: 'No `as unknown as`.' },
      ],
      'no-console': 'error',
    },
  },
  {
    // Scripts and configuration run before any package is typed; `tsc` checks their JSDoc types where a program holds them.
    files: ['**/*.mjs'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: { 'no-console': 'error', eqeqeq: 'error', 'prefer-const': 'error' },
  },
  {
    files: ['cloudfunctions/**/*.ts'],
    ignores: ['cloudfunctions/platform/sdk.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: sdks }] },
  },
  {
    // A feature reaches another feature through its public commands; only a feature itself knows its collection.
    files: ['cloudfunctions/features/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: sdks,
          patterns: [
            { group: ['../*/store', '../*/store.ts'], message: 'Features do not import each other’s store.' },
          ],
        },
      ],
    },
  },
  {
    files: ['cloudfunctions/engine/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'require'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The engine is given its time.' },
        { object: 'Math', property: 'random', message: 'The engine is pure.' },
      ],
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['scripts/**/*.ts', 'devtools/main.ts', 'cloudfunctions/platform/log.ts'],
    rules: { 'no-console': 'off' },
  },
);
