/** What every judgement of one comparison works with: both sides over the same terms, questions, and applicants who are shown. */
import type { Applicant } from '../evaluate/values';
import type { Asker } from '../prove/ask';
import type { Inputs } from '../prove/encode/inputs';
import { Unsupported } from '../prove/encode/symbolic';
import { boolsIn, type Free, numsIn } from '../prove/free';
import { Valuation } from '../prove/model';
import type { Numbers } from '../prove/numeric';
import type { Bool, Model, Num, Terms } from '../prove/terms';
import type { Verdict } from '../prove/verdict';
import { factsNamed, type Needed, readsOf } from '../prove/witness/facts';
import { roundWithin } from '../prove/witness/rounded';
import type { Both, Judgement, Result, Side, UndecidedReason, Witness } from './difference';
import type { Matches } from './match';
import type { Merged } from './merge';
import { admits } from './results';
import type { SideProgram } from './side';
import type { Applicants, CompareOptions, CompareSide } from './sides';
import { below, byValues } from './split';
import { countKey, DATE, type Outcome, otherOutcome, paidKey, telling } from './telling';

export type Answer =
  | { readonly kind: 'yes'; readonly model: Model }
  | { readonly kind: 'no' }
  | { readonly kind: 'open'; readonly reason: UndecidedReason };

/** Evaluations spent on finding which facts a witness names, where terms do not tell it. */
const MOST_TRIES = 60;
/** Applicants met before who are tried where one is no witness. */
const MOST_OTHERS = 12;
/** Facts that a witness names; choices and answers also beyond. */
const MOST_FACTS = 8;

/** How a witness is judged. */
export interface Trial {
  /** Names of A and of B that are spoken of; facts that these read may be named. */
  readonly about: Both<readonly string[]>;
  /** Sides that must admit the applicant; both if left out. */
  readonly admittedBy?: readonly Side[];
  compute(applicants: Applicants): Both<Result>;
  holds(results: Both<Result>, applicants: Applicants): boolean;
  /** What `compute` computes, as terms. */
  readonly outcome?: Outcome;
}

/** Whether somebody has less on the side called low. */
export interface Less {
  /** Within, and less. */
  readonly formula: Bool;
  readonly within: Bool;
  readonly low: Num;
  readonly high: Num;
  /** Where both are sums over the items of a list: the amounts of each, and that there is but one item. */
  readonly items?: { readonly alone: Bool; readonly pairs: readonly (readonly [low: Num, high: Num])[] };
}

/** Witnesses that were made, by the question that they answer; `brief`: without the facts that matter. */
export type WitnessMemo = WeakMap<
  Bool,
  { readonly model: Model; readonly witness: Witness; readonly brief: boolean; readonly other: Bool | undefined }
>;

type Confirmed = Both<Result> & { readonly applicants: Applicants; readonly shared: Applicant };

export class Engine {
  /** Somebody whom both admit; undefined where a requirement cannot be followed: see `wanting`. */
  readonly both: Bool;
  readonly wanting: readonly UndecidedReason[];

  /** Models in numbers that a person can read. */
  private readonly rounded = new WeakSet<Model>();

  constructor(
    readonly terms: Terms,
    readonly numbers: Numbers,
    readonly asker: Asker,
    readonly inputs: Inputs,
    readonly merged: Merged,
    readonly matches: Matches,
    readonly a: SideProgram,
    readonly b: SideProgram,
    readonly given: Both<CompareSide>,
    readonly options: CompareOptions,
    private readonly memo: WitnessMemo,
    /** A solver was asked: what is still open is not so for want of one. */
    private readonly solved: boolean,
    /** Verdicts with one bare witness each are enough. */
    readonly brief: boolean,
  ) {
    const wanting: UndecidedReason[] = [];
    const of = (side: SideProgram): Bool => {
      try {
        return side.admitted;
      } catch (e) {
        if (!(e instanceof Unsupported)) throw e;
        wanting.push(this.notFollowed(side.side));
        return terms.true;
      }
    };
    this.both = terms.and(of(a), of(b));
    this.wanting = wanting;
  }

  /** Why something of a side is not followed: it could not be read, or the prover does not know it. */
  notFollowed(side: Side): UndecidedReason {
    return (this.given[side].unread?.length ?? 0) > 0 ? (side === 'a' ? 'unread-a' : 'unread-b') : 'not-followed';
  }

  /** The value, or the reason why there is none. */
  attempt<T>(side: Side, compute: () => T): T | UndecidedReason {
    try {
      return compute();
    } catch (e) {
      if (!(e instanceof Unsupported || e instanceof RangeError)) throw e;
      return this.notFollowed(side);
    }
  }

