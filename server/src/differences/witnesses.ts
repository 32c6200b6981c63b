/** Why: everybody whom a comparison shows has a name, by which the panel says whom it means: for an example, for the preview. */
import type { Difference, Judgement, Sides, Witness } from '../core/compare/index';
import type { WitnessRole } from '../explain/difference/index';
import { fingerprint } from '../folderFindings';
import type { Session } from '../session';
import type { Known } from './differences';
import { say } from './words';

export interface Shown {
  readonly id: string;
  readonly role: WitnessRole;
  readonly witness: Witness;
  /** What the row is about, as a person calls it; undefined of the total and of admission. */
  readonly title: string | undefined;
}

/** A row with what it is judged by, in the order of the sentences. */
interface Judged {
  readonly id: string;
  readonly title: string | undefined;
  readonly judgement: Judgement;
}

export const admissionRow = 'admission';

export function judgedIn({ clauses, groups, limits, total }: Difference): readonly Judged[] {
  const named = [...clauses, ...groups, ...limits].map(
    (one): Judged => ({
      id: rowId(one.kind, one.name),
      title: one.title.b ?? one.title.a ?? one.name.b ?? one.name.a,
      judgement: one,
    }),
  );
  return [...named, { id: 'total', title: undefined, judgement: total }];
}

/** The same in every answer: a row of what is gone is named by the name it had. */
export function rowId(kind: string, { a, b }: Sides<string>): string {
  return b === undefined ? `${kind} -${a ?? ''}` : `${kind} ${b}`;
}

/** @param version the key of the version that is compared with */
export function witnessId(version: string, row: string, role: WitnessRole, facts: readonly string[]): string {
  return `difference-${fingerprint(JSON.stringify([version, row, role, facts]))}`;
}

function* shownIn({ base, difference }: Known): Generator<Shown> {
  const shown = (row: string, title: string | undefined, role: WitnessRole, witness: Witness): Shown => ({
    id: witnessId(base.key, row, role, witness.facts),
    role,
    witness,
    title,
  });
  for (const { id, title, judgement } of judgedIn(difference))
    for (const [role, witness] of rolesOf(judgement)) if (witness) yield shown(id, title, role, witness);
  const { onlyA, onlyB } = difference.admission;
  if (onlyA.witness) yield shown(admissionRow, undefined, 'only-a', onlyA.witness);
  if (onlyB.witness) yield shown(admissionRow, undefined, 'only-b', onlyB.witness);
}

const rolesOf = (j: Judgement): readonly (readonly [WitnessRole, Witness | undefined])[] => [
  ['gain', j.gain?.simple],
  ['largest-gain', j.gain?.large],
  ['loss', j.loss?.simple],
  ['largest-loss', j.loss?.large],
  ['eligible', j.eligibilityGained],
  ['ineligible', j.eligibilityLost],
  ['other', j.otherOutcome],
];

/** Somebody whom a comparison of the file shows, by name. */
export function shownBy(session: Session, uri: string, id: string): Shown | undefined {
  for (const known of session.differences.knownOf(uri)) for (const one of shownIn(known)) if (one.id === id) return one;
  return undefined;
}

/** What an example that is made of it is called, in the language of the file. */
export function exampleTitle({ role, title }: Shown, language: 'en' | 'zh'): string {
  const why = say(`to-${role}`, language);
  return title === undefined ? why : say('of-title', language, { title, why });
}
