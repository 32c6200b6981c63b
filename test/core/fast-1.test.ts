/** The first half million of the comparison in support/engines.ts. */
import { compareEngines } from '../support/engines';

compareEngines(1);
