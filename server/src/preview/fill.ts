/** Why: an example, a witness or a place on the curve becomes values of the form, written as an author would write them. */
import type { Analysis } from '../core/workspace';
import type { Fill, Form } from '../previewProtocol';
import type { Session } from '../session';

/** The form with it; or why that cannot be. */
export function filled(
  _session: Session,
  _analysis: Analysis,
  form: Form,
  _fill: Fill,
): { readonly form: Form } | { readonly refused: string } {
  return { form };
}
