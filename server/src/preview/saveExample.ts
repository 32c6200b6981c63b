/** Why: the form becomes an example of the file, with expectations of what was computed. */
import type { Saved, SaveParams } from '../previewProtocol';
import type { Session } from '../session';

export function savedExample(_session: Session, _params: SaveParams): Saved {
  return { refused: '' };
}
