/** Why: how one clause's outcome came about: conditions with their reasons, steps, item by item, and where the document says it. */
import type { Details, PreviewParams } from '../previewProtocol';
import type { Previewed } from './context';

export function detailsOf(_previewed: Previewed, _open: PreviewParams['open']): Details {
  return { clauses: [] };
}
