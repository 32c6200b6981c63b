/** Why: which unknown facts are worth asking for first: those on which most hangs. */
import type { Values } from '../previewProtocol';
import type { Previewed } from './context';

export function needsOf(_previewed: Previewed): Values['needs'] {
  return [];
}
