/** Why: applicants for whom something that was proved happens can be put into the form as examples can. */
import type { Examples } from '../previewProtocol';
import type { Previewed } from './context';

/** Of the findings that are known now; those of the prover come later than the rest. */
export function witnessRows(_previewed: Pick<Previewed, 'session' | 'analysis' | 'language' | 'spotOf'>): Examples['witnesses'] {
  return [];
}