  /** @param wanted where it is open a solver is to be asked */
  ask(formula: Bool, wanted = true): Answer {
    const verdict = this.asker.ask(formula, this.inputs, wanted);
    switch (verdict.kind) {
      case 'sat':
        return { kind: 'yes', model: verdict.model };
      case 'unsat':
        return { kind: 'no' };
      case 'open': {
        const { reason } = verdict;
        const solvable = reason === 'budget' || reason === 'nonlinear';
        return { kind: 'open', reason: solvable && !this.solved && !this.options.solver ? 'no-solver' : reason };
      }
      default:
        return verdict satisfies never;
    }
  }

  /** As {@link ask}; where that is too hard at once, with each value of whole numbers that are multiplied. */
  decide(formula: Bool): Answer {
    if (this.ask(formula, false).kind === 'open' && !this.asker.splitUp.has(formula)) {
      this.asker.splitUp.add(formula);
      this.asker.learn(formula, this.inputs, byValues(this, formula));
    }
    return this.ask(formula);
  }

  /** As {@link ask}, of somebody who has less on the side called low: where that is too hard at once, item by item and case by case. */
  less(question: Less, wanted = true): Answer {
    const { formula } = question;
    if (this.ask(formula, false).kind === 'open' && !this.asker.splitUp.has(formula)) {
      this.asker.splitUp.add(formula);
      this.asker.learn(formula, this.inputs, (question.items && this.byItems(question, question.items)) ?? below(this, question));
    }
    return this.ask(formula, wanted);
  }

  /** Nobody has less in any item, so nobody has in all; or somebody has who has one item only. */
  private byItems({ within, formula }: Less, { alone, pairs }: NonNullable<Less['items']>): Verdict | undefined {
    const { terms, numbers } = this;
    const less = (within: Bool, low: Num, high: Num): Answer =>
      this.less({ formula: terms.and(within, numbers.compare('<', low, high)), within, low, high }, false);
    const first = pairs.find(([low, high]) => less(within, low, high).kind !== 'no');
    if (!first) return { kind: 'unsat' };
    const one = less(terms.and(within, alone), ...first);
    return one.kind === 'yes' && new Valuation(one.model).bool(formula) ? { kind: 'sat', model: one.model } : undefined;
  }

  /** The applicant of a model, for each side. */
  applicants(model: Model): Applicants & { readonly shared: Applicant } {
    const shared = this.inputs.applicant(model);
    return { shared, a: this.a.applicant(shared), b: this.b.applicant(shared) };
  }

  /**
   * An applicant for whom the formula holds, in numbers that a person can read, as the evaluator confirms it; undefined where none does.
   * @param large it was sought for a large difference: where a simple one will do as well, another is shown
   */
  witness(formula: Bool, model: Model, trial: Trial, large = false): Witness | undefined {
    const known = this.memo.get(formula);
    if (known) {
      const again = this.tried(known.model, trial);
      if (again && sameResults(again, known.witness) && (this.brief || (!known.brief && this.other(known.model, trial) === known.other)))
        return known.witness;
      if (again) return this.kept(formula, known.model, again, trial, large);
    }
    const enc = { inputs: this.inputs, terms: this.terms };
    const plain = this.rounded.has(model) ? this.tried(model, trial) : undefined;
    if (plain) return this.kept(formula, model, plain, trial, large);
    const { rounded } = roundWithin({ enc, asker: this.asker, program: this.merged.program }, formula, model);
    for (const candidate of rounded === model ? [model] : [rounded, model]) {
      const found = this.tried(candidate, trial);
      if (!found) continue;
      return this.kept(formula, candidate, found, trial, large);
    }
    // Terms do not know everything (whether a ceiling is felt): another applicant may do.
    for (const other of this.asker.met.filter((m) => m.model !== model && m.bool(formula)).slice(0, MOST_OTHERS)) {
      const found = this.tried(other.model, trial);
      if (found) return this.kept(formula, other.model, found, trial, large);
    }
    return undefined;
  }

  /** The applicant of the witness that was shown for the formula. */
  modelOf(formula: Bool): Model | undefined {
    return this.memo.get(formula)?.model;
  }

  private kept(formula: Bool, model: Model, found: Confirmed, trial: Trial, large: boolean): Witness {
    const other = this.brief ? undefined : this.other(model, trial);
    const witness = this.shown(found, trial, other && { other, model });
    this.memo.set(formula, { model, witness, brief: this.brief, other });
    // Who shows one difference often shows others too: of a group, of the total.
    if (!this.rounded.has(model)) this.rounded.add(this.asker.meet(model, this.inputs, !large).model);
    return witness;
  }

