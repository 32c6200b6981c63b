/** The first part of the comparison in support/oracle/differential.ts. */
import { compareProver } from '../../support/oracle/differential';

compareProver(1, 1300);
