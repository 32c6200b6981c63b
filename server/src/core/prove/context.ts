/** What every question works with: the program as terms, what was answered, and where to report. */
import { emptyPlace } from '../evaluate/total';
import type { Applicant } from '../evaluate/values';
import type { FindingData, FindingName, Problem } from '../finding';
import type { Clause, Place, Program } from '../program/program';
import type { FileTree } from '../syntax/tree';
import type { Asker } from './ask';
import type { ClauseTerms } from './encode/clause';
import type { Encoder } from './encode/encoder';
import { type Settled, settle } from './encode/settle';
import { Unsupported } from './encode/symbolic';
import type { Valuation } from './model';
import type { Bool, Model } from './terms';
import type { OpenReason } from './verdict';
import { type Witness, witnessOf } from './witness/witness';

/** What a question is about, and where it is said if it is not decided. */
export interface Subject {
  readonly name: string;
  readonly place: Place;
}

/** What lint says by these names at exactly this place is proved wrong, and taken back. */
export interface Judged {
  readonly place: Place;
  readonly names: readonly FindingName[];
}

interface Undecided {
  readonly subject: Subject;
  readonly findings: Set<FindingName>;
  readonly reasons: Set<OpenReason>;
}

/** What is kept from one run to the next: problems by what they say, and lists of them by what was asked. */
export interface Memo {
  readonly problems: ReadonlyMap<string, Problem>;
  readonly seen: Map<string, Problem>;
  readonly before: ReadonlyMap<string, readonly Problem[]>;
  readonly now: Map<string, readonly Problem[]>;
}

export interface Latest {
  context: Context | undefined;
}

export class Context {
  readonly problems: Problem[] = [];
  private readonly undecided = new Map<string, Undecided>();
  /** Clauses of which it is proved that nobody is eligible. */
  readonly dead = new Set<string>();
  private readonly sections = new Map<string, Settled | undefined>();
  private readonly admittedTerm: Bool;

  constructor(
    readonly program: Program,
    readonly tree: FileTree,
    readonly enc: Encoder,
    readonly asker: Asker,
    private readonly memo: Memo,
    /** The latest run's context: what is made of a problem later is made of the program as it is then. */
    readonly latest: Latest,
    private readonly hasSolver: () => boolean,
  ) {
    latest.context = this;
    let admitted: Bool;
    try {
      admitted = enc.admitted;
    } catch (e) {
      if (!(e instanceof Unsupported)) throw e;
      admitted = enc.terms.true;
      this.wanting = true;
    }
    this.admittedTerm = admitted;
  }

  /** A requirement could not be followed: nothing can be proved. */
  readonly wanting: boolean = false;

  /** Every requirement holds. */
  get admitted(): Bool {
    return this.admittedTerm;
  }

  /** A number for the item as it stands now: another once it is edited. */
  identityOf(place: Place): number {
    return identity(place.item);
  }

  isHere(place: Place): boolean {
    return place.uri === this.program.root;
  }

  /** The clause as terms; undefined where something in it is not followed. Then its questions are not decided. */
  clause(name: string): ClauseTerms | undefined {
    try {
      return this.enc.clause(name);
    } catch (e) {
      if (e instanceof Unsupported) return undefined;
      throw e;
    }
  }

  /** The clauses of this file. */
  get clauses(): readonly Clause[] {
    return [...this.program.clauses.values()].filter((c) => this.isHere(c.place));
  }

  subjectOf(clause: string): Subject {
    const place = this.program.clauses.get(clause)?.namePlace;
    return { name: clause, place: place ?? emptyPlace(this.program) };
  }

  /** Whether some applicant makes it true. Where that is not decided it is noted for the subject. */
  ask(formula: Bool, subject: Subject, finding: FindingName): 'yes' | 'no' | 'open' {
    const { terms } = this.enc;
    const verdict = this.asker.ask(terms.and(this.admitted, formula), this.enc.inputs);
    switch (verdict.kind) {
      case 'sat':
        return 'yes';
      case 'unsat':
        return 'no';
      case 'open':
        this.leaveOpen(subject, finding, verdict.reason);
        return 'open';
      default:
        return verdict satisfies never;
    }
  }

  /** As {@link ask}; where it is not decided, that is not noted. */
  quietly(formula: Bool): 'yes' | 'no' | 'open' {
    const { kind } = this.asker.ask(this.enc.terms.and(this.admitted, formula), this.enc.inputs, false);
    return kind === 'sat' ? 'yes' : kind === 'unsat' ? 'no' : 'open';
  }
  /** Whether somebody who was met already makes it true. */
  isMet(formula: Bool): boolean {
    return this.asker.met.some((v) => v.bool(this.admitted) && v.bool(formula));
  }
  /** Whether it is known that some applicant makes it true. */
  holdsFor(formula: Bool): boolean {
    return this.quietly(formula) === 'yes';
  }

  /** Whether it is so for an applicant who was met in an earlier answer; where it is, nothing need be asked. */
  met(so: (applicant: Valuation) => boolean): boolean {
    return this.asker.met.some((v) => v.bool(this.admitted) && so(v));
  }

