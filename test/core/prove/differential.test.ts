/** The comparison in support/oracle/differential.ts. */
import { compareProver } from '../../support/oracle/differential';

compareProver([1, 2, 3], 700);
