/**
 * Why: which unknown facts are worth asking for first: those that decide most. A few answers to a fact are tried (answers.ts) on the clauses that
 * name it. What an answer is worth for a clause: 1 if the clause is decided, else the part of the facts that it names which it needs no more. A fact
 * is worth the sum over its clauses, on average over its answers; among equals, what leaves less money open comes first, then what is declared
 * first. Where there is no time to try answers, a clause that names n facts counts 1/n for each. Clauses are judged by themselves, before groups
 * and limits.
 */
import { evaluate, evaluateClauseAlone } from '../core/evaluate/index';
import { needKey } from '../core/evaluate/value';
import type { Applicant, Need } from '../core/evaluate/values';
import { Exact } from '../core/exact';
import type { Program } from '../core/program/program';
import { showMoney, showNeed } from '../features/amounts';
import { phrasebook } from '../features/wording';
import type { Values } from '../previewProtocol';
import { type Answers, answered } from './answers';
import { appliedOf, type Previewed } from './context';
import { needLabel } from './naming';

const say = phrasebook({
  decides: { en: 'Decides {count} clauses', zh: '可以确定 {count} 个条款' },
  'decides-one': { en: 'Decides 1 clause', zh: '可以确定 1 个条款' },
  may: { en: 'May decide {count} clauses', zh: '可能确定 {count} 个条款' },
  'may-one': { en: 'May decide 1 clause', zh: '可能确定 1 个条款' },
  needed: { en: 'Needed for {count} clauses', zh: '{count} 个条款需要它' },
  'needed-one': { en: 'Needed for 1 clause', zh: '1 个条款需要它' },
  total: { en: 'Needed for the total', zh: '总计需要它' },
  stake: { en: '{text}, up to {amount}', zh: '{text}，最多涉及 {amount}' },
});

/** Clauses judged for answers that are tried, in all: a few milliseconds. */
const budget = 40;

/** Clauses that are judged for one answer; of more, the first stand for all. */
const mostJudged = 5;

interface Candidate {
  readonly need: Need;
  /** Clauses that name it. */
  readonly clauses: readonly string[];
  /** One for a clause that names nothing else, one half for a clause that names two facts. */
  readonly weight: number;
  score?: Score | undefined;
}

interface Score {
  /** What it is worth: clauses decided, and what others need less, on average over the answers. */
  readonly worth: number;
  /** The clauses that some answer decides. */
  readonly some: readonly string[];
  /** Every answer decides these, and the answers are all that there are. */
  readonly all: boolean;
  /** What of the money that is open in them is left open, on average, from 0 to 1. */
  readonly left: number;
}

export function needsOf(previewed: Previewed): Values['needs'] {
  return rankedNeeds(previewed).map((one) => ({
    path: showNeed(one.need),
    label: needLabel(previewed.program, one.need, previewed.language),
    why: whyAsk(previewed, one),
    clauses: [...one.clauses],
  }));
}

/** What is needed, what decides most first. */
export function rankedNeeds(previewed: Previewed): readonly Candidate[] {
  const { program, applicant } = previewed;
  const candidates = candidatesOf(previewed);
  let left = budget;
  for (const candidate of [...candidates].sort((a, b) => b.weight - a.weight)) {
    if (left <= 0) break;
    const answers = answered(program, applicant, candidate.need);
    const judged = candidate.clauses.slice(0, mostJudged);
    left -= answers.applicants.length * judged.length;
    const score = scoreOf(previewed, judged, answers);
    // The others are taken to fare as these do, but that is not told.
    const times = candidate.clauses.length / Math.max(1, judged.length);
    candidate.score = score && { ...score, worth: score.worth * times, some: times > 1 ? [] : score.some };
  }
  return [...candidates].sort(compare);
}

/** Sorting is stable: equal ones stay in the order of the program. */
function compare(a: Candidate, b: Candidate): number {
  const worth = (one: Candidate): number => one.score?.worth ?? one.weight;
  return differ(worth(b), worth(a)) || differ(a.score?.left ?? 1, b.score?.left ?? 1) || b.weight - a.weight;
}

/** Averages that differ by rounding only are equal. */
function differ(a: number, b: number): number {
  return Math.abs(a - b) < 1e-9 ? 0 : a - b;
}

