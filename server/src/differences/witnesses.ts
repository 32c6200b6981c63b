/** Why: everybody whom a comparison shows has a name, by which the panel says whom it means: for an example, for the preview. */
import type { AdmissionRow as Admission, Extent, Judgement, Witness } from '../core/compare/index';
import { fingerprint } from '../folderFindings';
import type { Session } from '../session';
import type { Known } from './differences';
import { say } from './words';

export interface Shown {
  readonly id: string;
  /** Of its row. */
  readonly row: string;
  readonly role: Role;
  readonly witness: Witness;
  /** What the row is about, as a person calls it; undefined of the total and of admission. */
  readonly title: string | undefined;
}

export type Role =
  | 'more'
  | 'most-more'
  | 'much-more'
  | 'less'
  | 'most-less'
  | 'much-less'
  | 'eligible'
  | 'not-eligible'
  | 'other'
  | 'only-before'
  | 'only-now';

/** In the order of the rows. */
export function* shownIn({ base, difference }: Known): Generator<Shown> {
  const make = (row: string, title: string | undefined, role: Role, witness: Witness): Shown => ({
    id: `difference-${fingerprint(JSON.stringify([base.key, row, role, witness.facts, witness.difference?.toString()]))}`,
    row,
    role,
    witness,
    title,
  });
  function* of(row: string, title: string | undefined, j: Judgement): Generator<Shown> {
    for (const [role, witness] of rolesOf(j)) yield make(row, title, role, witness);
  }
  yield* of('total', undefined, difference.total);
  for (const one of [...difference.clauses, ...difference.groups, ...difference.limits])
    yield* of(rowId(one.kind, one.name), one.title.b ?? one.title.a ?? one.name.b ?? one.name.a, one);
  const admitted = (role: Role, { witness }: Admission): Shown[] => (witness ? [make('admission', undefined, role, witness)] : []);
  yield* admitted('only-before', difference.admission.onlyA);
  yield* admitted('only-now', difference.admission.onlyB);
}

/** The same in every answer: a row of a clause that is gone is named by the name it had. */
export function rowId(kind: string, name: { readonly a?: string; readonly b?: string }): string {
  return name.b === undefined ? `${kind} -${name.a ?? ''}` : `${kind} ${name.b}`;
}

function rolesOf(j: Judgement): (readonly [Role, Witness])[] {
  const found: (readonly [Role, Witness])[] = [];
  const extent = (of: Extent | undefined, some: Role, much: Role, largest: Role): void => {
    if (!of) return;
    found.push([of.large === undefined && of.largest ? largest : some, of.simple]);
    if (of.large) found.push([of.largest ? largest : much, of.large]);
  };
  extent(j.gain, 'more', 'much-more', 'most-more');
  extent(j.loss, 'less', 'much-less', 'most-less');
  if (j.eligibilityGained) found.push(['eligible', j.eligibilityGained]);
  if (j.eligibilityLost) found.push(['not-eligible', j.eligibilityLost]);
  if (j.otherOutcome) found.push(['other', j.otherOutcome]);
  return found;
}

/** Somebody whom a comparison of the file shows, by name. */
export function shownBy(session: Session, uri: string, id: string): Shown | undefined {
  for (const known of session.differences.knownOf(uri)) for (const one of shownIn(known)) if (one.id === id) return one;
  return undefined;
}

/** What an example that is made of it is called, in the language of the file. */
export function exampleTitle({ role, title }: Shown, language: 'en' | 'zh'): string {
  const why = say(role, language);
  return title === undefined ? why : say('of-title', language, { title, why });
}
