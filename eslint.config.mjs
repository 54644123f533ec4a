import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['static/vendor/**', 'static/joined/**'] },
  js.configs.recommended,
  {
    files: ['static/**/*.js'],
    languageOptions: { sourceType: 'script', ecmaVersion: 2022, globals: { ...globals.browser, L: 'readonly' } },
    rules: {
      eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-eval': 'error', 'no-implied-eval': 'error', 'no-shadow': ['error', { allow: ['side'] }],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }], strict: ['error', 'function'], 'no-console': 'error', complexity: ['error', 14],
      // What a person typed is never markup: no way to write HTML is used but to read it.
      'no-restricted-properties': ['error', { property: 'outerHTML' }, { property: 'insertAdjacentHTML' }, { property: 'write', object: 'document' }],
      'no-restricted-syntax': ['error', { selector: "AssignmentExpression[left.property.name='innerHTML']", message: 'Write words with textContent.' }],
    },
  },
  {
    files: ['indicators/present/reports/templates/*.js'],
    languageOptions: { sourceType: 'script', ecmaVersion: 2022, globals: globals.browser },
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'no-eval': 'error', 'no-console': 'error' },
  },
  { files: ['static/*.js'], rules: { strict: 'off' } },
  { files: ['tests/scripts/**'], languageOptions: { sourceType: 'module', globals: globals.node } },
];