  /** The model of a question that was answered with yes. */
  model(formula: Bool): Model | undefined {
    const verdict = this.asker.ask(this.enc.terms.and(this.admitted, formula), this.enc.inputs);
    return verdict.kind === 'sat' ? verdict.model : undefined;
  }

  leaveOpen(subject: Subject, finding: FindingName, reason: OpenReason): void {
    this.openings++;
    const key = `${subject.name} ${subject.place.start}`;
    let own = this.undecided.get(key);
    if (!own) {
      own = { subject, findings: new Set(), reasons: new Set() };
      this.undecided.set(key, own);
    }
    own.findings.add(finding);
    own.reasons.add(reason);
  }

  /** The clauses that hang together with this one through groups and limits, settled; undefined where something is not followed. */
  section(clause: string): Settled | undefined {
    if (this.sections.has(clause)) return this.sections.get(clause);
    const members = new Set([clause]);
    const bonds = [...this.program.groups, ...this.program.limits];
    for (let before = 0; before !== members.size; ) {
      before = members.size;
      for (const bond of bonds) if (bond.members.some((m) => members.has(m))) for (const m of bond.members) members.add(m);
    }
    const all = [...this.program.clauses.keys()].filter((c) => members.has(c));
    let settled: Settled | undefined;
    try {
      settled = settle(all, this.enc, this.dead);
    } catch (e) {
      if (!(e instanceof Unsupported)) throw e;
    }
    for (const c of all) this.sections.set(c, settled);
    return settled;
  }

  /**
   * An applicant for whom the formula is true and `happens` is seen to hold by the exact evaluator, in numbers that a person can read. Undefined,
   * and noted as not decided, where none stands up to it.
   */
  witness(
    formula: Bool,
    about: { readonly subject: Subject; readonly finding: FindingName; readonly clauses: readonly string[] },
    happens: (applicant: Applicant) => boolean,
  ): Witness | undefined {
    if (!this.model(formula)) return undefined;
    const found = this.tryWitness(formula, about.clauses, happens);
    if (!found) {
      this.asker.refuse(this.enc.terms.and(this.admitted, formula));
      this.leaveOpen(about.subject, about.finding, 'replay');
    }
    return found;
  }

  /** A witness as {@link witness} makes it, where it need not be one. */
  tryWitness(formula: Bool, clauses: readonly string[], happens: (applicant: Applicant) => boolean): Witness | undefined {
    const model = this.model(formula);
    return model && witnessOf(this, this.enc.terms.and(this.admitted, formula), model, clauses, happens);
  }

  /**
   * The problems that `find` reports, or those that it reported in an earlier run about the same: `key` and the terms say what that is. Where
   * something stays open it is asked again.
   */
  once(key: string, terms: readonly { readonly id: number }[], find: () => void): void {
    const whole = `${key} ${terms.map((t) => t.id).join(' ')}`;
    const known = this.memo.now.get(whole) ?? this.memo.before.get(whole);
    if (known) {
      this.memo.now.set(whole, known);
      this.problems.push(...known);
      return;
    }
    const from = this.problems.length;
    this.openings = 0;
    find();
    if (this.openings === 0) this.memo.now.set(whole, this.problems.slice(from));
  }

  private openings = 0;

  /** What cannot be so, though it may look so to whoever knows ranges only. */
  readonly replaced: Judged[] = [];

  refute(place: Place, ...names: readonly FindingName[]): void {
    if (this.isHere(place)) this.replaced.push({ place, names });
  }

  /** Reports; a problem that says the same as one of the run before is the very same object. */
  report(problem: Problem): void {
    const key = `${problem.name} ${identity(problem.place.item)} ${problem.place.start} ${problem.place.end} ${JSON.stringify(problem.data)} ${(
      problem.related ?? []
    )
      .map((r) => `${identity(r.place.item)} ${r.place.start}`)
      .join()}`;
    const known = this.memo.problems.get(key) ?? problem;
    this.memo.seen.set(key, known);
    this.problems.push(known);
  }

  /** What is left open, once for each thing that it is about. */
  reportUndecided(): void {
    for (const { subject, findings, reasons } of this.undecided.values()) {
      if (!this.isHere(subject.place)) continue;
      const solvable = [...reasons].some((r) => r === 'budget' || r === 'nonlinear');
      const reason: OpenReason = solvable && !this.hasSolver() ? 'no-solver' : (strongest(reasons) ?? 'budget');
      const data: FindingData = { name: subject.name, findings: [...findings].sort(), reason };
      this.report({ name: 'not-decided', place: subject.place, data });
    }
  }
}

function strongest(reasons: ReadonlySet<OpenReason>): OpenReason | undefined {
  return (['replay', 'solver-failed', 'budget', 'nonlinear', 'not-followed', 'no-solver'] as const).find((r) => reasons.has(r));
}

const identities = new WeakMap<object, number>();
let next = 0;
function identity(o: object): number {
  let n = identities.get(o);
  if (n === undefined) {
    n = next++;
    identities.set(o, n);
  }
  return n;
}
