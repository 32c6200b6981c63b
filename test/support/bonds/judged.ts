/** What is said of a difference, held against what was seen of every applicant: each disagreement as a line. */
import type { Difference, Judgement, VerdictKind, Witness } from '../../../server/src/core/compare/index';
import type { Applicant } from '../../../server/src/core/evaluate/values';
import type { Program } from '../../../server/src/core/program/program';
import { FIRST_DAY, type PolicySpec } from './policy';
import { admits, clauseSeen, type Grid, nothingSeen, type Outcome, type Seen, see, togetherSeen, totalSeen } from './seen';

export interface Version {
  readonly spec: PolicySpec;
  readonly program: Program;
}

/** Of whom a verdict speaks, on either side. */
interface Row {
  readonly title: string;
  readonly judgement: Judgement;
  readonly kind: 'clause' | 'group' | 'limit' | 'total';
  readonly of: (side: 'a' | 'b', who: Applicant) => Outcome;
  readonly seen: Seen;
}

export interface Held {
  /** Disagreements. */
  readonly wrong: readonly string[];
  readonly rows: readonly {
    readonly kind: Row['kind'];
    readonly verdict: VerdictKind;
    readonly reasons: string;
    readonly should: VerdictKind;
    readonly complete: boolean;
  }[];
}

export function held(d: Difference, a: Version, b: Version, grid: Grid): Held {
  const versions = { a, b };
  const rows = rowsOf(d, versions);
  let [onlyA, onlyB, common] = [false, false, 0];
  for (const who of grid.applicants) {
    const [inA, inB] = [admits(a.spec, a.program, who), admits(b.spec, b.program, who)];
    if (inA && !inB && (who.asOf ?? 0) < FIRST_DAY + b.spec.days) onlyA = true;
    if (inB && !inA && (who.asOf ?? 0) < FIRST_DAY + a.spec.days) onlyB = true;
    if (!inA || !inB) continue;
    common++;
    for (const row of rows) see(row.seen, row.of('a', who), row.of('b', who));
  }
  // What a limit leaves of a ceiling, and what stands behind it, is the evaluator's to say.
  if (a.spec.limits.length + b.spec.limits.length > 0) for (const { kind, seen } of rows) if (kind !== 'clause') seen.ceiling = false;
  const wrong: string[] = [];
  for (const [row, seen, side, other] of [
    [d.admission.onlyA, onlyA, a, b],
    [d.admission.onlyB, onlyB, b, a],
  ] as const) {
    const which = side === a ? 'a' : 'b';
    const called = `only ${which.toUpperCase()} admits`;
    if (row.possible === 'no' && seen) wrong.push(`${called} nobody, but somebody is`);
    if (row.possible === 'yes' && grid.complete && !seen) wrong.push(`${called} somebody, but nobody is`);
    const w = row.witness;
    if (row.possible === 'yes' && !w) wrong.push(`${called}: no witness`);
    if (w && !admits(side.spec, side.program, w.applicant[which])) wrong.push(`${called}: the witness is not admitted`);
    if (w && admits(other.spec, other.program, w.applicant[which === 'a' ? 'b' : 'a']))
      wrong.push(`${called}: the other admits the witness`);
  }
  if (d.admission.nobodyInCommon === true && common > 0) wrong.push('nobody in common, but somebody is');
  if (d.admission.nobodyInCommon === false && grid.complete && common === 0) wrong.push('somebody in common, but nobody is');
  if (d.admission.nobodyInCommon !== true)
    for (const row of rows) {
      wrong.push(...contradicted(row, grid.complete && row.seen.anybody).map((x) => `${row.title}: ${x}`));
      wrong.push(...wrongWitnesses(row, versions).map((x) => `${row.title}: ${x}`));
    }
  return {
    wrong,
    rows: rows
      .filter((r) => r.seen.anybody)
      .map(({ kind, judgement, seen }) => ({
        kind,
        verdict: judgement.verdict,
        reasons: judgement.reasons.join(),
        should: verdictOf(seen),
        complete: grid.complete,
      })),
  };
}

