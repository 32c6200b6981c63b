/**
 * Why: what one version comes to for a batch of applicants, copied out of the batch evaluator (whose outcome is the next applicant's a moment
 * later): amounts as integers at its scale where they are such, as exact numbers otherwise.
 */
import { AMOUNT_SCALE, compile, type FastOutcome, type FastProgram } from '../core/evaluate/fast/index';
import { scaledInteger } from '../core/evaluate/fast/layout';
import { evaluateExpression } from '../core/evaluate/index';
import type { Applicant, Status } from '../core/evaluate/values';
import type { Exact } from '../core/exact';
import type { Program } from '../core/program/program';

/** Of an amount that is not known: why. */
export const KNOWN = 0;
export const UNKNOWN = 1;
export const CONFLICT = 2;
export const ERROR = 3;
export const UNSPECIFIED = 4;

/** Whether the version admits the applicant. */
export const NO = 0;
export const YES = 1;
export const UNDECIDED = 2;

/** Bits: beside an amount there is something without a figure. */
export const IS_UNSPECIFIED = 1;
export const IS_GRANTED = 2;

/** What is measured of a version: a clause; the total; the sum of the clauses of one currency; nothing, where the version has no such thing. */
export type Measured =
  | { readonly kind: 'clause'; readonly clause: string }
  | { readonly kind: 'total' }
  | { readonly kind: 'sum'; readonly clauses: readonly string[] }
  | { readonly kind: 'nothing' };

/** Integers up to here can be added, subtracted and multiplied by ten as doubles. */
export const LARGEST = 2 ** 49;

/** Batches after which a program with texts is compiled anew: it numbers each text that it meets, and keeps them. */
const RENEWED = 50;

export class Version {
  /** By row and measure: `row * measured.length + measure`. */
  amounts = new Float64Array(0);
  states = new Uint8Array(0);
  beside = new Uint8Array(0);
  admits = new Uint8Array(0);
  /** Amounts that are no such integers: NaN in `amounts`. */
  readonly exact = new Map<number, Exact>();
  /** Rows by the fact for want of which their total is unknown. */
  readonly needs = new Map<string, number>();
  handedOver = 0;

  private fast: FastProgram;
  private batches = 0;
  private readonly hasTexts: boolean;
  private readonly withoutFigure: readonly string[];
  private readonly inKind: readonly string[];

  constructor(
    readonly program: Program,
    readonly measured: readonly Measured[],
  ) {
    this.fast = compile(program, { requirements: true });
    this.hasTexts = [...program.facts.values()].some(({ type }) =>
      type.kind === 'list' ? type.fields.some((field) => field.type.kind === 'text') : type.kind === 'text',
    );
    const clauses = [...program.clauses.values()];
    this.withoutFigure = clauses.filter(({ benefit }) => benefit.kind === 'unspecified').map(({ name }) => name);
    this.inKind = clauses.filter(({ benefit }) => benefit.kind === 'grants').map(({ name }) => name);
  }

  /** @param applicants undefined: not admitted, by a value outside of what the version takes; it gets nothing */
  draw(applicants: readonly (Applicant | undefined)[]): void {
    if (this.hasTexts && ++this.batches % RENEWED === 0) this.fast = compile(this.program, { requirements: true });
    const size = applicants.length * this.measured.length;
    if (this.amounts.length < size) {
      this.amounts = new Float64Array(size);
      this.states = new Uint8Array(size);
      this.beside = new Uint8Array(size);
    }
    if (this.admits.length < applicants.length) this.admits = new Uint8Array(applicants.length);
    this.amounts.fill(0);
    this.states.fill(KNOWN);
    this.beside.fill(0);
    this.admits.fill(NO);
    this.exact.clear();
    const given: Applicant[] = [];
    const places: number[] = [];
    for (const [i, applicant] of applicants.entries()) {
      if (!applicant) continue;
      given.push(applicant);
      places.push(i);
    }
    const prepared = this.fast.prepare(given);
    this.fast.run(prepared, (index, outcome) => {
      const row = places[index] ?? 0;
      const applicant = given[index];
      if (outcome.exact) this.handedOver++;
      this.admits[row] = applicant ? this.admission(outcome, applicant) : NO;
      let at = row * this.measured.length;
      for (const measured of this.measured) this.put(at++, measured, outcome);
      for (const fact of outcome.needs()) this.needs.set(fact, (this.needs.get(fact) ?? 0) + 1);
    });
  }

