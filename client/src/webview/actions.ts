/** Why: what the panel's buttons and the editor's commands set going alike. */
import { post } from './host';
import type { Store } from './store';

export function exportPicture(_store: Store): void {
  post({ kind: 'trouble', message: 'pictures cannot be made yet' });
}
