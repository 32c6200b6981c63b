/** Why: while a policy cannot be read as it stands, its last state that could is shown, and it is said that it is. */
import type { Analysis } from '../core/workspace';
import type { PreviewState } from '../previewProtocol';
import type { Session } from '../session';

export interface Shown {
  readonly analysis: Analysis;
  readonly broken?: NonNullable<PreviewState['broken']>;
}

/** What is shown of a file now; undefined where it cannot be read at all and never could. */
export function shownOf(session: Session, uri: string): Shown | undefined {
  const file = session.at(uri);
  return file ? { analysis: file.analysis } : undefined;
}
