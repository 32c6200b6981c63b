/** Why: what the preview shows of an example of a policy, asked of a session in this process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '../../server/src/core/evaluate/index';
import type { Applicant } from '../../server/src/core/evaluate/values';
import { type Previewed, spotsOf } from '../../server/src/preview/context';
import { opened, type Shown } from './shown';

/** Of the example of this title, else of the first; or of an applicant that is given. */
export function previewed(text: string, title?: string | Applicant, options: Shown = {}): Previewed {
  const { session, uri } = opened(text, options);
  const analysis = session.at(uri)?.analysis;
  if (!analysis) throw new Error('not open');
  const { program } = analysis;
  const found = title === undefined ? analysis.examples[0] : analysis.examples.find(({ example }) => example.title === title);
  const applicant = typeof title === 'object' ? title : found?.applicant;
  if (!applicant) throw new Error(`no example ${String(title)}`);
  return {
    session,
    language: session.language,
    analysis,
    program,
    applicant,
    evaluation: evaluate(program, applicant, { keep: true }),
    spotOf: spotsOf(session, analysis),
  };
}

const samples = join(import.meta.dirname, '..', '..', 'samples');

/** A file of the samples as text, with the files beside it as `files`. */
export function sample(folder: string, name: string, beside: readonly string[] = []): { text: string; files: Record<string, string> } {
  const read = (one: string): string => readFileSync(join(samples, folder, one), 'utf8');
  return { text: read(name), files: Object.fromEntries(beside.map((one) => [encodeURIComponent(one), read(one)])) };
}
