/** Why: what the form's applicant gets, as a page to paste into a mail or a note. */
import type { MarkdownParams } from '../previewProtocol';
import type { Session } from '../session';

export function previewMarkdown(_session: Session, _params: MarkdownParams): string {
  return '';
}
