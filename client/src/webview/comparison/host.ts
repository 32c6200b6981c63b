/** Why: the comparison's messages. */
import { fromComparison, keptComparison, toComparison } from '../../../../server/src/differenceProtocol';
import { hostOf } from '../messages';

export const { post, listen, restored, keep } = hostOf({ from: fromComparison, to: toComparison, kept: keptComparison });
