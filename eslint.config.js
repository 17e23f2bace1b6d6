import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const NODE_GLOBALS = ['process', 'console', 'Buffer', 'URL', 'setTimeout', 'clearTimeout']
const COMMONJS_GLOBALS = ['require', 'module', 'exports', '__dirname', '__filename']

const readonly = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']))

// The law of docs/adr/0009-the-law-as-lint-rules.md: which rooms of src/ a room may import.
const BELOW = ['core', 'http', 'oauth', 'genesys', 'lease']
const FEATURES = ['sharing', 'agent', 'gateway', 'doctor', 'rotation']
const ROOMS = {
  core: [],
  http: ['core'],
  oauth: ['core', 'http'],
  genesys: ['core', 'http'],
  lease: ['core', 'http', 'oauth', 'genesys'],
  ...Object.fromEntries(FEATURES.map((feature) => [feature, BELOW])),
  settings: BELOW,
  programs: [...BELOW, ...FEATURES, 'settings'],
}

/** Paths that climb out of `room` to anything but the rooms that it may import. */
const elsewhere = (room, allowed) => ({
  regex: `^(?=[./]*\\.\\.)[./]*/(?!(?:${allowed.join('|')})/)[\\w-]+/`,
  message: `${room} may import ${allowed.join(', ') || 'no other room'}.`,
  allowTypeImports: false,
})

const lawOf = ([room, allowed]) => ({
  files: [`src/${room}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          elsewhere(room, room === 'settings' ? [...allowed, ...FEATURES] : allowed),
          ...(room === 'settings'
            ? [{ regex: `/(?:${FEATURES.join('|')})/`, message: 'Only types.', allowTypeImports: true }]
            : []),
          { regex: '^node:(?!crypto$|util$)', message: 'Input and output belong to adapters.' },
          { regex: '^(?!node:|\\.)', message: 'Packages belong to adapters.' },
        ],
      },
    ],
    'no-restricted-globals': [
      'error',
      ...['process', 'console', 'fetch', 'performance', 'globalThis'],
      ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Time comes in as a Clock.' },
      { object: 'Math', property: 'random', message: 'Chance comes in as a function.' },
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector: 'ImportExpression[source.value!=/^\\.\\u002F/]',
        message: 'Only entries load other rooms lazily.',
      },
      { selector: 'Program > [type=/Statement$/]', message: 'Nothing runs at import.' },
      {
        selector: ':matches(NewExpression[arguments.length=0], CallExpression)[callee.name="Date"]',
        message: 'Time comes in as a Clock.',
      },
    ],
  },
})

export default defineConfig(
  globalIgnores(['dist/', 'build/', 'coverage/', 'reports/', '.stryker-tmp/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { files: ['**/*.ts'], extends: [tseslint.configs.strict] },
  {
    // Rules that need types cost four fifths of the time: they watch what ships, and the tests that run it are watched by tsc.
    files: ['src/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  ...Object.entries(ROOMS).map(lawOf),
  {
    files: ['src/adapters/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Program > [type=/Statement$/]', message: 'Nothing runs at import.' },
        {
          selector: '[source.value=/\\u002Fentries\\u002F/]',
          message: 'Adapters are joined by entries, and do not know them.',
        },
      ],
    },
  },
  {
    // The demo is a guest of the simulator: nothing there may know of it.
    files: ['simulator/**/*.ts'],
    ignores: ['simulator/demo/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '/demo/' }] }] },
  },
  { files: ['**/*.js', '**/*.mjs'], languageOptions: { globals: readonly(NODE_GLOBALS) } },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: readonly([...NODE_GLOBALS, ...COMMONJS_GLOBALS]) },
  },
)
