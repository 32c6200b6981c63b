/**
 * Rows of tables over the values that their subjects really come to: computed ones, and only those that requirements, conditions and branches
 * let through. What lint says of ranges alone is confirmed here or refuted; what it cannot see is reported with a witness.
 */
import type { Applicant } from '../../evaluate/values';
import type { FindingName, Problem } from '../../finding';
import type { Expression, Place } from '../../program/program';
import { wholeRow } from '../../program/removal';
import type { ScalarType } from '../../program/types';
import type { Context, Subject } from '../context';
import { failed, isMark } from '../encode/symbolic';
import { type Mark, type Marks, marksOf, type Source } from '../tables/marks';
import { type Instance, instancesOf } from '../tables/replay';
import { type Shape, shapeOf } from '../tables/shape';
import { headOf, type Table, type TableSite, tablesOf } from '../tables/sites';
import type { Bool } from '../terms';
import { insertWitness, type Witness } from '../witness/witness';

type Answer = 'yes' | 'no' | 'open';

export function* tables(ctx: Context): Generator<undefined, void, undefined> {
  const sites = tablesOf(ctx.program);
  if (sites.length === 0) return;
  const marks = marksOf(ctx);
  for (const site of sites) {
    new Judge(ctx, site, marks).judge();
    yield;
  }
}

class Judge {
  private readonly shape: Shape;
  /** Nobody else reaches it than is marked. */
  private readonly complete: boolean;

  constructor(
    private readonly ctx: Context,
    private readonly site: TableSite,
    private readonly marks: Marks,
  ) {
    this.shape = shapeOf(ctx, site.table);
    const { owner } = site;
    this.complete = owner.kind === 'clause' ? !ctx.wanting && marks.follows(owner.clause.name) : marks.complete;
  }

  judge(): void {
    const { ctx, marks, complete } = this;
    const { table } = this.site;
    const places = [...table.rows.map((r) => r.place), ...(table.otherwise ? [table.otherwise.place] : [])];
    // Nothing computes it, or what does is not followed.
    if (marks.at('gap', table.place).length === 0 && places.every((p) => marks.at('row', p).length === 0)) return;
    const taken = places.map((p) => this.ask(marks.everyone('row', p), 'row-unreachable', marks.at('row', p)));
    const fails = this.gap();
    const reached = fails === 'yes' || taken.includes('yes');
    for (const [row, place] of places.entries()) {
      if (taken[row] === 'yes') ctx.refute(place, 'row-unreachable');
      if (taken[row] === 'no' && complete && reached) this.unreachable(row, place);
      if (row < table.rows.length) this.overlap(row, place, taken[row] ?? 'open');
    }
  }

  /** Whether somebody makes the formula true, which the caller has joined with the requirements where they count. */
  private ask(formula: Bool, finding: FindingName, about: readonly Mark[]): Answer {
    const { asker, enc } = this.ctx;
    const verdict = asker.ask(formula, enc.inputs);
    if (verdict.kind !== 'open') return verdict.kind === 'sat' ? 'yes' : 'no';
    const subject = this.subject(about);
    if (subject) this.ctx.leaveOpen(subject, finding, verdict.reason);
    return 'open';
  }

  private subject(about: readonly Mark[]): Subject | undefined {
    const { owner } = this.site;
    if (owner.kind === 'clause') return this.ctx.subjectOf(owner.clause.name);
    return about.find((m) => m.source.kind !== 'require')?.source.subject;
  }

  // ---------------------------------------------------------------------------------------------- gaps

  private gap(): Answer {
    const { ctx, marks, site } = this;
    const { table } = site;
    if (table.otherwise) return 'no';
    const { place } = table;
    const own = marks.at('gap', place);
    const answer = this.shape.open ? this.ask(marks.everyone('gap', place), 'row-gap', own) : 'no';
    const head = headOf(table);
    if (answer === 'no' && this.complete) ctx.refute(head, 'row-gap', 'member-missing');
    if (answer !== 'yes') return answer;
    // Rather one for whom it is an error.
    for (const { source, when } of [...marks.at('no-row', place), ...own]) {
      if (source.kind === 'require' || this.ask(ctx.enc.terms.and(ctx.admitted, when), 'row-gap', own) !== 'yes') continue;
      ctx.once(`row-gap ${ctx.identityOf(head)} ${head.start} ${source.name}`, [ctx.admitted, when], () => this.reportGap(source, when));
      break;
    }
    return answer;
  }

  private reportGap(source: Source, when: Bool): void {
    const { ctx } = this;
    const { terms } = ctx.enc;
    const { table } = this.site;
    const others = source.failures.filter((f) => f.when !== when && !isMark(f));
    const alone = terms.and(when, terms.not(failed(terms, others)));
    const formula = others.length > 0 && ctx.model(alone) ? alone : when;
    const about = { subject: source.subject, finding: 'row-gap', clauses: source.about } as const;
    const witness = ctx.witness(formula, about, (a) => this.failing(a) !== undefined);
    if (!witness) return;
    const instance = this.failing(witness.applicant);
    if (!instance) return;
    const name = instance.membersMatch ? 'row-gap' : 'member-missing';
    ctx.report({
      name,
      place: headOf(table),
      data: this.dataOf(witness, instance),
      fixes: [insertWitness(ctx, witness, { finding: name, names: [source.name] })],
    });
  }

