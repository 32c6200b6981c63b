/** Why: the preview's messages. */
import { fromPanel, kept, toPanel } from '../../../server/src/previewProtocol';
import { hostOf } from './messages';

export const { post, listen, restored, keep } = hostOf({ from: fromPanel, to: toPanel, kept });
