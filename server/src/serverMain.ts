/** Why: the file that the extension starts as the language server's process. */
import { startServer } from './node';

startServer();
