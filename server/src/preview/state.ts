/** Why: the preview's state put together: only the parts that the asker does not hold already. */
import { evaluate } from '../core/evaluate/index';
import type { FileInfo, Place, Program } from '../core/program/program';
import type { PartName, PreviewParams, PreviewState } from '../previewProtocol';
import type { Session } from '../session';
import { awardsOf } from './awards';
import { type Previewed, spotIn } from './context';
import { curveOf } from './curve';
import { detailsOf } from './details';
import { examplesOf } from './examples';
import { fieldsOf } from './fields';
import { filled } from './fill';
import { needsOf } from './needs';
import { readForm } from './readForm';
import { labelOnce, shownOf } from './shown';

export function previewState(session: Session, params: PreviewParams): PreviewState | null {
  const shown = shownOf(session, params.uri);
  if (!shown) return null;
  const { analysis, broken } = shown;
  const { language } = session;
  const fill = params.fill && filled(session, analysis, params.form, params.fill);
  const form = fill && 'form' in fill ? fill.form : params.form;
  // Values that cannot be read count as unknown: then it is not quite the analysis' own program.
  const { applicant, program, problems, leftOver } = readForm(form, analysis, language, (name) => labelOnce(session, params.uri, name));
  const previewed: Previewed = {
    session,
    language,
    analysis,
    program,
    applicant,
    evaluation: evaluate(program, applicant),
    spotOf: (place: Place) => spotIn(session, analysis, place),
  };
  const make: Record<PartName, () => unknown> = {
    fields: () => fieldsOf(previewed),
    values: () => ({ problems, leftOver, needs: needsOf(previewed) }),
    awards: () => awardsOf(previewed),
    details: () => detailsOf(previewed, params.open),
    curve: () => curveOf(previewed, params.curve ?? { readings: [] }),
    examples: () => examplesOf(previewed),
  };
  const keys: Record<string, string> = {};
  const parts: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(make)) {
    const part = one();
    const key = hash(JSON.stringify(part));
    keys[name] = key;
    if (params.known[name] !== key) parts[name] = part;
  }
  return {
    uri: params.uri,
    language,
    title: policyOf(program)?.title ?? program.root.slice(program.root.lastIndexOf('/') + 1),
    ...(policyOf(program)?.number === undefined ? {} : { number: policyOf(program)?.number }),
    ...(broken ? { broken } : {}),
    ...(fill && 'form' in fill ? { form } : {}),
    ...(fill && 'refused' in fill ? { refused: fill.refused } : {}),
    keys,
    ...parts,
  } as PreviewState;
}

/** FNV-1a, twice with different beginnings: equal contents have equal keys; it tells apart, it does not protect. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}${text.length.toString(36)}`;
}

/** The policy that the file states. */
function policyOf(program: Program): FileInfo['policy'] {
  return program.files.at(-1)?.policy;
}
