/** Why: the file that the extension starts as the language server's web worker. */
import { startServer } from './browser';

startServer(globalThis as unknown as Parameters<typeof startServer>[0]);