  private admission(outcome: FastOutcome, applicant: Applicant): number {
    if (outcome.required !== undefined) return outcome.required ? YES : NO;
    let open = false;
    for (const { requirements } of this.program.files)
      for (const { condition } of requirements) {
        const value = evaluateExpression(this.program, applicant, condition);
        if (value.state !== 'known' || value.value.kind !== 'boolean') open = true;
        else if (!value.value.value) return NO;
      }
    return open ? UNDECIDED : YES;
  }

  private put(at: number, measured: Measured, outcome: FastOutcome): void {
    switch (measured.kind) {
      case 'clause':
        this.putClause(at, measured.clause, outcome);
        return;
      case 'total':
        this.beside[at] = this.besides(outcome);
        if (outcome.totalStatus !== 'known') this.states[at] = stateOf(outcome.totalStatus);
        else this.amount(at, outcome.scaled(), () => outcome.total());
        return;
      case 'sum':
        this.putSum(at, measured.clauses, outcome);
        return;
      case 'nothing':
        return;
      default:
        measured satisfies never;
    }
  }

  /** An amount may be known of a clause that is not decided: nothing of a benefit in kind, nothing behind a limit that is used up. */
  private stateIn(clause: string, status: Status, outcome: FastOutcome): number {
    const state = stateOf(status);
    return state !== KNOWN && state !== UNSPECIFIED && outcome.amount(clause) ? KNOWN : state;
  }

  private putClause(at: number, clause: string, outcome: FastOutcome): void {
    const status = outcome.status(clause);
    if (status === 'granted') this.beside[at] = IS_GRANTED;
    const state = this.stateIn(clause, status, outcome);
    if (state === KNOWN) this.amount(at, outcome.scaled(clause), () => outcome.amount(clause));
    else {
      this.states[at] = state;
      if (state === UNSPECIFIED) this.beside[at] = IS_UNSPECIFIED;
    }
  }

  /** Of the clauses of one currency, where the program has no total. */
  private putSum(at: number, clauses: readonly string[], outcome: FastOutcome): void {
    let sum: Exact | undefined;
    let worst = KNOWN;
    for (const clause of clauses) {
      const status = outcome.status(clause);
      const state = this.stateIn(clause, status, outcome);
      if (status === 'granted') this.beside[at] = (this.beside[at] ?? 0) | IS_GRANTED;
      if (state === UNSPECIFIED) this.beside[at] = (this.beside[at] ?? 0) | IS_UNSPECIFIED;
      else if (state !== KNOWN) worst = worst === KNOWN ? state : Math.min(worst, state);
      else {
        const amount = outcome.amount(clause);
        if (!amount) worst = worst === KNOWN ? ERROR : worst;
        else sum = sum ? sum.plus(amount) : amount;
      }
    }
    if (worst !== KNOWN) this.states[at] = worst;
    else if (sum) this.amount(at, Number.NaN, () => sum);
  }

  private besides(outcome: FastOutcome): number {
    const { unspecified = [], granted = [] } = outcome.exact ?? {};
    let bits = (unspecified.length > 0 ? IS_UNSPECIFIED : 0) | (granted.length > 0 ? IS_GRANTED : 0);
    for (const clause of this.withoutFigure) if (outcome.status(clause) === 'unspecified') bits |= IS_UNSPECIFIED;
    for (const clause of this.inKind) if (outcome.status(clause) === 'granted') bits |= IS_GRANTED;
    return bits;
  }

  private amount(at: number, scaled: number, exactly: () => Exact | undefined): void {
    if (Math.abs(scaled) <= LARGEST) {
      this.amounts[at] = scaled;
      return;
    }
    const exact = exactly();
    if (!exact) {
      this.states[at] = ERROR;
      return;
    }
    const integer = scaledInteger(exact, AMOUNT_SCALE);
    if (integer !== undefined && Math.abs(integer) <= LARGEST) this.amounts[at] = integer;
    else {
      this.amounts[at] = Number.NaN;
      this.exact.set(at, exact);
    }
  }
}

function stateOf(status: Status): number {
  switch (status) {
    case 'unknown':
      return UNKNOWN;
    case 'conflict':
      return CONFLICT;
    case 'error':
      return ERROR;
    case 'unspecified':
      return UNSPECIFIED;
    default:
      return KNOWN;
  }
}
