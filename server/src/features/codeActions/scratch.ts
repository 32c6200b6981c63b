/** Why: what would be the case if a text were another one, found out beside the session, which learns nothing of it. */
import { Workspace } from '../../core/workspace';
import type { Session } from '../../session';

/** A workspace that sees every file as the session does; what is set in it stays in it. */
export function scratchOf(session: Session): Workspace {
  const scratch = new Workspace({ read: (uri) => session.host.read(uri), rootOf: (uri) => session.files.rootOf(uri) });
  for (const document of session.openDocuments) scratch.setText(document.uri, document.getText());
  return scratch;
}
