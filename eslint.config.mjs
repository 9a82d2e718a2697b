import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { architecturePlugin } from './tools/build/importRules.mjs';

/** What makes a test pass or fail by chance or by the speed of the machine. */
const whatFlakes = [
  {
    selector: "CallExpression[callee.object.type='ThisExpression'][callee.property.name='timeout']",
    message: 'Time limits are in test/support/timeLimits.ts.',
  },
  {
    selector: "CallExpression[callee.property.name='waitForTimeout']",
    message: 'Wait for what has to be there, not for a time.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Draw from a seeded generator: a failure must be repeatable.',
  },
];

const whatNeverEnds = {
  selector: 'CallExpression[callee.name=/^mkdir/] Property[key.name="recursive"]',
  message: 'It never ends in /proc; make folders with common/makeFolder.',
};

export default tseslint.config(
  { ignores: ['dist', 'out', 'artifacts', '.vscode-test', 'node_modules'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json', './webview/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', whatNeverEnds] } },
  { files: ['test/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['test/{unit,ui,integration}/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...whatFlakes] } },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['src/**/*.{ts,tsx,mjs}', 'webview/**/*.{ts,tsx}'],
    plugins: { architecture: architecturePlugin },
    rules: { 'architecture/imports': 'error' },
  },
);