function rowsOf(d: Difference, versions: { readonly a: Version; readonly b: Version }): readonly Row[] {
  const rows: Row[] = [];
  const add = (kind: Row['kind'], title: string, judgement: Judgement, of: Row['of']): void => {
    rows.push({ kind, title, judgement, of, seen: nothingSeen() });
  };
  for (const c of d.clauses)
    add('clause', `clause ${c.name.b ?? c.name.a}`, c, (side, who) => clauseSeen(versions[side].program, who, c.name[side]));
  for (const kind of ['group', 'limit'] as const)
    for (const g of kind === 'group' ? d.groups : d.limits) {
      const own = (side: 'a' | 'b'): readonly string[] | undefined => {
        const { groups, limits } = versions[side].program;
        return (kind === 'group' ? groups : limits).find((x) => x.name === g.name[side])?.members;
      };
      const members = { a: own('a') ?? own('b') ?? [], b: own('b') ?? own('a') ?? [] };
      add(kind, `${kind} ${g.name.b ?? g.name.a}`, g, (side, who) => togetherSeen(versions[side].program, who, members[side]));
    }
  add('total', 'total', d.total, (side, who) => totalSeen(versions[side].program, who));
  return rows;
}

/** The verdict that stands where these are all applicants. */
export function verdictOf(o: Seen): VerdictKind {
  if (o.figure) return 'other-outcome';
  if (o.more && o.less) return 'some-more-some-less';
  if (o.more) return 'never-less';
  if (o.less) return 'never-more';
  if (o.gained || o.lost || o.kind || o.ceiling) return 'other-outcome';
  return 'same';
}

/** @param complete what was not seen is not so */
function contradicted({ judgement: j, seen: o }: Row, complete: boolean): readonly string[] {
  const found: string[] = [];
  const flags = [
    ['more', j.more, o.more],
    ['less', j.less, o.less],
  ] as const;
  for (const [key, said, is] of flags) {
    if (said === false && is) found.push(`${j.verdict}: nobody gets ${key}, but somebody does`);
    if (said === true && complete && !is) found.push(`${j.verdict}: somebody gets ${key}, but nobody does`);
  }
  const should = verdictOf(o);
  if (j.verdict !== 'not-decided') {
    // In what way a ceiling is felt is the evaluator's to say: a difference is said where one is met.
    const alike = o.mark && should === 'same' && j.verdict === 'other-outcome';
    if (complete && j.verdict !== should && !alike) found.push(`${j.verdict}, but all applicants show ${should}`);
    if (!complete && !allows(j.verdict, o)) found.push(`${j.verdict}, but somebody shows ${should}`);
  }
  for (const [name, witness, is] of [
    ['eligibility gained', j.eligibilityGained, o.gained],
    ['eligibility lost', j.eligibilityLost, o.lost],
  ] as const) {
    if (witness && complete && !is) found.push(`${name}, but by nobody`);
    if (!witness && is && complete && j.verdict !== 'not-decided') found.push(`${name}, and not said`);
  }
  return found;
}

/** Whether a verdict may be right though it is not all applicants that were seen. */
function allows(verdict: VerdictKind, o: Seen): boolean {
  switch (verdict) {
    case 'same':
      return verdictOf(o) === 'same';
    case 'never-less':
      return !o.less && !o.figure;
    case 'never-more':
      return !o.more && !o.figure;
    case 'some-more-some-less':
      return !o.figure;
    case 'other-outcome':
    case 'not-decided':
      return true;
    default:
      return verdict satisfies never;
  }
}

function wrongWitnesses({ judgement: j, of }: Row, versions: { readonly a: Version; readonly b: Version }): readonly string[] {
  const found: string[] = [];
  const look = (name: string, w: Witness | undefined, is: (x: Outcome, y: Outcome) => boolean): void => {
    if (!w) return;
    for (const side of ['a', 'b'] as const)
      if (!admits(versions[side].spec, versions[side].program, w.applicant[side])) found.push(`${name}: the witness is not admitted`);
    const [x, y] = [of('a', w.applicant.a), of('b', w.applicant.b)];
    if (!is(x, y)) found.push(`${name}: the witness shows none`);
    for (const [said, computed] of [
      [w.a, x],
      [w.b, y],
    ] as const)
      if ((said.amount?.toString() ?? 'none') !== (computed.amount?.toString() ?? 'none'))
        found.push(`${name}: the witness is said to get ${said.amount}, and gets ${computed.amount}`);
  };
  const order = (x: Outcome, y: Outcome): number => (x.amount && y.amount ? y.amount.compare(x.amount) : 0);
  for (const w of [j.gain?.simple, j.gain?.large]) look('gain', w, (x, y) => order(x, y) > 0);
  for (const w of [j.loss?.simple, j.loss?.large]) look('loss', w, (x, y) => order(x, y) < 0);
  look('eligibility gained', j.eligibilityGained, (x, y) => !x.eligible && y.eligible);
  look('eligibility lost', j.eligibilityLost, (x, y) => x.eligible && !y.eligible);
  look('other outcome', j.otherOutcome, (x, y) => x.kind !== y.kind || x.mark !== y.mark || !x.amount !== !y.amount);
  return found;
}
