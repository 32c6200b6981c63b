/** Why: nearly everything in the panel leads to its line in the policy. */
import type { Spot } from '../../../server/src/previewProtocol';
import { post } from './host';

/** Goes to where something stands in the policy. */
export function goTo(spot: Spot): void {
  post({ kind: 'goTo', spot });
}
