/** Why: whatever tests leave in the machine's temporary folder, and whatever they start that leaves something there, goes with them. */
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { globalSetup: ['test/support/temporary.ts'] } });
