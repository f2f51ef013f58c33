import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { launchOptions } from './tests/browser.js';

export default defineConfig({
  base: './',
  plugins: [svelte()],
  publicDir: 'static',
  worker: { format: 'es' },
  // The licences of everything that is bundled travel with it.
  build: {
    license: { fileName: 'licences.md' },
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        // The map library has a file of its own: it changes seldom, and its work can be told from ours.
        // What else the first map needs is one file: many small ones compress worse and name one another.
        codeSplitting: {
          groups: [
            { name: 'maplibre', test: /maplibre-gl.*\.mjs$/, priority: 1 },
            { name: 'first', tags: ['$initial'] },
          ],
        },
      },
    },
  },
  optimizeDeps: {
    include: [
      'maplibre-gl',
      'valibot',
      'geotiff',
      'papaparse',
      'idb',
      'clipper2-ts',
      'pinyin-pro',
      'gcoord',
      'highs',
      'terra-draw',
      'terra-draw-maplibre-gl-adapter',
      'fflate',
      'write-excel-file/universal',
      'sql.js',
      'topojson-client',
      'proj4',
      'pmtiles',
      'saxes',
    ],
  },
  test: {
    expect: { requireAssertions: true },
    // The palette reads its colours from this file; vitest would hand out an empty one.
    css: { include: [/tokens\.css/] },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          testTimeout: 30000,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts', 'tests/e2e/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          testTimeout: 30000,
          include: ['tests/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          testTimeout: 120000,
          hookTimeout: 120000,
          // A machine under load can miss a deadline once; what fails twice is broken.
          retry: 1,
          fileParallelism: false,
          globalSetup: ['tests/e2e/server.ts'],
          include: ['tests/e2e/**/*.test.ts'],
        },
      },
    ],
  },
});
