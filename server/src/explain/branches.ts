/** Why: from outcomes and their traces to the branches of a readable tree. */
import type { ClauseOutcome, Evaluation, ItemOutcome, Judgement, StepOutcome, Trace, Value } from '../core/evaluate/values';
import type { FileRange } from '../core/finding';
import type { Clause, Place } from '../core/program/program';
import type { Analysis } from '../core/workspace';
import { type Display, moneyType, needName } from './display';
import { type Figure, Figures } from './figures';
import { type Language, statusWord } from './outcomes';
import type { Branch } from './tree';
import { printable, shorten } from './width';

/** Cells of source text in one line of the tree. */
const SOURCE = 56;

const WORDS = {
  en: {
    skipped: 'does not apply',
    cut: 'applies',
    idle: 'changes nothing',
    above: 'see above',
    requires: 'Requirements',
    wins: (winner: string) => `${winner} stays`,
    state: {
      settled: 'settled',
      idle: 'no more than one member pays',
      conflict: 'conflict: the policy does not say which',
      unknown: 'not known yet',
    },
    limit: (before: string, cap: string, after: string) => `${before} together, at most ${cap}: ${after}`,
  },
  zh: {
    skipped: '不适用',
    cut: '生效',
    idle: '不影响金额',
    above: '见上',
    requires: '前提',
    wins: (winner: string) => `取 ${winner}`,
    state: { settled: '已定', idle: '至多一个成员支付', conflict: '冲突：政策未写明取哪一个', unknown: '尚不能确定' },
    limit: (before: string, cap: string, after: string) => `合计 ${before}，最多 ${cap}：${after}`,
  },
} as const;

/** What the branches need of their surroundings. */
export interface ExplainContext {
  readonly analysis: Analysis;
  readonly display: Display;
  readonly session: {
    /** The source text at a place, on one line. */
    source(analysis: Analysis, place: Place): string;
    /** The name of a file; `where` is it, line and column, parted by `:`. */
    shown(uri: string): string;
    where(range: FileRange): string;
  };
  readonly m: {
    needs(names: readonly string[]): string;
    excludedBy(group: string, winner: string): string;
    cut(limit: string, amount: string): string;
  };
}

export class Branches {
  private readonly figures: Figures;
  private readonly language: Language;

  constructor(private readonly context: ExplainContext) {
    const { analysis, display, session } = context;
    this.figures = new Figures(analysis.program, display, (place) => session.source(analysis, place));
    this.language = context.display.language;
  }

  clause(clause: Clause, outcome: ClauseOutcome): Branch {
    const text = `${heading(clause.name, clause.title)}: ${this.result(outcome, clause.currency)}`;
    const items = (outcome.items ?? []).map(
      (item, index): Branch => ({
        text: `${clause.each ?? ''}[${index}]: ${this.result(item, clause.currency)}`,
        children: this.body(item, clause),
      }),
    );
    const children = outcome.items && items.length > 0 ? [...items, ...this.after(outcome, clause.currency)] : this.body(outcome, clause);
    return { text: printable(text), where: this.full(clause.namePlace), children };
  }

  groups(evaluation: Evaluation): Branch[] {
    const { program } = this.context.analysis;
    const words = WORDS[this.language];
    return evaluation.groups.map((outcome) => {
      const group = program.groups.find((each) => each.name === outcome.group);
      const parts =
        outcome.items && outcome.items.length > 0
          ? outcome.items.map((item, index) => ({ ...item, head: `${group?.each ?? ''}[${index}]: ` }))
          : [{ ...outcome, head: '' }];
      const children = parts.map(
        (part): Branch => ({
          text: `${part.head}${part.winner === undefined ? words.state[part.state] : words.wins(part.winner)}`,
          children: part.contenders.map((each) => ({
            text: `${each.clause} = ${this.context.display.money(each.amount, program.clauses.get(each.clause)?.currency)}`,
            children: [],
          })),
        }),
      );
      return { text: heading(outcome.group, group?.title), ...(group ? { where: this.full(group.namePlace) } : {}), children };
    });
  }

  limits(evaluation: Evaluation): Branch[] {
    const { program } = this.context.analysis;
    return evaluation.limits.map((outcome) => {
      const limit = program.limits.find((each) => each.name === outcome.limit);
      const type = moneyType(program.clauses.get(limit?.members[0] ?? '')?.currency ?? program.currency);
      const show = (value: Value) => this.context.display.value(value, type);
      const text = `${heading(outcome.limit, limit?.title)}: ${WORDS[this.language].limit(show(outcome.before), show(outcome.cap), show(outcome.after))}`;
      return { text: printable(text), ...(limit ? { where: this.full(limit.namePlace) } : {}), children: [] };
    });
  }

  /** The outcome and, where there is one, the amount. */
  private result(outcome: ItemOutcome & { text?: string }, currency: string): string {
    const status = statusWord(outcome.status, this.language);
    switch (outcome.status) {
      case 'payable':
        return `${status} ${this.context.display.value(outcome.amount, moneyType(currency))}`;
      case 'excluded':
      case 'conflict':
        return `${status} (${this.context.display.value(outcome.gross, moneyType(currency))})`;
      case 'unknown':
        return this.context.display.value(outcome.amount, moneyType(currency));
      case 'granted':
      case 'unspecified':
        return outcome.text === undefined ? status : `${status}: ${outcome.text}`;
      case 'inactive':
      case 'ineligible':
      case 'error':
        return status;
      default: {
        const never: never = outcome.status;
        return never;
      }
    }
  }

