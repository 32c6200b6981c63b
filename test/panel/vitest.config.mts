/** Why: the panel's tests need Chromium, which `npm run test:panel` installs; `npm test` needs nothing but Node. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/panel/**/*.browser.ts'], fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 },
});
