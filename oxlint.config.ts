import { defineConfig } from 'oxlint';
import { layerOverrides } from './scripts/layers.ts';

export default defineConfig({
  plugins: ['typescript', 'import', 'react', 'jsx-a11y', 'unicorn', 'promise'],
  categories: { correctness: 'error' },
  ignorePatterns: ['dist', 'reports', 'node_modules'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'typescript/no-floating-promises': ['error', { ignoreVoid: true }],
    'typescript/no-misused-promises': ['error', { checksVoidReturn: false }],
    'typescript/switch-exhaustiveness-check': 'error',
    'no-empty': ['error', { allowEmptyCatch: false }],
    'import/no-cycle': 'error',
    'typescript/unbound-method': 'off',
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'no-console': 'off',
    'react/react-in-jsx-scope': 'off',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'off',
    'unicorn/no-await-expression-member': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'jsx-a11y/no-autofocus': 'off',
    'jsx-a11y/media-has-caption': 'off',
    'jsx-a11y/prefer-tag-over-role': 'off',
    'promise/no-callback-in-promise': 'off',
  },
  overrides: [
    ...layerOverrides(),
    { files: ['client/**'], rules: { 'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }] } },
  ],
});
