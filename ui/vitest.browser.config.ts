import { defineConfig } from 'vitest/config';

// Not vitest's own browser mode: the built window is served as it will be, and driven from outside.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/browser/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Each worker drives a browser of its own; more than two only wait for each other.
    maxWorkers: 2,
  },
});