  /** Where the table, evaluated where it stands, has no row for the applicant. */
  private failing(applicant: Applicant): Instance | undefined {
    return this.instances(applicant).find((i) => i.fails);
  }

  // ---------------------------------------------------------------------------------------------- rows

  private unreachable(row: number, place: Place): void {
    const { ctx, marks, site } = this;
    const { table } = site;
    if (row === table.rows.length) {
      ctx.report({ name: 'row-unreachable', place, data: { code: 'otherwise' } });
      return;
    }
    if (this.shape.isEmpty(row)) return;
    const behind = marks.everyone('overlap', place);
    const verdict = ctx.asker.ask(behind, ctx.enc.inputs);
    const earlier = verdict.kind === 'sat' ? this.earlier(row, ctx.enc.inputs.applicant(verdict.model)) : undefined;
    ctx.report({
      name: 'row-unreachable',
      place,
      data: { code: earlier ? 'behind' : 'outside' },
      ...(earlier && { related: this.related(earlier) }),
      fixes: [{ title: 'remove-row', data: {}, edits: [{ place: wholeRow(place), text: '' }] }],
    });
  }

  private overlap(row: number, place: Place, taken: Answer): void {
    const { ctx, marks, shape, complete } = this;
    const { terms } = ctx.enc;
    // Wholly behind earlier ones: that it is unreachable is all that is said.
    const own = marks.at('overlap', place);
    const answer = taken !== 'no' && shape.overlaps(row) ? this.ask(marks.everyone('overlap', place), 'row-overlap', own) : 'no';
    if (answer === 'no' && complete) ctx.refute(place, 'row-overlap');
    if (answer !== 'yes' || taken !== 'yes') return;
    for (const { source, when } of own) {
      if (source.kind === 'require' || this.ask(terms.and(ctx.admitted, when), 'row-overlap', own) !== 'yes') continue;
      ctx.once(`row-overlap ${ctx.identityOf(place)} ${place.start} ${source.name}`, [ctx.admitted, when], () =>
        this.reportOverlap(row, place, source, when),
      );
      return;
    }
  }

  private reportOverlap(row: number, place: Place, source: Source, when: Bool): void {
    const { ctx } = this;
    const both = (a: Applicant): Instance | undefined => this.instances(a).find((i) => i.rows.includes(row) && i.rows.some((r) => r < row));
    const about = { subject: source.subject, finding: 'row-overlap', clauses: source.about } as const;
    const witness = ctx.witness(when, about, (a) => both(a) !== undefined);
    const instance = witness && both(witness.applicant);
    if (!instance) return;
    ctx.report({
      name: 'row-overlap',
      place,
      data: this.dataOf(witness, instance),
      related: this.related(instance.rows.filter((r) => r < row)),
      fixes: [insertWitness(ctx, witness, { finding: 'row-overlap', names: [source.name] })],
    });
  }

  private instances(applicant: Applicant): readonly Instance[] {
    return instancesOf(this.ctx.program, this.site, applicant);
  }

  private earlier(row: number, applicant: Applicant): readonly number[] | undefined {
    return this.instances(applicant)
      .find((i) => i.rows.includes(row) && i.rows.some((r) => r < row))
      ?.rows.filter((r) => r < row);
  }

  private related(rows: readonly number[]): NonNullable<Problem['related']> {
    return rows.flatMap((r) => {
      const place = this.site.table.rows[r]?.place;
      return place ? [{ place, note: 'earlier-row', data: {} }] : [];
    });
  }

  /** What the subjects are for the witness, as the table writes them, and the facts that make them so. */
  private dataOf(witness: Witness, { subjects }: Instance): Problem['data'] {
    const where = this.site.table.subjects.flatMap((s, i) => {
      const value = subjects[i];
      const text = s.place.item.text.slice(s.place.start, s.place.end).replace(/\s+/g, ' ');
      return value ? [`${text} = ${witness.show(value, shownAs(this.site.table, i)).replace(/\s+/g, ' ')}`] : [];
    });
    return { code: 'witness', where, facts: witness.facts.filter((f) => !where.includes(f)) };
  }
}

/** A share is shown as the rows write it. */
function shownAs({ subjects, rows }: Table, column: number): ScalarType {
  const type = subjects[column]?.type ?? { kind: 'broken' };
  if (type.kind !== 'number' || type.dimension !== '' || type.integer) return type;
  const ends = rows
    .flatMap((r) => r.columns[column] ?? [])
    .flatMap((p): (Expression | undefined)[] => {
      if (p.kind === 'value') return [p.value];
      return p.kind === 'interval' ? [p.interval.lower?.value, p.interval.upper?.value] : [];
    });
  return ends.some((e) => e?.type.kind === 'number' && e.type.percent) ? { ...type, percent: true } : type;
}
