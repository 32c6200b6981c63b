/** Why: every example of the file with what it gets and expects, failures first, and the witnesses of what was proved. */
import type { Examples } from '../previewProtocol';
import type { Previewed } from './context';

export function examplesOf(_previewed: Pick<Previewed, 'session' | 'analysis' | 'language' | 'spotOf'>): Examples {
  return { examples: [], failed: 0, passed: 0, witnesses: [] };
}
