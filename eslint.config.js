import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

/** The folders of src, innermost first: each may import only itself and the ones before it. */
const order = [
  'domain',
  'geo',
  'formats',
  'pack',
  'analysis',
  'worker',
  'layers',
  'map',
  'state',
  'ui',
];

const browserOnly = ['svelte', 'svelte/*', 'maplibre-gl'];
const pure = ['domain', 'geo', 'formats', 'pack', 'analysis', 'cli'];

/** Nothing imports the command line, and it imports what runs without a browser only. */
const outside = { cli: ['worker', 'layers', 'map', 'state', 'ui'] };

const boundaries = [...order, 'cli'].map((folder) => ({
  files: [`src/${folder}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: (outside[folder] ?? [...order.slice(order.indexOf(folder) + 1), 'cli']).flatMap(
              (outer) => [`**/${outer}`, `**/${outer}/**`],
            ),
            message: `src/${folder} may not reach outwards.`,
          },
          ...(pure.includes(folder)
            ? [{ group: browserOnly, message: `src/${folder} runs in the worker and in node.` }]
            : []),
        ].filter(({ group }) => group.length),
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['dist', 'static/packs', 'tests/results'] },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.worker, ...globals.node },
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    // The linter does not know the types of a component's properties inside a template and takes them for any;
    // svelte-check knows them and runs beside it.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
    },
  },
  { files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] },
  boundaries,
);