  /** The applicant as a witness, where the evaluator confirms what is said. */
  shownAs(shared: Applicant, trial: Trial): Witness | undefined {
    const applicants = { a: this.a.applicant(shared), b: this.b.applicant(shared) };
    const results = this.judged(applicants, trial);
    return results && this.shown({ ...results, applicants, shared }, trial);
  }

  private tried(model: Model, trial: Trial): Confirmed | undefined {
    const { shared, ...applicants } = this.applicants(model);
    const results = this.judged(applicants, trial);
    return results && { ...results, applicants, shared };
  }

  /** The results where the applicant is one, and what is said holds. */
  judged(applicants: Applicants, trial: Trial): Both<Result> | undefined {
    for (const side of trial.admittedBy ?? (['a', 'b'] as const)) if (!admits(this[side].program, applicants[side])) return undefined;
    const results = trial.compute(applicants);
    return trial.holds(results, applicants) ? results : undefined;
  }

  /** That somebody has another outcome than the applicant of the model, where terms tell what that is. */
  private other(model: Model, { outcome }: Trial): Bool | undefined {
    const other = outcome && otherOutcome(this.numbers, outcome, this.inputs.complete(model));
    return other && this.asker.asAsked(other, this.inputs.axioms);
  }

  private shown(found: Confirmed, trial: Trial, told?: { readonly other: Bool; readonly model: Model }): Witness {
    const { a, b, applicants, shared } = found;
    const needed = told && this.needed(told.other, told.model, shared);
    const facts = this.brief
      ? []
      : factsNamed({
          program: this.merged.program,
          applicant: shared,
          about: this.factsOf(trial.about),
          holds: (other) => {
            const results = this.judged({ a: this.a.applicant(other), b: this.b.applicant(other) }, trial);
            return results !== undefined && sameResults(results, found);
          },
          language: this.options.language ?? 'en',
          budget: MOST_TRIES,
          most: MOST_FACTS,
          ...(needed && { needed }),
        });
    const difference = a.amount && b.amount && { difference: b.amount.minus(a.amount) };
    return { applicant: { a: applicants.a, b: applicants.b }, facts, a, b, ...difference };
  }

  private needed(other: Bool, model: Model, { history }: Applicant): Needed {
    const { windows } = this.inputs;
    const found = telling(this.numbers, this.asker, this.inputs, other, this.inputs.complete(model));
    return {
      fact: (name) => found.has(name),
      count: (list) => found.has(countKey(list)),
      field: (list, item, field) => found.has(`${list}[${item}].${field}`),
      paid: (clause) => found.has(paidKey(clause)),
      // In which windows a payment lies is reckoned from the date.
      date: found.has(DATE) || ((windows.perYear || windows.reaches.length > 1) && history.some((p) => found.has(paidKey(p.clause)))),
    };
  }

  /** The shared names of the facts that these items read. */
  factsOf(about: Both<readonly string[]>): readonly string[] {
    const of = (side: Side): string[] => {
      const { program } = this[side];
      const naming = this.matches.naming[side];
      return [...readsOf(program, about[side])].flatMap((n) => (program.facts.has(n) ? [naming.fact(n)] : []));
    };
    return [...new Set([...of('a'), ...of('b')])];
  }

  /** Facts that only one side knows and that stand in these terms. */
  free(bools: readonly Bool[], nums: readonly Num[]): Judgement['free'] {
    const oneSided = this.merged.facts.filter((f) => !f.a || !f.b);
    if (oneSided.length === 0) return [];
    const all: readonly Free[] = [...bools.map(boolsIn), ...nums.map(numsIn)];
    return oneSided.flatMap(({ merged, a, b }) => {
      const slots = [...this.inputs.slots.values()].filter((s) => s.fact === merged.name);
      const count = this.inputs.counts.get(merged.name);
      const stands = all.some(
        (f) =>
          (count !== undefined && f.variables.has(count)) ||
          slots.some(
            (s) =>
              (s.variable !== undefined && f.variables.has(s.variable)) ||
              (s.calendar !== undefined && (f.variables.has(s.calendar.month) || f.variables.has(s.calendar.day))) ||
              (s.choice !== undefined && f.choices.has(s.choice)) ||
              [...(s.flags?.values() ?? [])].some((flag) => f.flags.has(flag)),
          ),
      );
      const own = b ?? a;
      return stands && own ? [{ side: b ? ('b' as const) : ('a' as const), name: own.name }] : [];
    });
  }
}

function sameResults(x: Both<Result>, y: Both<Result>): boolean {
  return (['a', 'b'] as const).every((side) => {
    const [p, q] = [x[side], y[side]];
    const amounts = p.amount === undefined ? q.amount === undefined : q.amount !== undefined && p.amount.equals(q.amount);
    return amounts && p.status === q.status && p.atMost === q.atMost;
  });
}