/** In the order in which facts are declared. */
function candidatesOf({ program, applicant, evaluation }: Previewed): Candidate[] {
  const found = new Map<string, { need: Need; clauses: string[]; weight: number }>();
  const entry = (need: Need) => {
    const key = needKey(need);
    const known = found.get(key) ?? { need, clauses: [], weight: 0 };
    found.set(key, known);
    return known;
  };
  for (const name of program.clauses.keys()) {
    if (evaluation.clauses.get(name)?.status !== 'unknown') continue;
    // What it needs itself, not what other members of its groups do.
    const { needs = [] } = evaluateClauseAlone(program, applicant, name) ?? {};
    for (const need of needs) {
      const one = entry(need);
      one.clauses.push(name);
      one.weight += 1 / needs.length;
    }
  }
  const { value } = evaluation.total;
  if (value.state === 'unknown') for (const need of value.needs) entry(need);
  const order = new Map([...program.facts.keys()].map((name, i) => [name, i]));
  return [...found.values()].sort(
    (a, b) => (order.get(a.need.fact) ?? -1) - (order.get(b.need.fact) ?? -1) || (a.need.item ?? 0) - (b.need.item ?? 0),
  );
}

function scoreOf({ program, applicant }: Previewed, names: readonly string[], { applicants, exhaustive }: Answers): Score | undefined {
  if (applicants.length === 0 || names.length === 0) return undefined;
  const before = openOf(program, applicant, names);
  const decidedBy = new Map<string, number>();
  let worth = 0;
  let left = 0;
  for (const answer of applicants) {
    // Nothing is computed yet; but what the clauses come to is found where it was computed before, for this applicant or another.
    evaluate(program, answer, { keep: true });
    const after = openOf(program, answer, names);
    for (const name of names) {
      const needs = after.needs.get(name);
      if (needs === undefined) decidedBy.set(name, (decidedBy.get(name) ?? 0) + 1);
      worth += needs === undefined ? 1 : Math.max(0, 1 - needs / Math.max(1, before.needs.get(name) ?? 1));
    }
    left += leftOf(before.width, after.width);
  }
  const count = applicants.length;
  const all = exhaustive && decidedBy.size > 0 && [...decidedBy.values()].every((one) => one === count);
  return { worth: worth / count, left: left / count, some: [...decidedBy.keys()], all };
}

interface Open {
  /** The clauses that are unknown, each with how many facts it names. */
  readonly needs: ReadonlyMap<string, number>;
  /** How far apart the ends of their amounts are together; undefined where one has no end. */
  readonly width: Exact | undefined;
}

function openOf(program: Program, applicant: Applicant, names: readonly string[]): Open {
  const needs = new Map<string, number>();
  let width: Exact | undefined = Exact.zero;
  for (const name of names) {
    const outcome = evaluateClauseAlone(program, applicant, name);
    if (outcome?.status !== 'unknown') continue;
    needs.set(name, outcome.needs.length);
    const range = outcome.gross.state === 'unknown' ? outcome.gross.range : undefined;
    const ends = range?.kind === 'number' && range.lower && range.upper ? range.upper.value.minus(range.lower.value) : undefined;
    width = ends && width?.plus(ends);
  }
  return { needs, width };
}

/** What of the width is left, from 0 to 1. */
function leftOf(before: Exact | undefined, after: Exact | undefined): number {
  if (!after) return 1;
  // What had no end has one now: more than half is decided.
  if (!before) return after.isZero ? 0 : 0.5;
  return before.isZero ? 0 : after.div(before).toNumber();
}

/** What hangs on it: clauses that an answer decides, else those that name it; and the most that they may pay together. */
function whyAsk({ language, program, evaluation, ...rest }: Previewed, { clauses, score }: Candidate): string {
  const decides = score?.some ?? [];
  const names = decides.length > 0 ? decides : clauses;
  if (names.length === 0) return say('total', language);
  const key = decides.length === 0 ? 'needed' : score?.all ? 'decides' : 'may';
  const text = say(names.length === 1 ? `${key}-one` : key, language, { count: String(names.length) });
  let stake = Exact.zero;
  for (const name of names) {
    const amount = evaluation.clauses.get(name)?.amount;
    const high = amount?.state === 'unknown' && amount.range.kind === 'number' ? amount.range.upper : undefined;
    // Without an upper end there is no amount to name; nor where currencies differ.
    if (!high || program.clauses.get(name)?.currency !== program.currency) return text;
    stake = stake.plus(high.value);
  }
  if (stake.isZero) return text;
  const { showing } = appliedOf({ language, program, evaluation, ...rest });
  return say('stake', language, { text, amount: showMoney(stake, showing) });
}
