/** Asks questions and keeps what was answered: by content, since equal questions are one object, and by the applicants that were met on the way. */
import type { Inputs } from './encode/inputs';
import { boolsIn } from './free';
import { Valuation } from './model';
import { DEFAULT_NODES, solve } from './solver/index';
import type { Bool, Model, Terms, Variable } from './terms';
import type { Solver, Verdict } from './verdict';

/** Questions that may use up their budget in one run; later ones get a tenth of it. */
const MOST_HARD = 6;

/** Applicants that are kept to answer later questions. */
const MOST_MODELS = 48;

export class Asker {
  private readonly verdicts = new Map<Bool, Verdict>();
  private readonly supposed = new Map<Bool, { readonly verdict: Verdict; readonly nodes: number }>();
  /** The applicants met: those in plain numbers first, of either kind the latest first. */
  get met(): readonly Valuation[] {
    return this.plain.length === 0 ? this.others : [...this.plain, ...this.others];
  }
  private readonly plain: Valuation[] = [];
  private readonly others: Valuation[] = [];
  asked = 0;
  computed = 0;
  /** Questions of this run that were left open. */
  private hard = 0;
  /** Questions that are open and that a solver may still settle. */
  readonly open = new Set<Bool>();
  /** Questions that the solver has left open for reasons that stay: asked again, it would say the same. */
  readonly givenUp = new Set<Bool>();

  constructor(
    readonly terms: Terms,
    private readonly nodes: number | undefined,
  ) {}

  /** Steps that the next question may cost. A program in which much stays open is not to take many times as long as others. */
  get budget(): number {
    const nodes = this.nodes ?? DEFAULT_NODES;
    return this.hard > MOST_HARD ? Math.ceil(nodes / 10) : nodes;
  }

  /** Starts counting anew. */
  begin(): void {
    this.asked = 0;
    this.computed = 0;
    this.hard = 0;
    this.open.clear();
  }

  /**
   * Whether `formula` can be true.
   * @param wanted where it is not decided a solver is to be asked
   */
  ask(formula: Bool, inputs: Inputs, wanted = true): Verdict {
    this.asked++;
    if (formula.kind === 'constant' && !formula.value) return { kind: 'unsat' };
    let verdict = this.verdicts.get(formula);
    if (!verdict) {
      verdict = this.answer(formula, inputs);
      this.verdicts.set(formula, verdict);
    }
    if (wanted && verdict.kind === 'open' && verdict.reason !== 'replay') this.open.add(formula);
    return verdict;
  }

  private answer(formula: Bool, inputs: Inputs): Verdict {
    for (const all of [this.plain, this.others]) for (const met of all) if (met.bool(formula)) return { kind: 'sat', model: met.model };
    this.computed++;
    const verdict = solve(this.terms, this.asAsked(formula, inputs.axioms), { nodes: this.budget });
    if (verdict.kind === 'open') this.hard++;
    if (verdict.kind !== 'sat') return verdict;
    return { kind: 'sat', model: this.meet(verdict.model, inputs).model };
  }

  /**
   * Adds an applicant to those that answer later questions. It must be one: what axioms say must hold of it.
   * @param plain it is to answer before others, since a person can read it
   */
  meet(model: Model, inputs: Inputs, plain = false): Valuation {
    const valuation = new Valuation(inputs.complete(model));
    const all = plain ? this.plain : this.others;
    all.unshift(valuation);
    if (all.length > MOST_MODELS) all.pop();
    return valuation;
  }

  /** The question with what holds of the dates in it: as either step is asked. */
  asAsked(formula: Bool, axioms: ReadonlyMap<Variable, Bool>): Bool {
    if (axioms.size === 0) return formula;
    const found = new Set<Bool>();
    for (const variable of boolsIn(formula).variables) {
      const axiom = axioms.get(variable);
      if (axiom) found.add(axiom);
    }
    return this.terms.and(formula, ...found);
  }

  /** Whether numbers that are no applicant's can make a formula true, in few steps: kept, but nobody is met by it. */
  suppose(formula: Bool, inputs: Inputs, nodes: number): Verdict {
    let known = this.supposed.get(formula);
    if (!known || (known.verdict.kind === 'open' && known.nodes < nodes)) {
      this.computed++;
      known = { verdict: solve(this.terms, this.asAsked(formula, inputs.axioms), { nodes }), nodes };
      this.supposed.set(formula, known);
    }
    return known.verdict;
  }

  /** Whether a formula holds for somebody, decided at once and not kept: for making witnesses. */
  try(formula: Bool, nodes: number, spent?: { steps: number }): Verdict {
    return solve(this.terms, formula, { nodes, ...(spent && { spent }) });
  }

  /** Questions that were asked otherwise too: in vain, where they are open. */
  readonly splitUp = new Set<Bool>();

  /** Takes over what was found of a question otherwise; an applicant only where the question holds for him. */
  learn(formula: Bool, inputs: Inputs, verdict: Verdict): void {
    if (verdict.kind === 'unsat') this.verdicts.set(formula, verdict);
    if (verdict.kind !== 'sat' || !new Valuation(inputs.complete(verdict.model)).bool(formula)) return;
    this.verdicts.set(formula, { kind: 'sat', model: this.meet(verdict.model, inputs).model });
  }

  /** Notes that what was found for the formula does not stand up to the evaluator. */
  refuse(formula: Bool): void {
    this.verdicts.set(formula, { kind: 'open', reason: 'replay' });
  }

  /** Asks the solver. @returns whether it answered */
  async settle(formula: Bool, inputs: Inputs, solver: Solver, signal?: AbortSignal): Promise<boolean> {
    const verdict = await solver.solve(this.terms, this.asAsked(formula, inputs.axioms), signal);
    if (signal?.aborted) return false;
    this.verdicts.set(formula, verdict.kind === 'sat' ? { kind: 'sat', model: this.meet(verdict.model, inputs).model } : verdict);
    if (verdict.kind === 'open' && verdict.reason !== 'solver-failed') this.givenUp.add(formula);
    return verdict.kind !== 'open';
  }
}