  private body(outcome: ItemOutcome, clause: Clause): Branch[] {
    // A requirement that holds is shown once, above all clauses.
    const judged = outcome.conditions.filter((judgement) => judgement.place.item === clause.place.item || !isYes(judgement.result));
    return [
      ...judged.map((judgement) => this.judgement(judgement)),
      ...outcome.steps.map((step) => this.step(step, clause.currency)),
      ...this.after(outcome, clause.currency),
    ];
  }

  /** What must hold for every clause of a file, each requirement once; none where no clause came to be judged. */
  requirements(evaluation: Evaluation, clauses: readonly Clause[]): Branch[] {
    const found = new Map<string, Judgement>();
    for (const clause of clauses) {
      const outcome = evaluation.clauses.get(clause.name);
      for (const part of outcome ? [outcome, ...(outcome.items ?? [])] : []) {
        for (const judgement of part.conditions) {
          if (judgement.place.item !== clause.place.item) found.set(this.full(judgement.place), judgement);
        }
      }
    }
    if (found.size === 0) return [];
    return [{ text: WORDS[this.language].requires, children: [...found.values()].map((judgement) => this.judgement(judgement)) }];
  }

  /** What groups and limits did to it, what it needs, and its error. */
  private after(outcome: ItemOutcome, currency: string): Branch[] {
    const { m, display } = this.context;
    const found: Branch[] = [];
    const leaf = (text: string, place?: Place) => found.push({ text, children: [], ...(place ? { where: this.where(place) } : {}) });
    if (outcome.needs.length > 0) leaf(m.needs(outcome.needs.map(needName)));
    if (outcome.excludedBy) leaf(m.excludedBy(outcome.excludedBy.group, outcome.excludedBy.inFavourOf));
    for (const cut of outcome.cuts) leaf(m.cut(cut.limit, display.money(cut.amount, currency)));
    if (outcome.error) leaf(display.error(outcome.error), outcome.error.place);
    return found;
  }

  private judgement(judgement: Judgement): Branch {
    const reason = judgement.reason === undefined ? '' : `: ${judgement.reason}`;
    const alternatives = judgement.alternatives ?? [];
    const children =
      alternatives.length > 0
        ? alternatives.map((each) => this.judgement(each))
        : judgement.trace
          ? this.inputs(judgement.trace, this.source(judgement.place).includes('%'))
          : [];
    const no = judgement.result.state === 'known' && !isYes(judgement.result);
    const result = this.context.display.value(judgement.result, { kind: 'boolean' });
    const text = `${this.source(judgement.place, judgement.reason)} → ${result}${no ? reason : ''}`;
    return { text: printable(text), where: this.where(judgement.place), children };
  }

  private step(step: StepOutcome, currency: string): Branch {
    const words = WORDS[this.language];
    const show = (value: Value) => this.context.display.value(value, moneyType(currency));
    const effect =
      step.kind === 'award'
        ? `= ${show(step.after)}`
        : !step.applied
          ? `→ ${words.skipped}`
          : step.bites
            ? `${step.before ? `${show(step.before)} ` : ''}→ ${show(step.after)}`
            : step.after.state === 'error'
              ? ''
              : `→ ${words.idle}`;
    const figure = step.kind !== 'award' && step.applied && step.figure ? ` = ${show(step.figure)}${step.bites ? ':' : ''}` : '';
    const reason = step.reason !== undefined && step.applied ? `: ${step.reason}` : '';
    // An award's one input is its own expression, which its line already shows.
    const [amount] = step.kind === 'award' ? (step.trace?.inputs ?? []) : [];
    const source = this.source(step.place, step.reason);
    const children =
      amount && amount.inputs.length > 0 ? this.inputs(amount, source.includes('%')) : step.trace ? this.inputs(step.trace, false) : [];
    return {
      text: printable(`${source}${figure} ${effect}${reason}`.trimEnd()),
      where: this.where(step.place),
      children,
    };
  }

  /** What an expression was computed from, without itself. `percent`: the text above it speaks in percentages. */
  private inputs(trace: Trace, percent: boolean): Branch[] {
    return this.figures.inputs(trace, percent).map((figure) => this.figure(figure));
  }

  private figure({ text, value, place, repeated, inputs }: Figure): Branch {
    const line = `${shorten(text, SOURCE)} = ${value}${repeated ? ` (${WORDS[this.language].above})` : ''}`;
    return { text: printable(line), where: this.where(place), children: inputs.map((input) => this.figure(input)) };
  }

  /** The text at a place, without the reason that it ends with. */
  private source(place: Place, reason?: string): string {
    const text = this.context.session.source(this.context.analysis, place);
    return shorten(reason === undefined ? text : text.replace(/\s*("([^"\\]|\\.)*"|“[^”]*”)$/, ''), SOURCE);
  }

  /** Line and column; the file's name only where it is another file. */
  private where(place: Place): string {
    const full = this.full(place);
    const file = `${this.context.session.shown(this.context.analysis.uri)}:`;
    return full.startsWith(file) ? full.slice(file.length) : full;
  }

  private full(place: Place): string {
    return this.context.session.where(this.context.analysis.range(place));
  }
}

function heading(name: string, title: string | undefined): string {
  return title ? `${name}  ${title}` : name;
}

function isYes(value: Value): boolean {
  return value.state === 'known' && value.value.kind === 'boolean' && value.value.value;
}
