/** Why: the preview's state put together: only the parts that the asker does not hold already, and only what changed is made again. */
import type { FileInfo, Program } from '../core/program/program';
import { fileName } from '../core/uris';
import { type PreviewParams, type PreviewState, partNames } from '../previewProtocol';
import type { Session } from '../session';
import { followed } from './applicants';
import { awardsOf } from './awards';
import { type Previewed, spotsOf } from './context';
import { curveOf } from './curve';
import { detailsOf } from './details';
import { examplesOf } from './examples';
import { fieldsOf } from './fields';
import { filled } from './fill';
import { needsOf } from './needs';
import { type Made, type Makers, madeParts } from './parts';
import { readForm } from './readForm';
import { labelOnce, shownOf } from './shown';
import { witnessRows } from './witnesses';

export function previewState(session: Session, params: PreviewParams): PreviewState | null {
  const shown = shownOf(session, params.uri);
  if (!shown) return null;
  const { analysis, broken } = shown;
  const { language } = session;
  const fill = params.fill && filled(session, analysis, params.form, params.fill, params.curve);
  const form = fill && 'form' in fill ? fill.form : params.form;
  const read = readForm(form, analysis, language, (name) => labelOnce(session, params.uri, name));
  // Values that cannot be read count as unknown: then it is not quite the analysis' own program.
  const { program, problems, leftOver } = read;
  const { applicant, evaluation } = followed(session, params.uri, program, read.applicant);
  const previewed: Previewed = {
    session,
    language,
    analysis,
    program,
    applicant,
    evaluation,
    spotOf: spotsOf(session, analysis),
  };
  const curve = params.curve ?? { readings: [] };
  const witnesses = witnessRows(previewed);
  // The text that places are told in may be another than the one that was analysed.
  const file = [analysis, language, session.document(params.uri)?.version];
  const applied = [...file, program, applicant, evaluation];
  const makers: Makers = {
    fields: { from: file, make: () => fieldsOf(previewed) },
    values: {
      from: [...applied, JSON.stringify([problems, leftOver])],
      make: () => ({ problems, leftOver, needs: needsOf(previewed) }),
    },
    awards: { from: applied, make: () => awardsOf(previewed) },
    details: { from: [...applied, JSON.stringify(params.open)], make: () => detailsOf(previewed, params.open) },
    curve: { from: [...applied, JSON.stringify(curve)], make: () => curveOf(previewed, curve) },
    examples: { from: [...file, JSON.stringify(witnesses)], make: () => examplesOf(previewed, witnesses) },
  };
  const parts = madeParts(session, params.uri, makers);
  const { number } = policyOf(program) ?? {};
  return {
    uri: params.uri,
    language,
    title: policyOf(program)?.title ?? fileName(program.root),
    ...(number === undefined ? {} : { number }),
    ...(broken ? { broken } : {}),
    ...(fill && 'form' in fill ? { form } : {}),
    ...(fill && 'refused' in fill ? { refused: fill.refused } : {}),
    ...sent(parts, params.known),
  };
}

/** The keys of all parts, and the parts that are not known yet. */
function sent(parts: Made, known: Readonly<Record<string, string>>): Pick<PreviewState, 'keys'> & Partial<PreviewState> {
  const keys = Object.fromEntries(partNames.map((name) => [name, parts[name].key]));
  const wanted = partNames.filter((name) => known[name] !== parts[name].key);
  return { keys, ...Object.fromEntries(wanted.map((name) => [name, parts[name].part])) };
}

/** The policy that the file states. */
export function policyOf(program: Program): FileInfo['policy'] {
  return program.files.at(-1)?.policy;
}
