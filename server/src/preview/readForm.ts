/** Why: from what was typed in the form to an applicant; what does not fit is told with its path, and left out. */
import type { Applicant } from '../core/evaluate/values';
import type { Analysis } from '../core/workspace';
import type { Form, Values } from '../previewProtocol';

export interface ReadForm {
  /** Of everything that could be read. Facts that could not are unknown. */
  readonly applicant: Applicant;
  readonly problems: Values['problems'];
  readonly leftOver: Values['leftOver'];
}

export function readForm(_form: Form, _analysis: Analysis, _language: 'en' | 'zh'): ReadForm {
  return { applicant: { facts: new Map(), history: [] }, problems: [], leftOver: [] };
}
