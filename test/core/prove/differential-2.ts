/** The second part of the comparison in support/oracle/differential.ts. */
import { compareProver } from '../../support/oracle/differential';

compareProver(2, 1300);
